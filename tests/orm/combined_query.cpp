// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/combined_query.hpp>
//
#include "filled_shop.hpp"

namespace {
using namespace shop;
static_assert(
    union_of(objects<tag>.filter<"id">(), objects<tag>.filter<"label">()).sql() ==
    R"((SELECT t."id", t."label" FROM "tags" t WHERE t."id" = $1 ORDER BY t."label") UNION )"
    R"((SELECT t."id", t."label" FROM "tags" t WHERE t."label" = $2 ORDER BY t."label") )"
    R"(ORDER BY "id")");
}  // namespace

TEST_CASE("two queries make one list", "[orm]") {
  filled_shop db;
  for (auto const* label : {"a", "b", "c"}) {
    tag one;
    one.label = text<1, 20>(label);
    db.wait(save(one));
  }
  auto const early = objects<tag>.filter<"label__lt">("c");
  auto const late = objects<tag>.filter<"label__gt">("a");
  CHECK(db.wait(union_of(early, late).all()).size() == 3);
  CHECK(db.wait(union_all_of(early, late).count()) == 4);
  CHECK(db.wait(intersection_of(early, late).all())[0].label.value() == "b");
  CHECK(db.wait(difference_of(early, late).all())[0].label.value() == "a");
}

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
struct name_row {
  std::string name{};
  std::int64_t id{};
};
constexpr auto titles = objects<product>.annotate<"name">(column<"title">);
static_assert(
    union_all_of(objects<tag>.filter<"id">(), objects<tag>.filter<"id">(), objects<tag>)
        .order_by<"-label", "id">()
        .limit(3)
        .sql() ==
    R"((SELECT t."id", t."label" FROM "tags" t WHERE t."id" = $1 ORDER BY t."label") UNION ALL )"
    R"((SELECT t."id", t."label" FROM "tags" t WHERE t."id" = $2 ORDER BY t."label") UNION ALL )"
    R"((SELECT t."id", t."label" FROM "tags" t ORDER BY t."label") ORDER BY 2 DESC, 1 LIMIT $3)");
static_assert(union_of(objects<brand>, titles).order_by<"-name">().values_sql<name_row>() ==
              R"((SELECT b."name", b."id" FROM "brands" b ORDER BY b."name") UNION )"
              R"((SELECT CAST(p."title" AS text), p."id" FROM "products" p )"
              R"(WHERE p."deleted" IS NULL ORDER BY p."id") ORDER BY 1 DESC)");
}  // namespace

TEST_CASE("rows of several models make one list", "[orm]") {
  filled_shop db;
  auto const all = union_of(objects<brand>, titles.filter<"title__startswith">("R"));
  auto const rows = db.wait(all.order_by<"-name">().limit(3).values<name_row>());
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].name == "Zeta");
  CHECK(rows[1].name == "Rope");
  CHECK(rows[1].id == db.rope.id);
  CHECK(rows[2].name == "Red Rocket");
  CHECK(db.wait(all.order_by<"name">().values<name_row>()).at(0).name == "Acme");
}

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
  auto const third = objects<tag>.filter<"label">("b");
  CHECK(db.wait(union_all_of(early, late, third).count()) == 5);
  CHECK(db.wait(difference_of(objects<tag>, early, third).all()).size() == 1);
  auto const last = db.wait(union_of(early, late).order_by<"-label">().limit(1).all());
  REQUIRE(last.size() == 1);
  CHECK(last[0].label.value() == "c");
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/query_ends.hpp>
//
#include "filled_shop.hpp"

namespace {
using namespace shop;
struct labels {
  std::string label{};
};
static_assert(objects<tag>.filter<"id__gt">().values_sql<labels>() ==
              R"(SELECT t."label" FROM "tags" t WHERE t."id" > $1 ORDER BY t."label")");
static_assert(objects<tag>.reverse().sql() ==
              R"(SELECT t."id", t."label" FROM "tags" t ORDER BY t."label" DESC)");
static_assert(objects<tag>.order_by<"-id", "label">().reverse().sql() ==
              R"(SELECT t."id", t."label" FROM "tags" t ORDER BY t."id", t."label" DESC)");
static_assert(objects<tag>.order_by<>().reverse().limit(2).sql() ==
              R"(SELECT t."id", t."label" FROM "tags" t ORDER BY t."id" DESC LIMIT $1)");
static_assert(objects<tag>.reverse().reverse().sql() == objects<tag>.sql());
// Rows of values without an order have none to turn.
static_assert(objects<tag>.order_by<>().distinct().reverse().values_sql<labels>() ==
              R"(SELECT DISTINCT t."label" FROM "tags" t)");
}  // namespace

TEST_CASE("the last, the latest and the earliest", "[orm]") {
  filled_shop db;
  auto const& all = objects<product>;
  CHECK(db.wait(all.last())->title == "Rope");
  CHECK(db.wait(all.order_by<"price">().last())->title == "Red Rocket");
  CHECK(db.wait(all.latest<"stock">())->title == "Rope");
  CHECK(db.wait(all.filter<"stock__lt">(10).earliest<"stock">())->title == "Red Rocket");
  CHECK(db.wait(all.latest<"maker__parent__name">())->title ==
        "Rope");  // the only one with a value
  // The first of each maker's, and the last of those.
  auto const one_each = all.order_by<>().distinct<"maker__name">();
  CHECK(db.wait(one_each.first())->title == "Anvil");
  CHECK(db.wait(one_each.last())->title == "Rope");
  CHECK_FALSE(db.wait(all.filter<"stock__gt">(99).last()));
  CHECK_FALSE(db.wait(all.filter<"stock__gt">(99).latest<"price">()));
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/expression.hpp>
//
#include "filled_shop.hpp"

namespace {
using namespace shop;
constexpr std::string_view rows = R"(SELECT count(*) FROM "brands" b)";

template <class Query>
std::string where_of(Query const& query) {
  return std::string(query.template sql<query_action::count>().substr(rows.size()));
}
}  // namespace

TEST_CASE("conditions are joined by and, or and not", "[orm]") {
  auto const& all = objects<brand>;
  CHECK(where_of(all.filter(where<"name">("a") | where<"id__gt">(3))) ==
        R"( WHERE (b."name" = $1 OR b."id" > $2))");
  CHECK(where_of(all.filter<"name">("a").filter(~where<"name__in">(std::vector<std::string>{}))) ==
        R"( WHERE b."name" = $1 AND ((b."name" = ANY($2)) IS NOT TRUE))");
  CHECK(where_of(all.filter((column<"id"> + 1) * 2 > column<"parent_id">)) ==
        R"( WHERE ((b."id" + $1) * $2) > b."parent_id")");
  CHECK(where_of(all.filter(where<"parent__isnull">(true))) ==
        R"( WHERE (b."parent_id" IS NULL) = $1)");
  filled_shop db;
  auto const& products = objects<product>;
  CHECK(db.titles(products.filter(where<"title">("Rope") | where<"stock">(0))) == "RR");
  CHECK(db.titles(products.filter(~where<"maker__parent__name">("Acme"))) == "AR");
  CHECK(db.titles(products.exclude(where<"stock__gt">(0) & where<"stock__lt">(10))) == "RR");
  CHECK(db.wait(all.filter(where<"parent__isnull">(true)).count()) == 1);
}

TEST_CASE("a column is compared with another, and set from itself", "[orm]") {
  filled_shop db;
  CHECK(db.titles(objects<product>.filter<"doubled__gt">(column<"stock"> + 3)) == "R");
  CHECK(db.titles(objects<product>.filter(column<"price"> < column<"stock">)) == "R");
  CHECK(db.wait(objects<product>.filter<"title">("Rope").update<"stock", "title">(
            column<"stock"> - 2, "Short rope")) == 1);
  auto const changed =
      db.wait(objects<product>.filter<"stock">(10).update_returning<"stock">(column<"stock"> + 1));
  REQUIRE(changed.size() == 1);
  CHECK(changed[0].title == "Short rope");
  CHECK(changed[0].doubled == 22);
  CHECK(changed[0].version == 3);
  CHECK(db.wait(objects<product>.filter<"stock">(11).erase_returning()).size() == 1);
}

TEST_CASE("lookups of arrays, ranges, JSON, addresses and texts", "[orm]") {
  filled_shop db;
  auto const& all = objects<product>;
  using words = std::vector<std::string>;
  CHECK(db.titles(all.filter<"words__contains">(words{"iron"})) == "A");
  CHECK(db.titles(all.filter<"words__overlap">(words{"fast", "iron"})) == "AR");
  CHECK(db.titles(all.filter<"words__contained_by">(words{"fast"})) == "RR");
  CHECK(db.titles(all.filter<"words">(words{"fast"})) == "R");
  CHECK(db.titles(all.filter<"extent__contains">(jsonb{R"({"width":1})"})) == "R");
  CHECK(db.titles(all.filter<"extent__has_key">("width")) == "ARR");
  CHECK(db.titles(all.filter<"extent__has_any_keys">(words{"depth", "mass"})).empty());
  CHECK(db.titles(all.filter<"title__regex">("^R.*e$")) == "R");
  CHECK(db.titles(all.filter<"title__iregex">("ROC")) == "R");
  CHECK(db.titles(all.filter<"title__search">("rocket -anvil")) == "R");
  customer wile;
  wile.name = "Wile";
  wile.last_seen_at = *network_address::from_text("192.0.2.7");
  wile.waits = interval::from_seconds(90);
  wile.member =
      value_range<date>::between(*date::from_text("2024-01-01"), *date::from_text("2025-01-01"));
  db.wait(save(wile));
  auto const& people = objects<customer>;
  CHECK(
      db.wait(people.filter<"last_seen_at__contained_by">(*network_range::from_text("192.0.2.0/24"))
                  .count()) == 1);
  CHECK(db.wait(people.filter<"member__contains">(*date::from_text("2024-05-01")).count()) == 1);
  CHECK(db.wait(people.filter<"member__contains">(*date::from_text("2025-01-01")).count()) == 0);
  CHECK(db.wait(people.filter<"member__overlap">(wile.member).count()) == 1);
  customer const found = db.wait(people.filter<"waits__lt">(interval::from_seconds(100)).get());
  CHECK(found.member == wile.member);
  CHECK(found.last_seen_at == wile.last_seen_at);
}

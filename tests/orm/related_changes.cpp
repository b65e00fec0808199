// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/related_changes.hpp>
//
#include "filled_shop.hpp"

namespace {
using namespace shop;
template <detail::related_change Change>
constexpr std::string_view sql = detail::related_statement<product, "tags", Change>::sql;
static_assert(sql<detail::related_change::add> ==
              R"(INSERT INTO "products_tags" ("product_id", "tag_id") SELECT $1, t )"
              R"(FROM unnest($2) t ON CONFLICT DO NOTHING)");
static_assert(sql<detail::related_change::remove> ==
              R"(DELETE FROM "products_tags" WHERE "product_id" = $1 AND "tag_id" = ANY($2))");
static_assert(sql<detail::related_change::set> ==
              R"(WITH gone AS (DELETE FROM "products_tags" WHERE "product_id" = $1 AND )"
              R"("tag_id" <> ALL($2)) INSERT INTO "products_tags" ("product_id", "tag_id") )"
              R"(SELECT $1, t FROM unnest($2) t ON CONFLICT DO NOTHING)");
static_assert(sql<detail::related_change::clear> ==
              R"(DELETE FROM "products_tags" WHERE "product_id" = $1)");
}  // namespace

TEST_CASE("rows of a relation are added, removed, set and cleared", "[orm]") {
  filled_shop db;
  std::vector<tag> tags(3);
  for (std::size_t i = 0; i < tags.size(); ++i) tags[i].label = "tag " + std::to_string(i);
  db.wait(insert_all(tags));
  auto const labels = [&](product const& of) {
    product const found =
        db.wait(objects<product>.filter<"id">(of.id).prefetch_related<"tags">().get());
    std::string all;
    for (tag const& each : found.tags) all += std::string_view(each.label).back();
    return all;
  };
  CHECK(db.wait(add_related<"tags">(db.anvil, tags)) == 3);
  CHECK(db.wait(add_related<"tags">(db.anvil, tags)) == 0);
  CHECK(db.wait(add_related<"tags">(db.rope, std::vector{tags[1].id.value()})) == 1);
  CHECK(labels(db.anvil) == "012");
  CHECK(db.wait(remove_related<"tags">(db.anvil, std::vector{tags[1]})) == 1);
  CHECK(labels(db.anvil) == "02");
  CHECK(labels(db.rope) == "1");
  CHECK(db.wait(set_related<"tags">(db.anvil, std::vector{tags[0], tags[1]})) == 1);
  CHECK(labels(db.anvil) == "01");
  CHECK(db.wait(set_related<"tags">(db.anvil, std::vector<tag>())) == 0);
  CHECK(labels(db.anvil).empty());
  CHECK(db.wait(clear_related<"tags">(db.rope)) == 1);
  CHECK(labels(db.rope).empty());
  CHECK(db.wait(objects<tag>.count()) == 3);
  // The keys are judged by the database.
  CHECK_THROWS_AS(db.wait(add_related<"tags">(db.rope, std::vector{0})), foreign_key_violation);
}

TEST_CASE("a relation of a model to itself", "[orm]") {
  filled_shop db;
  std::vector<customer> people(3);
  for (std::size_t i = 0; i < people.size(); ++i) people[i].name = "p" + std::to_string(i);
  db.wait(insert_all(people));
  CHECK(db.wait(add_related<"friends">(people[0], std::vector{people[1], people[2]})) == 2);
  CHECK(db.wait(objects<customer>.filter<"friends__name">("p2").count()) == 1);
  CHECK(db.wait(objects<customer>.filter<"friends">(people[0]).count()) == 0);
}

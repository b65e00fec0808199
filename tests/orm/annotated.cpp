// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/annotated.hpp>
//
#include <hyper/json/write.hpp>
#include "filled_shop.hpp"

namespace {
using namespace shop;

struct made_count {
  std::int64_t made{};
};
struct place {
  std::string_view text;
  std::size_t wanted = 1;
  std::string_view payload() const { return text; }
  std::size_t size() const { return wanted; }
};

constexpr auto counted_brands = objects<brand>.annotate<"made">(count_of<"products">());

static_assert(
    counted_brands.order_by<"-made">().limit(3).with_annotations<made_count>().sql() ==
    R"(SELECT b."id", b."name", b."parent_id", CAST(count(p."id") AS bigint) FROM "brands" b )"
    R"(LEFT JOIN "products" p ON p."maker_id" = b."id" GROUP BY b."id" )"
    R"(ORDER BY count(p."id") DESC LIMIT $1)");
static_assert(
    objects<brand>.annotate<"made">(count_of<"products">())
        .select_related<"parent">()
        .with_annotations<made_count>()
        .sql<query_action::first>() ==
    R"(SELECT b."id", b."name", b."parent_id", p3."id", p3."name", p3."parent_id", )"
    R"(CAST(count(p."id") AS bigint) FROM "brands" b )"
    R"(LEFT JOIN "products" p ON p."maker_id" = b."id" )"
    R"(LEFT JOIN "brands" p3 ON p3."id" = b."parent_id" GROUP BY b."id", p3."id" )"
    R"(ORDER BY b."name" LIMIT 1)");
// The place of a page is a condition on rows, whatever is asked of groups.
static_assert(
    counted_brands.filter(count_of<"products">() > column<"id">)
        .order_by<"name">()
        .with_annotations<made_count>()
        .sql<query_action::next_page>() ==
    R"(SELECT b."id", b."name", b."parent_id", CAST(count(p."id") AS bigint) FROM "brands" b )"
    R"(LEFT JOIN "products" p ON p."maker_id" = b."id" WHERE (b."name", b."id") > ($1, $2) )"
    R"(GROUP BY b."id" HAVING count(p."id") > b."id" ORDER BY b."name", b."id" LIMIT $3)");

struct named_count {
  std::int64_t tags{};
  std::string maker{};
};
// What is shown of another table is grouped by that table's key.
static_assert(
    objects<product>.only<"stock">()
        .annotate<"tags">(count_of<"tags">())
        .annotate<"maker">(column<"maker__name">)
        .order_by<>()
        .with_annotations<named_count>()
        .sql() ==
    R"(SELECT p."id", p."stock", CAST(count(p2."tag_id") AS bigint), CAST(m."name" AS text) )"
    R"(FROM "products" p LEFT JOIN "products_tags" p2 ON p2."product_id" = p."id" )"
    R"(JOIN "brands" m ON m."id" = p."maker_id" WHERE p."deleted" IS NULL )"
    R"(GROUP BY p."id", m."id")");
}  // namespace

TEST_CASE("whole objects come with annotations beside them", "[orm]") {
  filled_shop db;
  auto const query = counted_brands.select_related<"parent">();
  auto const all = db.wait(query.order_by<"made">().with_annotations<made_count>().all());
  REQUIRE(all.size() == 2);
  CHECK(all[0]->name == "Zeta");
  CHECK(all[0].extra.made == 1);
  CHECK((*all[0]->parent)->name == "Acme");
  CHECK((*all[1]).name == "Acme");
  CHECK(all[1].object.id == db.acme.id);
  CHECK(all[1].extra.made == 2);
  auto const many = db.wait(query.filter<"made__gt">(1).with_annotations<made_count>().all());
  REQUIRE(many.size() == 1);
  CHECK(many[0]->name == "Acme");
  auto const none = db.wait(query.limit(0).with_annotations<made_count>().first());
  CHECK_FALSE(none.has_value());
  auto const first = db.wait(query.order_by<"-made">().with_annotations<made_count>().first());
  CHECK((*first)->name == "Acme");
  CHECK(first->extra.made == 2);
  CHECK(to_json(db.wait(counted_brands.only<"id">()
                            .filter<"name">("Zeta")
                            .with_annotations<made_count>()
                            .get())
                    .extra) == R"({"made":1})");
}

TEST_CASE("one annotated object is there, or there is none, or too many", "[orm]") {
  filled_shop db;
  auto const query = counted_brands.with_annotations<made_count>();
  CHECK(db.wait(query.get<"name">("Zeta")).extra.made == 1);
  CHECK_THROWS_AS(db.wait(query.get()), multiple_objects);
  try {
    db.wait(query.get<"name">("Nobody"));
    FAIL();
  } catch (does_not_exist const& none) {
    CHECK(std::string_view(none.what()).find("brand") != std::string_view::npos);
    CHECK(std::string_view(none.what()).find("annotated") == std::string_view::npos);
  }
}

TEST_CASE("pages, batches and relations of annotated objects", "[orm]") {
  filled_shop db;
  auto const query = counted_brands.filter(count_of<"products">() > 0)
                         .order_by<"name">()
                         .prefetch_related<"products">()
                         .with_annotations<made_count>();
  auto const page = db.wait(query.page(place{""}));
  REQUIRE(page.rows.size() == 1);
  CHECK(page.rows[0]->products.size() == 2);
  REQUIRE(page.next);
  auto const next = db.wait(query.page(place{*page.next}));
  REQUIRE(next.rows.size() == 1);
  CHECK(next.rows[0]->name == "Zeta");
  CHECK(next.rows[0].extra.made == 1);
  CHECK(next.rows[0]->products->front().title == "Rope");
  CHECK_FALSE(next.next);
  auto const back = db.wait(query.page(place{*next.previous}));
  CHECK(back.rows.at(0)->name == "Acme");
  CHECK(db.wait(query.first())->object.products.size() == 2);
  CHECK(db.wait(query.get<"name">("Zeta"))->products.size() == 1);
  std::string seen;
  auto* const into = &seen;
  auto const work = [into](std::vector<annotated<brand, made_count>> rows) -> task<void> {
    for (auto const& row : rows)
      *into += std::string(row->name.value()) + std::to_string(row.extra.made) +
               std::to_string(row->products.size()) + ";";
    co_return;
  };
  db.wait(for_each_row(query, 1, work));
  CHECK(seen == "Acme22;Zeta11;");
}

TEST_CASE("annotations that are no aggregates, and those that may be missing", "[orm]") {
  struct shown {
    std::optional<std::string> above{};
    std::optional<std::int64_t> stock{};
    bool large{};
  };
  filled_shop db;
  auto const rows = db.wait(objects<brand>.annotate<"above">(column<"parent__name">)
                                .annotate<"stock">(sum_of<"products__stock">())
                                .annotate<"large">(case_when(false, when(where<"id__gt">(0), true)))
                                .with_annotations<shown>()
                                .all());
  REQUIRE(rows.size() == 2);
  CHECK_FALSE(rows[0].extra.above);
  CHECK(rows[0].extra.stock == 3);
  CHECK(rows[1].extra.above == "Acme");
  CHECK(rows[1].extra.stock == 12);
  CHECK(rows[1].extra.large);
  struct placed {
    std::int64_t place{};
  };
  auto const ranked = db.wait(
      objects<product>.annotate<"place">(over<partition_by<"maker">, sorted_by<"-price">>(rank()))
          .order_by<"id">()
          .with_annotations<placed>()
          .all());
  REQUIRE(ranked.size() == 3);
  CHECK(ranked[0].extra.place == 2);
  CHECK(ranked[1].extra.place == 1);
  CHECK(ranked[2].extra.place == 1);
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/common_table.hpp>
//
#include <hyper/postgres/table_list.hpp>
#include "filled_shop.hpp"

namespace {
using namespace shop;

struct branch {
  std::int64_t id{};
  std::string name{};
  std::int64_t depth{};
  using meta = model<common_table<"tree">>;
};
struct maker_stock {
  std::int64_t maker{};
  std::int64_t pieces{};
  using meta = model<common_table<"stocks">>;
};
struct named_depth {
  std::string name{};
  std::int64_t deep{};
};

constexpr auto step =
    objects<brand>.annotate<"depth">(common_column<branch, "depth"> + column<"id">)
        .filter(column<"parent"> == common_column<branch, "id">);
constexpr auto tree = recursive<branch>(
    objects<brand>.filter<"id">().annotate<"depth">(column<"id"> - column<"id">), step);

static_assert(
    with(tree).select(rows_of<branch>.filter<"depth__lt">().order_by<"-depth">()).sql() ==
    R"(WITH RECURSIVE "tree" ("id", "name", "depth") AS (SELECT CAST(b."id" AS bigint), )"
    R"(CAST(b."name" AS text), CAST((b."id" - b."id") AS bigint) FROM "brands" b WHERE b."id" = $1 )"
    R"(UNION ALL SELECT CAST(b."id" AS bigint), CAST(b."name" AS text), )"
    R"(CAST((t2."depth" + b."id") AS bigint) FROM "brands" b CROSS JOIN "tree" t2 )"
    R"(WHERE b."parent_id" = t2."id") )"
    R"(SELECT t."id", t."name", t."depth" FROM "tree" t WHERE t."depth" < $2 ORDER BY t."depth" DESC)");
static_assert(with(tree)
                  .select(rows_of<branch>)
                  .sql<query_action::count>()
                  .ends_with(R"( SELECT count(*) FROM "tree" t)"));

constexpr auto stocks =
    common<maker_stock>(objects<product>.annotate<"pieces">(sum_of<"stock">()).order_by<>());
static_assert(
    with(stocks)
        .select(objects<brand>.filter(common_column<maker_stock, "maker"> == column<"id">)
                    .filter(common_column<maker_stock, "pieces"> > column<"id">))
        .sql() ==
    R"(WITH "stocks" ("maker", "pieces") AS (SELECT p."maker_id", CAST(sum(p."stock") AS bigint) )"
    R"(FROM "products" p WHERE p."deleted" IS NULL GROUP BY 1) )"
    R"(SELECT b."id", b."name", b."parent_id" FROM "brands" b CROSS JOIN "stocks" s2 )"
    R"(WHERE s2."maker" = b."id" AND s2."pieces" > b."id" ORDER BY b."name")");
static_assert(!is_model<branch>);
}  // namespace

TEST_CASE("a tree is read with one query", "[orm]") {
  filled_shop db;
  brand grandchild = make_brand("Yak");
  grandchild.parent = db.zeta;
  db.wait(save(grandchild));
  auto const roots =
      objects<brand>.filter(where<"parent__isnull">(true)).annotate<"depth">(cast<int>(0));
  auto const below = objects<brand>.annotate<"depth">(common_column<branch, "depth"> + 1)
                         .filter(column<"parent"> == common_column<branch, "id">);
  auto const all = recursive<branch>(roots, below);
  auto const found =
      db.wait(with(all).select(rows_of<branch>.filter<"depth__gt">(0).order_by<"-depth">()).all());
  REQUIRE(found.size() == 2);
  CHECK(found[0].name == "Yak");
  CHECK(found[0].depth == 2);
  CHECK(found[1].name == "Zeta");
  CHECK(db.wait(with(all).select(rows_of<branch>).count()) == 3);
  CHECK(db.wait(with(all).select(rows_of<branch>.filter<"name">("Acme")).first())->depth == 0);

  // In a subquery of another query, with values before and behind.
  auto const deep = subquery<"id">(with(all).select(rows_of<branch>.filter<"depth__gte">(1)));
  auto const goods = objects<product>.filter<"stock__gt">(1).filter<"maker__in">(deep);
  CHECK(db.titles(goods.filter<"title__startswith">("R")) == "R");
  auto const outside =
      objects<product>.filter<"maker__in">(subquery<"id">(rows_of<branch>.filter<"depth">(0)));
  CHECK(db.titles(with(all).select(outside.filter<"stock__gt">(0))) == "A");
}

TEST_CASE("rows that lead in a circle end where they are distinct", "[orm]") {
  filled_shop db;
  db.acme.parent = db.zeta;
  db.wait(save(db.acme));
  auto const circle = recursive_distinct<branch>(
      objects<brand>.filter<"name">("Acme").annotate<"depth">(cast<int>(0)),
      objects<brand>.annotate<"depth">(cast<int>(0))
          .filter(column<"parent"> == common_column<branch, "id">));
  CHECK(db.wait(with(circle).select(rows_of<branch>).count()) == 2);
}

TEST_CASE("a plain common table stands beside a model's", "[orm]") {
  filled_shop db;
  auto const rich = objects<brand>.filter(common_column<maker_stock, "maker"> == column<"id">)
                        .filter(common_column<maker_stock, "pieces"> > 5);
  auto const found = db.wait(with(stocks).select(rich).all());
  REQUIRE(found.size() == 1);
  CHECK(found[0].name.value() == "Zeta");
}

TEST_CASE("a cache depends on the tables behind a common one", "[orm]") {
  detail::table_list tables;
  auto const query = with(tree).select(rows_of<branch>);
  detail::list_tables(query.shape(), tables);
  std::vector<std::string_view> names(tables.names().begin(), tables.names().end());
  CHECK(names == std::vector<std::string_view>{"brands"});
}

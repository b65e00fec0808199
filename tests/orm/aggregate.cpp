// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/aggregate.hpp>
//
#include "filled_shop.hpp"

namespace {
using namespace shop;
struct per_brand {
  std::string maker__name{};
  std::int64_t products{};
  std::int64_t stock_there{};
  decimal total{};
  std::optional<double> mean{};
};
static_assert(
    objects<product>
        .annotate<"products">(count_rows())
        .annotate<"stock_there">(sum_of<"stock">())
        .annotate<"total">(sum_of(column<"price"> * column<"stock">))
        .annotate<"mean">(average_of<"stock">())
        .order_by<"-total">()
        .values_sql<per_brand>() ==
    R"(SELECT m."name", CAST(count(*) AS bigint), CAST(sum(p."stock") AS bigint), )"
    R"(CAST(sum((p."price" * p."stock")) AS numeric), CAST(avg(p."stock") AS double precision) )"
    R"(FROM "products" p JOIN "brands" m ON m."id" = p."maker_id" WHERE p."deleted" IS NULL )"
    R"(GROUP BY 1 ORDER BY sum((p."price" * p."stock")) DESC)");
}  // namespace

TEST_CASE("rows are grouped by what is no aggregate", "[orm]") {
  filled_shop db;
  auto const query = objects<product>.annotate<"products">(count_rows())
                         .annotate<"stock_there">(sum_of<"stock">())
                         .annotate<"total">(sum_of(column<"price"> * column<"stock">))
                         .annotate<"mean">(average_of<"stock">().filter(where<"stock__gt">(0)));
  auto const rows = db.wait(query.order_by<"-total">().values<per_brand>());
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].maker__name == "Zeta");
  CHECK(rows[0].total == *decimal::from_text("51.00"));
  CHECK(rows[1].products == 2);
  CHECK(rows[1].mean == 3.0);
  auto const many = db.wait(query.filter<"products__gt">(1).values<per_brand>());
  REQUIRE(many.size() == 1);
  CHECK(many[0].maker__name == "Acme");
  CHECK(db.wait(objects<product>.aggregate<std::int64_t>(sum_of<"stock">())) == 15);
  CHECK(db.wait(objects<product>.filter<"id">(0).aggregate<decimal>(greatest_of<"price">())) ==
        std::nullopt);
  CHECK(db.wait(objects<product>.aggregate<std::int64_t>(count_of<"maker">().distinct())) == 2);
  CHECK(db.wait(objects<brand>.aggregate<std::int64_t>(count_of<"products__title">())) == 3);
}

TEST_CASE("whole rows are kept by what is behind a relation", "[orm]") {
  filled_shop db;
  auto const many = objects<brand>.annotate<"made">(count_of<"products">());
  static_assert(
      objects<brand>.annotate<"made">(count_of<"products">()).order_by<"-made">().only<"id">().sql() ==
      R"(SELECT b."id" FROM "brands" b LEFT JOIN "products" p ON p."maker_id" = b."id" )"
      R"(GROUP BY b."id" ORDER BY count(p."id") DESC)");
  CHECK(db.wait(many.filter<"made__gt">(1).count()) == 1);
  CHECK(db.wait(many.filter<"made__gt">(1).all()).at(0).name == "Acme");
  CHECK(db.wait(many.filter<"made__gt">(5).exists()) == false);
  CHECK(db.wait(many.order_by<"made">().first())->name == "Zeta");
  CHECK(db.wait(objects<product>.filter(count_of<"tags">() > 0).select_related<"maker">().all())
            .empty());
  CHECK(db.wait(many.filter<"made">(1).update<"name">("Sole")) == 1);
  CHECK(db.wait(objects<brand>.filter<"name">("Sole").count()) == 1);
}

TEST_CASE("values of several rows become one", "[orm]") {
  struct joined {
    std::string name{};
    std::string titles{};
    std::vector<std::int32_t> stocks{};
    double middle{};
  };
  filled_shop db;
  auto const rows = db.wait(
      objects<brand>
          .annotate<"titles">(joined_texts<"products__title", sorted_by<"-products__title">>("; "))
          .annotate<"stocks">(list_of<"products__stock", sorted_by<"products__stock">>())
          .annotate<"middle">(percentile_of<"products__stock">(0.5))
          .order_by<"name">()
          .values<joined>());
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].titles == "Red Rocket; Anvil");
  CHECK(rows[0].stocks == std::vector{0, 3});
  CHECK(rows[0].middle == 1.5);
  CHECK(db.wait(objects<product>.aggregate<bool>(
            sql_aggregate<"bool_or", bool>(column<"stock"> > 5))) == true);
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/functions.hpp>
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
struct ranked {
  std::string title{};
  std::int64_t place{};
  std::string kind{};
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

TEST_CASE("windows, cases and functions", "[orm]") {
  filled_shop db;
  auto const rows = db.wait(
      objects<product>
          .annotate<"place">(over<partition_by<"maker">, sorted_by<"-price">>(rank()))
          .annotate<"kind">(case_when("some", when(where<"stock">(0), "none"),
                                      when(column<"stock"> > 10, "many")))
          .order_by<"title">()
          .values<ranked>());
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].place == 2);
  CHECK(rows[0].kind == "some");
  CHECK(rows[1].place == 1);
  CHECK(rows[1].kind == "none");
  CHECK(rows[2].kind == "many");
  CHECK(db.titles(objects<product>.filter(sql_function<"upper", std::string>(column<"title">) ==
                                          "ROPE")) == "R");
  CHECK(db.titles(objects<product>.filter(cast<std::string>(column<"stock">) == "3")) == "A");
  CHECK(db.titles(objects<product>.filter(coalesce(column<"maker__parent__name">, "none") ==
                                          "none")) == "AR");
}

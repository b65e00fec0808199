// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/window.hpp>
//
#include "filled_shop.hpp"

namespace {
using namespace shop;
struct ranked {
  std::string title{};
  std::int64_t place{};
  std::string kind{};
};
struct moving {
  std::string title{};
  std::int64_t lately{};
  std::int32_t part{};
};
static_assert(objects<product>.annotate<"lately">(over<sorted_by<"id">, rows_between<-1, 0>>(sum_of<"stock">()))
                  .annotate<"part">(over<sorted_by<"id">, rows_between<-unbounded, unbounded>>(parts<2>()))
                  .values_sql<moving>() ==
              R"(SELECT p."title", CAST(sum(p."stock") OVER ( ORDER BY p."id" ROWS BETWEEN 1 PRECEDING )"
              R"(AND CURRENT ROW) AS bigint), CAST(ntile(2) OVER ( ORDER BY p."id" ROWS BETWEEN )"
              R"(UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS integer) FROM "products" p WHERE )"
              R"(p."deleted" IS NULL ORDER BY p."id")");
}  // namespace

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
}

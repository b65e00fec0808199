// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/subquery.hpp>
//
#include "filled_shop.hpp"

namespace {
using namespace shop;
struct brand_price {
  std::string name{};
  std::optional<decimal> dearest{};
};
}  // namespace

TEST_CASE("a query asks about another one", "[orm]") {
  filled_shop db;
  auto const stocked = objects<product>.filter<"maker">(outer_column<"id">).filter<"stock__gt">(5);
  auto const names = [&](auto const& query) {
    std::string all;
    for (brand const& row : db.wait(query.all())) all += row.name.value()[0];
    return all;
  };
  CHECK(names(objects<brand>.filter(exists(stocked))) == "Z");
  CHECK(names(objects<brand>.filter<"name__gt">("").filter(~exists(stocked)).filter<"id__gt">(0)) ==
        "A");
  CHECK(names(objects<brand>.filter<"id__in">(
            subquery<"maker">(objects<product>.filter<"stock">(0)))) == "A");
  auto const rows = db.wait(
      objects<brand>.annotate<"dearest">(subquery<"price">(
                        objects<product>.filter<"maker">(outer_column<"id">).order_by<"-price">().limit(1)))
          .order_by<"name">()
          .values<brand_price>());
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].dearest == *decimal::from_text("99.50"));
}

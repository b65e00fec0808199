// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/raw_sql.hpp>
//
#include "filled_shop.hpp"

namespace {
using namespace shop;
static_assert(detail::count_parameters("SELECT $1, $2, $1") == 2);
static_assert(detail::count_parameters("SELECT '$3', \"$4\"") == 0);
struct pair {
  std::string title{};
  int stock{};
};
}  // namespace

TEST_CASE("SQL by hand, into a struct", "[orm]") {
  filled_shop db;
  auto const rows = db.wait(raw<pair>(
      "SELECT title::text, stock FROM products WHERE stock > $1 AND title <> $2 ORDER BY 1", 1,
      "x'; --"));
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].title == "Anvil");
  CHECK(rows[1].stock == 12);
  CHECK(db.wait(raw_command("UPDATE products SET stock = $1::int", 5)) == 3);
  CHECK_THROWS_AS(db.wait(raw<pair>("SELECT title FROM products")), decode_error);
}

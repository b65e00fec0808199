// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/related.hpp>
//
#include "shop.hpp"
#include "support/catch.hpp"

namespace {
using namespace shop;
constexpr model_info const& brands = detail::model_of<brand>;
static_assert(brands.count == 3 && brands.relation_count == 1);
static_assert(brands.find_relation("products")->target->table == "products");
static_assert(brands.find_relation("products")->link == "maker");
static_assert(brands.find("products") == no_column);
}  // namespace

TEST_CASE("related rows are there once they are loaded", "[orm]") {
  brand acme = make_brand("Acme");
  CHECK_FALSE(acme.products.is_loaded());
  CHECK_THROWS_AS(acme.products.size(), relation_not_loaded);
  acme.products.load();
  CHECK(acme.products.size() == 0);
  acme.products.load().push_back(make_product("Anvil", acme));
  CHECK(acme.products->front().title == "Anvil");
}

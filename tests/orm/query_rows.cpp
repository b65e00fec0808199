// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/query_rows.hpp>
//
#include "filled_shop.hpp"

namespace {
using namespace shop;

static_assert(detail::check_page<decltype(objects<brand>.order_by<"-name">())>());
static_assert(objects<brand>.limit(0).is_empty() && !objects<brand>.limit(1).is_empty());

struct first_place {
  std::string_view payload() const { return {}; }
  std::size_t size() const { return 1; }
};
}  // namespace

TEST_CASE("every end that gives rows loads what is to be prefetched", "[orm]") {
  filled_shop db;
  auto const query = objects<brand>.prefetch_related<"products">();
  CHECK(db.wait(query.all()).at(1).products.size() == 1);
  CHECK(db.wait(query.first())->products.size() == 2);
  CHECK(db.wait(query.get<"name">("Zeta")).products.size() == 1);
  CHECK(db.wait(query.page(first_place())).rows.at(0).products.size() == 2);
  CHECK_FALSE(db.wait(query.limit(0).first()).has_value());
  CHECK_FALSE(db.wait(query.filter<"id">(0).first()).has_value());
  CHECK_THROWS_AS(db.wait(objects<brand>.first())->products.size(), relation_not_loaded);
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/many_to_many.hpp>
//
#include "pinned_text.hpp"
#include "shop.hpp"
#include "stored.hpp"

namespace {
using namespace shop;
constexpr relation_info const& tags = *detail::model_of<product>.find_relation("tags");
static_assert(tags.many_to_many && tags.own_through);
static_assert(tags.through->table == "products_tags" && tags.link == "product");
constexpr relation_info const& bought = *detail::model_of<customer>.find_relation("bought");
static_assert(bought.many_to_many && !bought.own_through);
static_assert(bought.through->table == "order_lines");
static_assert(bought.link == "buyer" && bought.target_link == "item");
static_assert(has_text(create_tables<product, tag, brand>(),
                       R"(PRIMARY KEY ("product_id", "tag_id"))"));
static_assert(has_text(create_tables<customer>(),
                       R"(PRIMARY KEY ("from_customer_id", "to_customer_id"))"));
}  // namespace

TEST_CASE("tables between models are made with theirs", "[orm]") {
  stored<brand, tag, product, customer, order_line> db;
  CHECK_NOTHROW(db.wait(db.database.run_script("SELECT 1 FROM products_tags, customers_friends")));
}

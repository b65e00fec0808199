// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/db_default.hpp>
//
#include "shop.hpp"
#include "stored.hpp"

TEST_CASE("the database supplies what the program leaves unset", "[orm]") {
  using namespace shop;
  stored<brand, tag, product, customer, order_line> db;
  brand maker = make_brand("Acme");
  db.wait(save(maker));
  product anvil = make_product("Anvil", maker);
  db.wait(save(anvil));
  CHECK(anvil.visible.is_set());
  CHECK(anvil.visible);
  anvil.visible = false;
  db.wait(save(anvil));
  CHECK_FALSE(db.wait(objects<product>.get()).visible);
  anvil.visible.reset();  // unset: the stored value stays
  db.wait(save(anvil));
  CHECK_FALSE(db.wait(objects<product>.get()).visible);
}

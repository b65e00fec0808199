// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/generated.hpp>
//
#include "shop.hpp"
#include "stored.hpp"

TEST_CASE("PostgreSQL computes a generated column", "[orm]") {
  using namespace shop;
  stored<brand, tag, product, customer, order_line> db;
  brand maker = make_brand("Acme");
  db.wait(save(maker));
  product anvil = make_product("Anvil", maker, 4);
  anvil.doubled = 1000;  // is not sent
  db.wait(save(anvil));
  CHECK(anvil.doubled == 8);
  anvil.stock = 5;
  db.wait(save(anvil));
  CHECK(anvil.doubled == 10);
  CHECK(db.wait(objects<product>.filter<"doubled">(10).count()) == 1);
}

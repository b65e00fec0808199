// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/row_version.hpp>
//
#include "shop.hpp"
#include "stored.hpp"

TEST_CASE("who comes second with an old object is told", "[orm]") {
  using namespace shop;
  stored<brand, tag, product, customer, order_line> db;
  brand maker = make_brand("Acme");
  db.wait(save(maker));
  product mine = make_product("Anvil", maker);
  db.wait(save(mine));
  CHECK(mine.version == 1);
  product theirs = db.wait(objects<product>.get());
  mine.stock = 7;
  db.wait(save(mine));
  CHECK(mine.version == 2);
  theirs.stock = 9;
  CHECK_THROWS_AS(db.wait(save(theirs)), stale_object);
  CHECK(db.wait(objects<product>.get()).stock == 7);
}

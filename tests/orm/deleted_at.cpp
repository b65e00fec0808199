// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/deleted_at.hpp>
//
#include "shop.hpp"
#include "stored.hpp"

namespace {
using namespace shop;
static_assert(objects<product>.sql<query_action::count>() ==
              R"(SELECT count(*) FROM "products" p WHERE p."deleted" IS NULL)");
static_assert(objects<product>.with_deleted().sql<query_action::count>() ==
              R"(SELECT count(*) FROM "products" p)");
static_assert(objects<product>.filter<"stock">().sql<query_action::erase>() ==
              R"(UPDATE "products" p SET "deleted" = now() )"
              R"(WHERE p."deleted" IS NULL AND p."stock" = $1)");
}  // namespace

TEST_CASE("a deleted row is hidden until it is asked for", "[orm]") {
  stored<brand, tag, product, customer, order_line> db;
  brand maker = make_brand("Acme");
  db.wait(save(maker));
  product anvil = make_product("Anvil", maker);
  db.wait(save(anvil));
  CHECK(db.wait(erase(anvil)));
  CHECK(db.wait(objects<product>.count()) == 0);
  CHECK(db.wait(objects<product>.with_deleted().count()) == 1);
  product found = db.wait(objects<product>.only_deleted().get());
  CHECK(found.deleted.is_set());
  found.deleted.reset();  // brings it back
  db.wait(save(found));
  CHECK(db.wait(objects<product>.count()) == 1);
  CHECK(db.wait(objects<product>.erase()) == 1);
  CHECK(db.wait(objects<product>.erase()) == 0);
  CHECK(db.wait(objects<product>.only_deleted().hard_erase()) == 1);
  db.wait(save(maker));
  product other = make_product("Rope", maker);
  db.wait(save(other));
  CHECK(db.wait(hard_erase(other)));
  CHECK(db.wait(objects<product>.with_deleted().count()) == 0);
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/model_options.hpp>
//
#include "pinned_text.hpp"
#include "shop.hpp"
#include "stored.hpp"

namespace {
using namespace shop;
constexpr std::string_view products = create_table<product>();
constexpr bool has(std::string_view text) { return has_text(products, text); }

static_assert(has(R"("doubled" bigint GENERATED ALWAYS AS (stock * 2) STORED NOT NULL)"));
static_assert(has(R"("visible" boolean DEFAULT true NOT NULL)"));
static_assert(has(R"("price" numeric(10,2) NOT NULL)"));
static_assert(has(R"("version" bigint DEFAULT 1 NOT NULL)"));
static_assert(has(R"("deleted" timestamptz,)"));
static_assert(has(R"(CONSTRAINT "products_stock_kept_check" CHECK (stock >= 0))"));
static_assert(has(R"(_idx" ON "products" USING gin ("words");)"));
static_assert(has(R"(_idx" ON "products" ((lower(title)));)"));
static_assert(
    has(R"(CREATE UNIQUE INDEX "products_shown" ON "products" ("maker_id", "price" DESC) )"
        R"(INCLUDE ("title") WHERE visible;)"));
static_assert(has_text(create_table<order_line>(), R"(PRIMARY KEY ("buyer_id", "item_id"))"));
static_assert(create_table<entry>().starts_with(R"(CREATE UNLOGGED TABLE "entries")"));
static_assert(detail::model_of<order_line>.key_count() == 2);
}  // namespace

TEST_CASE("an append-only table refuses changes", "[orm]") {
  stored<entry> db;
  entry one;
  one.sentence = "said";
  db.wait(save(one));
  one.sentence = "unsaid";
  CHECK_THROWS_AS(db.wait(save(one)), integrity_error);
  CHECK_THROWS_AS(db.wait(objects<entry>.erase()), integrity_error);
  CHECK(db.wait(objects<entry>.get<"id">(one.id)).sentence == "said");
}

TEST_CASE("a key of several columns names a row", "[orm]") {
  stored<brand, tag, product, customer, order_line> db;
  brand maker = make_brand("Acme");
  db.wait(save(maker));
  product anvil = make_product("Anvil", maker);
  db.wait(save(anvil));
  customer coyote;
  coyote.name = "Wile";
  db.wait(save(coyote));
  order_line line{.buyer = coyote, .item = anvil, .amount = 2};
  db.wait(save(line));
  line.amount = 3;
  db.wait(save(line));  // the same key: the same row
  CHECK(db.wait(objects<order_line>.count()) == 1);
  CHECK(db.wait(objects<order_line>.first())->amount == 3);
  CHECK(db.wait(objects<order_line>.filter<"item__title">("Anvil").update<"amount">(4)) == 1);
  line.amount = 5;
  db.wait(update(line));
  CHECK(db.wait(erase(line)));
  CHECK_FALSE(db.wait(erase(line)));
}

TEST_CASE("conditions and partial unique indexes are kept", "[orm]") {
  stored<brand, tag, product, customer, order_line> db;
  brand maker = make_brand("Acme");
  db.wait(save(maker));
  product negative = make_product("Hole", maker, -1);
  CHECK_THROWS_AS(db.wait(save(negative)), check_violation);
  product one = make_product("One", maker);
  product two = make_product("Two", maker);
  db.wait(save(one));
  try {
    db.wait(save(two));
    FAIL("the index products_shown is unique");
  } catch (unique_violation const& refused) {
    CHECK(member_of_constraint<product>(refused.constraint()) == "maker");
  }
  two.visible = false;
  db.wait(save(two));
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/tracked.hpp>
//
#include "filled_shop.hpp"

TEST_CASE("only what has changed is written", "[orm]") {
  using namespace shop;
  filled_shop db;
  tracked<product> editing(db.wait(objects<product>.get<"title">("Rope")));
  CHECK_FALSE(editing.is_changed());
  db.wait(raw_command("UPDATE products SET price = 5 WHERE title = 'Rope'"));
  editing->stock = 3;
  CHECK(editing.is_changed());
  db.wait(save(editing));
  CHECK_FALSE(editing.is_changed());
  auto const stored = db.wait(objects<product>.get<"title">("Rope"));
  CHECK(stored.stock == 3);
  CHECK(stored.price.value() == decimal(5));  // another one's change stays
  CHECK(editing->doubled == 6);
  CHECK(editing->version == 2);
  db.wait(save(editing));  // nothing to do
  CHECK(editing->version == 2);
  tracked<tag> fresh{tag{}};
  fresh->label = text<1, 20>("fresh");
  db.wait(save(fresh));
  CHECK(fresh->id.is_set());
  db.anvil.title = text<1, 200>("Heavy anvil");
  db.anvil.stock = 99;
  db.wait(save<"title">(db.anvil));
  CHECK(db.wait(objects<product>.get<"title">("Heavy anvil")).stock == 3);
  CHECK_THROWS_AS(db.wait(save<"title">(db.rope)), stale_object);
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/in_bulk.hpp>
//
#include "filled_shop.hpp"

using namespace hyper;

TEST_CASE("rows come by their keys", "[orm]") {
  filled_shop db;
  auto const anvil = db.anvil.id.value(), rope = db.rope.id.value();
  auto const found = db.wait(in_bulk(objects<shop::product>, {rope, anvil, 4711, rope}));
  REQUIRE(found.size() == 2);
  CHECK(found.at(anvil).title == "Anvil");
  CHECK(found.at(rope).title == "Rope");
  auto const cheap = objects<shop::product>.filter<"price__lt">(*decimal::from_text("5"));
  CHECK(db.wait(in_bulk(cheap, {rope, anvil})).size() == 1);
  CHECK(db.wait(in_bulk(objects<shop::product>, {})).empty());
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/get_or_create.hpp>
//
#include "filled_shop.hpp"

TEST_CASE("a row is found or made, never twice", "[orm]") {
  using namespace shop;
  filled_shop db;
  tag cheap;
  cheap.label = text<1, 20>("cheap");
  auto const made = db.wait(get_or_create<"label">(cheap));
  CHECK(made.created);
  auto const again = db.wait(get_or_create<"label">(cheap));
  CHECK_FALSE(again.created);
  CHECK(again.object.id == made.object.id);
  auto const kept = db.wait(update_or_create<"label">(cheap));
  CHECK(kept.id == made.object.id);
  CHECK(db.wait(objects<tag>.count()) == 1);
}

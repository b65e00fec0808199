// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/prefetch.hpp>
//
#include "filled_shop.hpp"

TEST_CASE("relations are loaded by one query each", "[orm]") {
  using namespace shop;
  filled_shop db;
  tag cheap;
  cheap.label = text<1, 20>("cheap");
  db.wait(save(cheap));
  db.wait(raw_command("INSERT INTO products_tags SELECT $1, $2", db.rope.id, cheap.id));
  auto const brands = db.wait(objects<brand>.prefetch_related<"products__tags", "parent">().all());
  REQUIRE(brands.size() == 2);
  CHECK(brands[0].products.size() == 2);
  CHECK(brands[0].products->front().tags.size() == 0);
  CHECK(brands[1].products->front().tags->front().label.value() == "cheap");
  CHECK((*brands[1].parent)->name == "Acme");
  auto const one =
      db.wait(objects<product>.filter<"tags__label">("cheap").prefetch_related<"tags">().get());
  CHECK(one.tags.size() == 1);
  CHECK_FALSE(
      db.wait(objects<product>.filter<"id">(0).prefetch_related<"tags">().first()).has_value());
  auto rows = db.wait(objects<brand>.all());
  db.wait(prefetch<"products">(rows, objects<product>.filter<"stock__gt">(1).order_by<"-id">()));
  CHECK(rows[0].products.size() == 1);
}

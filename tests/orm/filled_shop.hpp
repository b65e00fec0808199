// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// A small shop in the database: Acme sells an anvil and a rocket, its daughter Zeta a rope.

#include "shop.hpp"
#include "stored.hpp"

struct filled_shop
    : stored<shop::brand, shop::tag, shop::product, shop::customer, shop::order_line> {
  shop::brand acme = shop::make_brand("Acme");
  shop::brand zeta = shop::make_brand("Zeta");
  shop::product anvil, rocket, rope;

  filled_shop() {
    wait(hyper::save(acme));
    zeta.parent = acme;
    wait(hyper::save(zeta));
    anvil = add("Anvil", acme, "10.00", 3, {"iron", "heavy"}, {40, 20});
    rocket = add("Red Rocket", acme, "99.50", 0, {"fast"}, {5, 200});
    rope = add("Rope", zeta, "4.25", 12, {}, {1, 1});
  }
  shop::product add(std::string_view title, shop::brand const& maker, std::string_view price,
                    int stock, std::vector<std::string> words, shop::sizes extent) {
    shop::product made = shop::make_product(title, maker, stock);
    made.price = *hyper::decimal::from_text(price);
    made.words = std::move(words);
    made.extent = extent;
    made.created = hyper::timestamp::from_seconds(1'700'000'000);
    wait(hyper::save(made));
    return made;
  }
  template <class Query>
  std::string titles(Query const& query) {
    std::string all;
    for (auto const& row : wait(query.all())) all += row.title.value()[0];
    return all;
  }
};

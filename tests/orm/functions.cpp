// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/functions.hpp>
//
#include "filled_shop.hpp"

using namespace shop;

TEST_CASE("functions of SQL", "[orm]") {
  filled_shop db;
  CHECK(db.titles(objects<product>.filter(sql_function<"upper", std::string>(column<"title">) ==
                                          "ROPE")) == "R");
  CHECK(db.titles(objects<product>.filter(cast<std::string>(column<"stock">) == "3")) == "A");
  CHECK(db.titles(objects<product>.filter(coalesce(column<"maker__parent__name">, "none") ==
                                          "none")) == "AR");
  CHECK(db.titles(objects<product>.filter(null_if(column<"stock">, 3) > 0)) == "R");
  CHECK(db.titles(objects<product>.filter(rounded<1>(column<"price">) ==
                                          *decimal::from_text("4.3"))) == "R");
  CHECK(db.titles(objects<product>.filter(extracted<"year">(column<"created">) == 2023)) == "ARR");
  CHECK(db.titles(objects<product>.filter(
            where<"stock__gt">(column<"maker"> + 5) |
            where<"id__in">(subquery<"id">(objects<product>.filter<"title">("Anvil"))))) == "AR");
}

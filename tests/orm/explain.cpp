// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/explain.hpp>
//
#include "filled_shop.hpp"

TEST_CASE("a query's plan is told", "[orm]") {
  using namespace shop;
  filled_shop db;
  auto const plan = db.wait(explain(objects<product>.filter<"id">(1)));
  CHECK(plan.find("products") != plan.npos);
  CHECK(db.wait(explain(objects<product>, true)).find("actual time") != std::string::npos);
}

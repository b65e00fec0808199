// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/numeric.hpp>
//
#include "support/catch.hpp"

namespace {
using namespace hyper;
static_assert(column_rule<rule::digits<10, 2>>::sql_type == "numeric(10,2)");
bool fits(std::string_view text) {
  return !numeric<5, 2>::check(*decimal::from_text(text)).has_value();
}
}  // namespace

TEST_CASE("a numeric takes what the database would not round", "[orm]") {
  CHECK(fits("0"));
  CHECK(fits("999.99"));
  CHECK(fits("-999.9"));
  CHECK(fits("0.01"));
  CHECK_FALSE(fits("1000"));
  CHECK_FALSE(fits("0.001"));
  CHECK(numeric<5, 2>::check(*decimal::from_text("1000"))->rule == "max_digits");
}

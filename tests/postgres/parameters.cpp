// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

#include <hyper/postgres/parameters.hpp>
//
#include <optional>
#include "support/catch.hpp"

using namespace hyper;
using namespace std::string_view_literals;

TEST_CASE("values stand with their lengths", "[postgres]") {
  parameters values;
  values.add<std::int16_t>(258);
  values.add(std::string("ab"));
  values.add(std::optional<std::int32_t>());
  values.add(std::optional<bool>(true));
  CHECK(values.count() == 4);
  CHECK(values.bytes() == "\0\0\0\2\1\2\0\0\0\2ab\xFF\xFF\xFF\xFF\0\0\0\1\1"sv);
}

TEST_CASE("values are put before others, or behind them", "[postgres]") {
  parameters values, others;
  values.add<std::int16_t>(1);
  others.add<std::int16_t>(2);
  values.append(others);
  others.add_null();
  values.prepend(others);
  CHECK(values.count() == 4);
  CHECK(values.bytes() == "\0\0\0\2\0\2\xFF\xFF\xFF\xFF\0\0\0\2\0\1\0\0\0\2\0\2"sv);
}

TEST_CASE("more parameters than the protocol can count are refused", "[postgres]") {
  parameters values;
  for (int i = 0; i < 0xFFFF; ++i) values.add(true);
  CHECK_THROWS_AS(values.add(true), std::length_error);
}

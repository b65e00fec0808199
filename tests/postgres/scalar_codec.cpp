// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

#include <hyper/postgres/scalar_codec.hpp>
//
#include <limits>
#include "postgres/with_database.hpp"

using namespace hyper;

TEST_CASE("numbers go to the server and come back", "[postgres]") {
  opened_database const open;
  for (std::int64_t const value : {std::int64_t{0}, std::int64_t{-1}, INT64_MAX, INT64_MIN}) {
    auto const result = run(round_trip(value));
    CHECK(result.back == value);
    CHECK(result.text == std::to_string(value));
  }
  CHECK(run(round_trip<std::int32_t>(INT32_MIN)).text == "-2147483648");
  CHECK(run(round_trip<std::int16_t>(-32768)).text == "-32768");
  CHECK(run(round_trip(true)).text == "true");
  CHECK(run(round_trip(false)).back == false);
  CHECK(run(round_trip(0.1)).text == "0.1");
  CHECK(run(round_trip(-1.5F)).back == -1.5F);
  double const infinity = std::numeric_limits<double>::infinity();
  CHECK(run(round_trip(infinity)).text == "Infinity");
}

TEST_CASE("text of every kind goes to the server and comes back", "[postgres]") {
  opened_database const open;
  for (std::string const& value : {std::string(), std::string("';DROP TABLE x;--"),
                                   std::string("日本語 \\ \""), std::string(100'000, 'a')}) {
    auto const result = run(round_trip(value));
    CHECK(result.back == value);
    CHECK(result.text == value);
  }
}

TEST_CASE("a number of another width is refused", "[postgres]") {
  CHECK_THROWS_AS(codec<std::int32_t>::decode("abc"), decode_error);
  CHECK_THROWS_AS(codec<std::int64_t>::decode("abcd"), decode_error);
  CHECK_THROWS_AS(codec<bool>::decode(""), decode_error);
}

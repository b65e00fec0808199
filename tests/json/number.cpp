// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/json/number.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <limits>
#include <string>

namespace {

template <class Number>
std::string print(char* (*write)(char*, Number), Number value) {
  char out[hyper::detail::json_number_size] = {};
  char* const end = write(out, value);
  REQUIRE(end - out <= hyper::detail::json_number_size);
  return {out, end};
}

std::string print(double value) { return print<double>(&hyper::detail::write_double, value); }

}  // namespace

TEST_CASE("the longest numbers fit", "[json]") {
  using hyper::detail::write_signed;
  using hyper::detail::write_unsigned;
  CHECK(print<std::int64_t>(&write_signed, std::numeric_limits<std::int64_t>::min()) ==
        "-9223372036854775808");
  CHECK(print<std::uint64_t>(&write_unsigned, std::numeric_limits<std::uint64_t>::max()) ==
        "18446744073709551615");
  CHECK(print(-1.7976931348623157e308) == "-1.7976931348623157e+308");
  CHECK(print(-2.2250738585072014e-308) == "-2.2250738585072014e-308");
}

TEST_CASE("numbers on both sides of the short way", "[json]") {
  CHECK(print(19999999.99999999) == "19999999.99999999");
  CHECK(print(20000000.0) == "20000000.0");
  CHECK(print(0.00000001) == "0.00000001");
  CHECK(print(0.000000001) == "1e-09");
  CHECK(print(0.123456789) == "0.123456789");
  CHECK(print(-0.5) == "-0.5");
  CHECK(print(999999999999999.0) == "999999999999999.0");
}

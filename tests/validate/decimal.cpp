// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/validate/decimal.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <hyper/reflect/value.hpp>
#include <limits>
#include <type_traits>

using hyper::decimal;

static_assert(hyper::text_value<decimal>);
static_assert(!std::is_constructible_v<decimal, double>);
static_assert(!std::is_constructible_v<decimal, bool>);

namespace {
decimal number(std::string_view text) {
  auto const found = decimal::from_text(text);
  REQUIRE(found);
  return *found;
}
}  // namespace

TEST_CASE("decimals keep every digit", "[validate]") {
  for (char const* text : {"0", "1", "-1", "12.50", "-12.50", "0.05", "0.00", "100", "-0.001",
                           "123456789012345678901234567890.123456789"})
    CHECK(number(text).text() == text);
  CHECK(number("007.10").text() == "7.10");
  CHECK(number("-0").text() == "0");
  CHECK(number("-0.00").text() == "0.00");
  CHECK(decimal().text() == "0");
  CHECK(decimal(-42).text() == "-42");
  CHECK(decimal(std::numeric_limits<std::int64_t>::min()).text() == "-9223372036854775808");
  CHECK(decimal(std::numeric_limits<std::uint64_t>::max()).text() == "18446744073709551615");
}

TEST_CASE("what is not a decimal", "[validate]") {
  for (char const* bad : {"", "-", ".", "1.", ".5", "+1", "1e5", "1,5", " 1", "1 ", "--1", "1.2.3",
                          "NaN", "Infinity", "0x1"})
    CHECK_FALSE(decimal::from_text(bad));
  CHECK(decimal::from_text(std::string(1000, '9')));
  CHECK_FALSE(decimal::from_text(std::string(1001, '9')));
  CHECK_FALSE(decimal::from_text("0." + std::string(1001, '9')));
}

TEST_CASE("the parts of a decimal", "[validate]") {
  decimal const price = number("-12.50");
  CHECK(price.negative());
  CHECK(price.digits() == "1250");
  CHECK(price.scale() == 2);
  CHECK(number("0.05").digits() == "5");
  CHECK(number("0.00").digits() == "0");
  CHECK(decimal::from_parts(true, "0001250", 2) == price);
  CHECK(decimal::from_parts(false, "5", 4)->text() == "0.0005");
  CHECK(decimal::from_parts(true, "0", 2)->text() == "0.00");
  CHECK_FALSE(decimal::from_parts(false, "", 0));
  CHECK_FALSE(decimal::from_parts(false, "1x", 0));
}

TEST_CASE("decimals compare by value", "[validate]") {
  CHECK(number("1.5") == number("1.50"));
  CHECK(number("0") == number("0.000"));
  char const* const ascending[] = {"-100",   "-99.99", "-1.5", "-0.001", "0",
                                   "0.0009", "0.001",  "0.01", "1",      "1.49999",
                                   "1.5",    "2",      "10",   "99.9",   "100"};
  for (std::size_t i = 0; i < std::size(ascending); ++i)
    for (std::size_t k = 0; k < std::size(ascending); ++k) {
      INFO(ascending[i] << " and " << ascending[k]);
      CHECK((number(ascending[i]) < number(ascending[k])) == (i < k));
    }
  CHECK(number("3") == 3);
}

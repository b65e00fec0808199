// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/json/scan.hpp>

#include "support/catch.hpp"

#include <string>

using namespace hyper::detail;

TEST_CASE("the end of a string is found", "[json]") {
  for (std::size_t size = 0; size < 70; ++size) {
    for (char end : {'"', '\\'}) {
      std::string const text = std::string(size, 'a') + end + std::string(64, '"');
      REQUIRE(find_string_end(text.data()) == size);
    }
  }
}

TEST_CASE("names are compared with what follows them", "[json]") {
  std::string const padding(32, 'x');
  for (std::size_t size = 1; size < 40; ++size) {
    std::string const name(size, 'n');
    std::string other = name + padding;
    CHECK(same_bytes((name + padding).data(), other.data(), size));
    other[size - 1] = 'm';
    CHECK_FALSE(same_bytes((name + padding).data(), other.data(), size));
  }
}

TEST_CASE("the grammar of numbers", "[json]") {
  for (char const* whole : {"0", "-0", "7", "-12", "123456789012345678901234567890"})
    CHECK(find_number_form(whole) == number_form::whole);
  for (char const* other : {"0.0", "-1.5", "1e5", "1E+5", "0e-0", "1.25e10"})
    CHECK(find_number_form(other) == number_form::fractional);
  for (char const* none : {"", "-", "01", "-01", "1.", ".5", "1e", "1e+", "+1", "1.2.3", "0x1",
                           "1a", "NaN", "--1", "1 "})
    CHECK(find_number_form(none) == number_form::none);
}

TEST_CASE("white space behind a token falls away", "[json]") {
  CHECK(trim_token("12 \r\n\t") == "12");
  CHECK(trim_token(" ") == "");
}

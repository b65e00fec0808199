// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/validate/digits.hpp>

#include "support/catch.hpp"

using namespace hyper::detail;

static_assert(floor_divide(7, 2) == 3);
static_assert(floor_divide(-7, 2) == -4);
static_assert(floor_divide(-8, 2) == -4);

TEST_CASE("digits are taken and written", "[validate]") {
  std::string_view text = "2026-1";
  int number = 0;
  CHECK(take_digits(text, 4, number));
  CHECK(number == 2026);
  CHECK(take_character(text, '-'));
  CHECK_FALSE(take_character(text, '-'));
  CHECK_FALSE(take_digits(text, 2, number));
  CHECK(take_digits(text, 1, number));
  CHECK_FALSE(take_character(text, '1'));
  std::string out;
  append_digits(out, 7, 3);
  append_digits(out, 1234, 2);
  append_digits(out, 0, 1);
  append_digits(out, UINT64_MAX, 0);
  CHECK(out == "0071234018446744073709551615");
}

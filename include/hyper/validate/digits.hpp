// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private to validate/: numbers in texts of fixed shape.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace hyper::detail {

constexpr bool is_digit(char character) { return character >= '0' && character <= '9'; }

/// Takes exactly `count` digits off the front of the text.
constexpr bool take_digits(std::string_view& text, std::size_t count, int& number) {
  if (text.size() < count) return false;
  number = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (!is_digit(text[i])) return false;
    number = number * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return true;
}

constexpr bool take_character(std::string_view& text, char wanted) {
  if (text.empty() || text.front() != wanted) return false;
  text.remove_prefix(1);
  return true;
}

/// Appends a number with leading zeros up to `width` digits.
constexpr void append_digits(std::string& out, std::uint64_t number, std::size_t width) {
  char digits[20] = {};
  std::size_t count = 0;
  for (; number != 0 || count < width; number /= 10)
    digits[count++] = static_cast<char>('0' + number % 10);
  while (count > 0) out += digits[--count];
}

/// Divides toward minus infinity.
constexpr std::int64_t floor_divide(std::int64_t value, std::int64_t divisor) {
  return value / divisor - (value % divisor < 0 ? 1 : 0);
}

}  // namespace hyper::detail

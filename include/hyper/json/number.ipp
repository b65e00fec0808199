// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <hyper/json/number.hpp>
#include <string_view>

namespace hyper::detail {

inline constexpr auto two_digits = [] {
  std::array<char, 200> table{};
  for (std::size_t i = 0; i < 100; ++i) {
    table[2 * i] = static_cast<char>('0' + i / 10);
    table[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return table;
}();

inline char* put_two_digits(char* at, std::uint32_t value) {
  std::memcpy(at, &two_digits[2 * value], 2);
  return at + 2;
}

/// Below 10,000, without leading zeros.
inline char* put_small(char* at, std::uint32_t value) {
  if (value < 10) {
    *at = static_cast<char>('0' + value);
    return at + 1;
  }
  if (value < 100) return put_two_digits(at, value);
  if (value < 1000) {
    *at = static_cast<char>('0' + value / 100);
    return put_two_digits(at + 1, value % 100);
  }
  return put_two_digits(put_two_digits(at, value / 100), value % 100);
}

inline char* put_four_digits(char* at, std::uint32_t value) {
  return put_two_digits(put_two_digits(at, value / 100), value % 100);
}

inline char* put_eight_digits(char* at, std::uint32_t value) {
  return put_four_digits(put_four_digits(at, value / 10000), value % 10000);
}

HYPER_INLINE char* write_unsigned(char* at, std::uint64_t value) {
  if (value < 10000) return put_small(at, static_cast<std::uint32_t>(value));
  if (value < 100000000) {
    auto const small = static_cast<std::uint32_t>(value);
    return put_four_digits(put_small(at, small / 10000), small % 10000);
  }
  at = write_unsigned(at, value / 100000000);
  return put_eight_digits(at, static_cast<std::uint32_t>(value % 100000000));
}

HYPER_INLINE char* write_signed(char* at, std::int64_t value) {
  if (value >= 0) return write_unsigned(at, static_cast<std::uint64_t>(value));
  *at = '-';
  return write_unsigned(at + 1, 0 - static_cast<std::uint64_t>(value));
}

inline char* put_text(char* at, std::string_view text) {
  std::memcpy(at, text.data(), text.size());
  return at + text.size();
}

inline char* put_not_finite(char* at, bool not_a_number, bool negative) {
  if (not_a_number) return put_text(at, "\"NaN\"");
  return put_text(at, negative ? "\"-Infinity\"" : "\"Infinity\"");
}

/// A fraction of up to eight digits, given as its numerator over 10^8: trailing zeros fall away.
inline char* put_fraction(char* at, std::uint32_t fraction) {
  put_eight_digits(at, fraction);
  int digits = 8;
  while (digits > 1 && at[digits - 1] == '0') --digits;
  return at + digits;
}

/// std::to_chars gives the shortest digits; a whole number without exponent gets its `.0`.
template <class Float>
char* put_shortest(char* at, Float value) {
  char* const end = std::to_chars(at, at + json_number_size, value).ptr;
  bool const whole = std::string_view(at, static_cast<std::size_t>(end - at)).find_first_of(".e") ==
                     std::string_view::npos;
  return whole ? put_text(end, ".0") : end;
}

HYPER_INLINE char* write_double(char* at, double value) {
  double const size = std::fabs(value);
  // Most numbers that people send have few decimals. Taken times 10^8 such a number is a whole one
  // below 2^51; a division that gives the number back proves that its digits are enough, and the
  // fewest are left when the zeros behind them are dropped.
  if (size < 2.0e7) {
    auto const scaled = static_cast<std::int64_t>(size * 1e8 + 0.5);
    if (static_cast<double>(scaled) / 1e8 == size) {
      *at = '-';
      at += std::signbit(value) ? 1 : 0;
      auto const whole = static_cast<std::uint64_t>(scaled) / 100000000;
      at = write_unsigned(at, whole);
      *at++ = '.';
      return put_fraction(
          at, static_cast<std::uint32_t>(static_cast<std::uint64_t>(scaled) - whole * 100000000));
    }
  }
  if (!std::isfinite(value)) return put_not_finite(at, std::isnan(value), value < 0);
  if (size < 1e15 && size == std::trunc(size)) {
    at = write_signed(at, static_cast<std::int64_t>(value));
    return put_text(at, ".0");
  }
  return put_shortest(at, value);
}

HYPER_INLINE char* write_float(char* at, float value) {
  if (!std::isfinite(value)) return put_not_finite(at, std::isnan(value), value < 0);
  if (std::fabs(value) < 1e9F && value == std::trunc(value)) return write_double(at, value);
  return put_shortest(at, value);
}

}  // namespace hyper::detail

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// What the characters of a literal mean: Python's escapes in strings, its numbers.

#include <cstdint>
#include <hyper/templates/token.hpp>
#include <string_view>

namespace hyper::detail {

/// Appends a code point in UTF-8; what is none becomes U+FFFD.
template <class Text>
constexpr void append_utf8(Text& out, std::uint32_t code) {
  if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) code = 0xFFFD;
  auto const put = [&](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (code < 0x80) return put(code);
  if (code < 0x800) {
    put(0xC0 | code >> 6);
  } else if (code < 0x10000) {
    put(0xE0 | code >> 12);
    put(0x80 | (code >> 6 & 0x3F));
  } else {
    put(0xF0 | code >> 18);
    put(0x80 | (code >> 12 & 0x3F));
    put(0x80 | (code >> 6 & 0x3F));
  }
  put(0x80 | (code & 0x3F));
}

/// The value of a digit in any base up to 36, or 99.
constexpr std::uint32_t digit_value(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint32_t>(c - '0');
  if (c >= 'a' && c <= 'z') return static_cast<std::uint32_t>(c - 'a' + 10);
  if (c >= 'A' && c <= 'Z') return static_cast<std::uint32_t>(c - 'A' + 10);
  return 99;
}

/// Takes at most `most` digits off the front of `rest`.
constexpr std::uint32_t take_digits(std::string_view& rest, std::uint32_t base, std::size_t most) {
  std::uint32_t code = 0;
  while (most-- > 0 && !rest.empty() && digit_value(rest[0]) < base) {
    code = code * base + digit_value(rest[0]);
    rest.remove_prefix(1);
  }
  return code;
}

/// Takes one escape, whose backslash is gone already, off the front of `rest`.
constexpr void append_escape(parsed_text& out, std::string_view& rest) {
  constexpr std::string_view letters = "abfnrtv\\'\"";
  constexpr std::string_view meanings = "\a\b\f\n\r\t\v\\'\"";
  char const c = rest[0];
  if (std::size_t const at = letters.find(c); at != letters.npos) {
    out.push_back(meanings[at]);
    rest.remove_prefix(1);
  } else if (c >= '0' && c <= '7') {
    append_utf8(out, take_digits(rest, 8, 3));
  } else if ((c == 'x' || c == 'u' || c == 'U') && rest.size() > 1 && digit_value(rest[1]) < 16) {
    rest.remove_prefix(1);
    append_utf8(out, take_digits(rest, 16, c == 'x' ? 2 : c == 'u' ? 4 : 8));
  } else if (c == '\n') {
    rest.remove_prefix(1);
  } else {
    out.push_back('\\');
  }
}

/// The characters of a string literal without its quotes.
constexpr parsed_text decode_string(std::string_view rest) {
  parsed_text out;
  while (!rest.empty()) {
    std::size_t const plain = place_of('\\', rest);
    out += rest.substr(0, plain);
    if (plain == rest.npos || plain + 1 == rest.size()) break;
    rest.remove_prefix(plain + 1);
    append_escape(out, rest);
  }
  return out;
}

/// Reads an integer literal of any base; false when it needs more than 63 bits.
constexpr bool decode_integer(std::string_view digits, std::int64_t& number) {
  std::uint64_t base = 10;
  if (digits.size() > 2 && digits[0] == '0' && !(digits[1] >= '0' && digits[1] <= '9')) {
    char const letter = static_cast<char>(digits[1] | 32);
    if (letter == 'x' || letter == 'o' || letter == 'b')
      base = letter == 'x' ? 16 : letter == 'o' ? 8 : 2;
    if (base != 10) digits.remove_prefix(2);
  }
  std::uint64_t value = 0;
  for (char const c : digits) {
    if (c == '_') continue;
    std::uint64_t const digit = digit_value(c);
    if (value > (0x7FFF'FFFF'FFFF'FFFFU - digit) / base) return false;
    value = value * base + digit;
  }
  number = static_cast<std::int64_t>(value);
  return true;
}

}  // namespace hyper::detail

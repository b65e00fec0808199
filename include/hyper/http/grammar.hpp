// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of the folder: which characters may stand where (RFC 9110 §5.6, RFC 3986 §3).

#include <array>
#include <cstdint>
#include <string_view>

namespace hyper::detail {

enum octet_class : std::uint8_t {
  token_character = 1,   // of methods and field names
  value_character = 2,   // of field values: visible, space, tab, and bytes above ASCII
  target_character = 4,  // of a request target: visible ASCII without '#'
  cookie_character = 8,  // of cookie values (RFC 6265 §4.1.1)
  host_character = 16,   // of a registered name or IPv4 address
  hex_character = 32,
  digit_character = 64,
  unreserved_character = 128  // never needs percent-encoding
};

constexpr bool is_one_of(unsigned char c, std::string_view set) {
  return set.find(static_cast<char>(c)) != std::string_view::npos;
}

constexpr std::array<std::uint8_t, 256> make_octet_classes() {
  std::array<std::uint8_t, 256> classes{};
  for (unsigned i = 0; i < 256; ++i) {
    auto const c = static_cast<unsigned char>(i);
    bool const digit = c >= '0' && c <= '9';
    bool const letter = (c | 32) >= 'a' && (c | 32) <= 'z' && c < 128;
    bool const visible = c > 0x20 && c < 0x7f;
    bool const plain = digit || letter;
    std::uint8_t all = 0;
    if (plain || is_one_of(c, "!#$%&'*+-.^_`|~")) all |= token_character;
    if (visible || c == ' ' || c == '\t' || c >= 0x80) all |= value_character;
    if (visible && c != '#') all |= target_character;
    if (visible && !is_one_of(c, "\",;\\")) all |= cookie_character;
    if (plain || is_one_of(c, "-._~!$&'()*+,;=")) all |= host_character;
    if (digit || ((c | 32) >= 'a' && (c | 32) <= 'f' && letter)) all |= hex_character;
    if (digit) all |= digit_character;
    if (plain || is_one_of(c, "-._~")) all |= unreserved_character;
    classes[i] = all;
  }
  return classes;
}

inline constexpr std::array<std::uint8_t, 256> octet_classes = make_octet_classes();

constexpr bool is(char c, octet_class wanted) {
  return (octet_classes[static_cast<unsigned char>(c)] & wanted) != 0;
}

constexpr bool all_are(std::string_view text, octet_class wanted) {
  for (char const c : text)
    if (!is(c, wanted)) return false;
  return true;
}

constexpr bool is_token(std::string_view text) {
  return !text.empty() && all_are(text, token_character);
}

constexpr int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if ((c | 32) >= 'a' && (c | 32) <= 'f') return (c | 32) - 'a' + 10;
  return -1;
}

/// Takes spaces and tabs off both ends (RFC 9110 §5.6.3).
constexpr std::string_view trim_field(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Cuts the first member off a comma-separated list and trims it.
constexpr std::string_view cut_list_member(std::string_view& list) {
  std::size_t const comma = list.find(',');
  std::string_view const member = list.substr(0, comma);
  list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
  return trim_field(member);
}

/// "0.5" as 500; -1 for what RFC 9110 §12.4.2 does not allow.
constexpr int parse_quality(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return -1;
  if (text.size() > 1 && text[1] != '.') return -1;
  int value = (text[0] - '0') * 1000;
  int unit = 100;
  for (std::size_t i = 2; i < text.size(); ++i, unit /= 10) {
    if (!is(text[i], digit_character)) return -1;
    value += (text[i] - '0') * unit;
  }
  return value > 1000 ? -1 : value;
}

}  // namespace hyper::detail

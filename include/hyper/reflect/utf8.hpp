// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace hyper {

/// The length in bytes of the character at the front of a text in UTF-8, or 0 when its bytes are
/// not well-formed: too short, overlong, a surrogate, or above U+10FFFF (Unicode 15, table 3-7).
constexpr std::size_t utf8_length(std::string_view text) {
  if (text.empty()) return 0;
  auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  auto const follows = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0) == 0x80; };
  unsigned const first = byte(0);
  if (first < 0x80) return 1;
  if (first < 0xC2 || first > 0xF4 || !follows(1)) return 0;
  if (first < 0xE0) return 2;
  unsigned const second = byte(1);
  if (!follows(2)) return 0;
  if (first < 0xF0) {
    bool const overlong = first == 0xE0 && second < 0xA0;
    bool const surrogate = first == 0xED && second > 0x9F;
    return overlong || surrogate ? 0 : 3;
  }
  bool const overlong = first == 0xF0 && second < 0x90;
  bool const beyond = first == 0xF4 && second > 0x8F;
  return !follows(3) || overlong || beyond ? 0 : 4;
}

/// Whether all characters are ASCII: looks at eight of them at a time.
constexpr bool utf8_is_ascii(std::string_view text) {
  std::uint64_t all = 0;
  std::size_t at = 0;
  if (!std::is_constant_evaluated()) {
    for (; text.size() - at >= 8; at += 8) {
      std::uint64_t bytes = 0;
      std::memcpy(&bytes, text.data() + at, 8);
      all |= bytes;
    }
  }
  for (; at < text.size(); ++at) all |= static_cast<unsigned char>(text[at]);
  return (all & 0x8080808080808080U) == 0;
}

/// What `utf8_count` answers for bytes that are not UTF-8.
inline constexpr std::size_t not_utf8 = static_cast<std::size_t>(-1);

/// How many code points the text has, or `not_utf8`.
constexpr std::size_t utf8_count(std::string_view text) {
  if (utf8_is_ascii(text)) return text.size();
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) {
    std::size_t const length = utf8_length(text.substr(at));
    if (length == 0) return not_utf8;
    at += length;
  }
  return count;
}

}  // namespace hyper

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private to validate/: which characters names on the Internet are made of.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hyper::detail {

enum character_class : std::uint8_t {
  label_character = 1,  // letters, digits, hyphen
  slug_character = 2,   // those and the underscore
  mail_character = 4,   // what may stand before the @
  url_character = 8,    // what may stand in a URL (RFC 3986, section 2)
};

consteval std::array<std::uint8_t, 256> classify_characters() {
  std::array<std::uint8_t, 256> table{};
  auto const mark = [&](std::string_view characters, unsigned classes) {
    for (char character : characters) {
      auto& entry = table[static_cast<unsigned char>(character)];
      entry = static_cast<std::uint8_t>(entry | classes);
    }
  };
  mark("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-", 15);
  mark("_", slug_character | mail_character | url_character);
  mark("!#$%&'*+/=?^`{|}~.", mail_character);
  mark(".~:/?#[]@!$&'()*+,;=%", url_character);
  return table;
}

inline constexpr auto character_classes = classify_characters();

constexpr bool is_in_class(char character, character_class wanted) {
  return (character_classes[static_cast<unsigned char>(character)] & wanted) != 0;
}
constexpr bool is_mail_character(char character) { return is_in_class(character, mail_character); }
constexpr bool is_slug_character(char character) { return is_in_class(character, slug_character); }
constexpr bool is_url_character(char character) { return is_in_class(character, url_character); }

/// The number of labels of a host name (RFC 1123, section 2.1), each of 1 to 63 letters, digits and
/// inner hyphens, 253 characters in all; 0 when it is not one.
constexpr std::size_t host_name_labels(std::string_view text) {
  if (text.empty() || text.size() > 253) return 0;
  std::size_t labels = 1;
  char const* begin = text.data();
  char const* const end = begin + text.size();
  for (char const* at = begin;; ++at) {
    if (at != end && is_in_class(*at, label_character)) continue;
    bool const dot = at != end && *at == '.';
    if ((at != end && !dot) || at == begin || at - begin > 63 || *begin == '-' || at[-1] == '-')
      return 0;
    if (!dot) return labels;
    begin = at + 1;
    ++labels;
  }
}

}  // namespace hyper::detail

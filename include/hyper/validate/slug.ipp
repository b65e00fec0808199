// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <hyper/reflect/utf8.hpp>
#include <hyper/validate/slug.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace hyper {

namespace detail {

/// U+00C0 to U+017F (Latin-1 Supplement and Latin Extended-A) without their accents: two columns
/// each, a blank where there is but one letter; two blanks are not a letter.
inline constexpr std::string_view latin_letters =
    "a a a a a a aec e e e e i i i i d n o o o o o   o u u u u y thss"
    "a a a a a a aec e e e e i i i i d n o o o o o   o u u u u y thy "
    "a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g "
    "g g g g h h h h i i i i i i i i i i ijijj j k k q l l l l l l l "
    "l l l n n n n n n n n n o o o o o o oeoer r r r r r s s s s s s "
    "s s t t t t t t u u u u u u u u u u u u w w y y y z z z z z z s ";
static_assert(latin_letters.size() == 2 * (0x180 - 0xC0));

inline std::string_view slug_letters(std::string_view character) {
  if (character.size() != 2) return {};
  unsigned const point = (static_cast<unsigned char>(character[0]) & 0x1FU) << 6 |
                         (static_cast<unsigned char>(character[1]) & 0x3FU);
  if (point < 0xC0 || point >= 0x180) return {};
  std::string_view const letters = latin_letters.substr(2 * (point - 0xC0), 2);
  if (letters[0] == ' ') return {};
  return letters.substr(0, letters[1] == ' ' ? 1 : 2);
}

inline void append_slug_character(std::string& out, std::string_view character) {
  char const first = character[0];
  if (first >= 'A' && first <= 'Z') {
    out += static_cast<char>(first - 'A' + 'a');
  } else if ((first >= 'a' && first <= 'z') || (first >= '0' && first <= '9') || first == '_') {
    out += first;
  } else if (std::string_view const letters = slug_letters(character); !letters.empty()) {
    out += letters;
  } else if (first != '\'' && !out.empty() && out.back() != '-') {
    out += '-';
  }
}

inline void cut_slug(std::string& out, std::size_t limit) {
  if (out.size() > limit) {
    std::size_t const word = out.rfind('-', limit);
    out.resize(word != std::string::npos && word > limit / 2 ? word : limit);
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
}

}  // namespace detail

HYPER_INLINE slug slugify(std::string_view title) {
  constexpr std::size_t limit = 80;
  std::string out;
  while (!title.empty() && out.size() <= 2 * limit) {
    std::size_t const length = utf8_length(title);
    detail::append_slug_character(out, title.substr(0, length == 0 ? 1 : length));
    title.remove_prefix(length == 0 ? 1 : length);
  }
  detail::cut_slug(out, limit);
  if (out.empty()) out = "untitled";
  return slug::unchecked(std::move(out));
}

}  // namespace hyper

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/content_disposition.hpp>
//
#include <hyper/http/grammar.hpp>
#include <hyper/reflect/utf8.hpp>

namespace hyper {
namespace detail {

/// A byte that may neither stand between quotes nor in a file's name anywhere.
constexpr bool spoils_file_name(char c) {
  auto const byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f || is_one_of(byte, "\"\\/:*?<>|");
}

/// The name in UTF-8 without what spoils it; not hidden, not longer than file systems take.
HYPER_INLINE std::string safe_file_name(std::string_view name) {
  constexpr std::size_t longest = 255;
  std::string made;
  while (!name.empty()) {
    std::size_t const valid = utf8_length(name);
    std::size_t const count = valid == 0 ? 1 : valid;
    if (made.size() + count > longest) break;
    if (valid == 0 || (valid == 1 && spoils_file_name(name[0])))
      made += '_';
    else
      made.append(name.substr(0, count));
    name.remove_prefix(count);
  }
  if (made.starts_with('.')) made[0] = '_';
  return made;
}

/// For who does not read the second form: other than ASCII becomes '_', and so does '%', which
/// some decode.
HYPER_INLINE std::string ascii_file_name(std::string_view name) {
  std::string made;
  for (char const c : name) {
    auto const byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 && byte < 0xc0) continue;  // further bytes of a character
    made += byte >= 0xc0 || c == '%' ? '_' : c;
  }
  return made;
}

/// Percent-encoding as RFC 8187 has it.
HYPER_INLINE std::string extended_value(std::string_view text) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string made = "UTF-8''";
  for (char const c : text) {
    if (is(c, token_character) && !is_one_of(static_cast<unsigned char>(c), "*'%"))
      made += c;
    else
      ((made += '%') += digits[static_cast<unsigned char>(c) >> 4]) += digits[c & 15];
  }
  return made;
}

}  // namespace detail

HYPER_INLINE std::string content_disposition(disposition how, std::string_view file_name) {
  std::string made = how == disposition::attachment ? "attachment" : "inline";
  if (file_name.empty()) return made;
  std::string const safe = detail::safe_file_name(file_name);
  std::string const plain = detail::ascii_file_name(safe);
  made.append("; filename=\"").append(plain).append("\"");
  if (plain != safe) made.append("; filename*=").append(detail::extended_value(safe));
  return made;
}

}  // namespace hyper

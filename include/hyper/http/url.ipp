// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/url.hpp>
//
#include <hyper/http/grammar.hpp>

namespace hyper {
namespace detail {

/// The byte that begins at text[at], which moves behind it; -1 for a malformed escape.
constexpr int next_decoded(std::string_view text, std::size_t& at, bool plus_is_space) {
  char const c = text[at++];
  if (c == '+' && plus_is_space) return ' ';
  if (c != '%') return static_cast<unsigned char>(c);
  if (text.size() - at < 2 || hex_value(text[at]) < 0 || hex_value(text[at + 1]) < 0) return -1;
  at += 2;
  return hex_value(text[at - 2]) << 4 | hex_value(text[at - 1]);
}

HYPER_INLINE std::optional<std::string> decode(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    int const byte = next_decoded(text, at, plus_is_space);
    if (byte < 0) return std::nullopt;
    out += static_cast<char>(byte);
  }
  return out;
}

}  // namespace detail

HYPER_INLINE std::optional<std::string> decode_percent(std::string_view text) {
  return detail::decode(text, false);
}

HYPER_INLINE std::optional<std::string> decode_query_part(std::string_view text) {
  return detail::decode(text, true);
}

HYPER_INLINE std::string encode_percent(std::string_view text) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (char const c : text) {
    if (detail::is(c, detail::unreserved_character))
      out += c;
    else
      ((out += '%') += digits[static_cast<unsigned char>(c) >> 4]) += digits[c & 15];
  }
  return out;
}

HYPER_INLINE bool query_part::is(std::string_view decoded_name) const {
  std::size_t matched = 0;
  for (std::size_t at = 0; at < name.size(); ++matched) {
    int const byte = detail::next_decoded(name, at, true);
    if (matched == decoded_name.size()) return false;
    if (byte != static_cast<unsigned char>(decoded_name[matched])) return false;
  }
  return matched == decoded_name.size();
}

HYPER_INLINE std::optional<query_part> query_parts::next() {
  while (!rest_.empty()) {
    std::size_t const end = rest_.find('&');
    std::string_view const part = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    if (part.empty()) continue;
    std::size_t const equals = part.find('=');
    if (equals == std::string_view::npos) return query_part{part, {}};
    return query_part{part.substr(0, equals), part.substr(equals + 1)};
  }
  return std::nullopt;
}

HYPER_INLINE query_value find_in_query(std::string_view query, std::string_view decoded_name) {
  for (query_parts parts(query); auto const part = parts.next();) {
    if (!part->is(decoded_name)) continue;
    auto decoded = decode_query_part(part->value);
    if (!decoded) return {true, true, {}};
    return {true, false, *std::move(decoded)};
  }
  return {};
}

}  // namespace hyper

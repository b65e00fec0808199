// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/problem.hpp>
//
#include <cstddef>
#include <utility>

namespace hyper {
namespace detail {

/// The length of the valid UTF-8 sequence at the front (RFC 3629), or 0.
constexpr std::size_t utf8_sequence(std::string_view text) {
  auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  auto const follows = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xbf) {
    return i < text.size() && byte(i) >= low && byte(i) <= high;
  };
  unsigned const first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return follows(1) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    unsigned const low = first == 0xe0 ? 0xa0 : 0x80;
    unsigned const high = first == 0xed ? 0x9f : 0xbf;  // no surrogates
    return follows(1, low, high) && follows(2) ? 3 : 0;
  }
  if (first < 0xf0 || first > 0xf4) return 0;
  unsigned const low = first == 0xf0 ? 0x90 : 0x80;
  unsigned const high = first == 0xf4 ? 0x8f : 0xbf;
  return follows(1, low, high) && follows(2) && follows(3) ? 4 : 0;
}

HYPER_INLINE void append_json_text(std::string& out, std::string_view text) {
  constexpr char digits[] = "0123456789abcdef";
  out += '"';
  while (!text.empty()) {
    std::size_t const length = utf8_sequence(text);
    char const c = text.front();
    if (length == 0)
      out += "\xef\xbf\xbd";
    else if (c == '"' || c == '\\')
      (out += '\\') += c;
    else if (length == 1 && static_cast<unsigned char>(c) < 0x20)
      ((out += "\\u00") += digits[c >> 4]) += digits[c & 15];
    else
      out.append(text.substr(0, length));
    text.remove_prefix(length == 0 ? 1 : length);
  }
  out += '"';
}

}  // namespace detail

HYPER_INLINE http_error::http_error(int status, std::string detail)
    : status_(status >= 400 && status <= 599 ? status : 500), detail_(std::move(detail)) {}

HYPER_INLINE std::string problem_document(int status, std::string_view detail,
                                          std::string_view members) {
  std::string out = "{\"type\":\"about:blank\",\"title\":";
  detail::append_json_text(out, reason_phrase(status));
  out.append(",\"status\":").append(std::to_string(status));
  if (!detail.empty()) {
    out += ",\"detail\":";
    detail::append_json_text(out, detail);
  }
  if (!members.empty()) out.append(",").append(members);
  return out += '}';
}

}  // namespace hyper

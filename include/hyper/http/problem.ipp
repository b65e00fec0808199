// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/problem.hpp>
//
#include <cstddef>
#include <hyper/reflect/utf8.hpp>
#include <utility>

namespace hyper {
namespace detail {

HYPER_INLINE void append_json_text(std::string& out, std::string_view text) {
  constexpr char digits[] = "0123456789abcdef";
  out += '"';
  while (!text.empty()) {
    std::size_t const length = utf8_length(text);
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

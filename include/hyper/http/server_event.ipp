// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/server_event.hpp>
//

namespace hyper {
namespace detail {

/// A field that has one line only.
HYPER_INLINE void append_event_field(std::string& to, std::string_view name,
                                     std::string_view value) {
  to.append(name).append(": ");
  for (char const c : value)
    if (c != '\r' && c != '\n' && c != '\0') to += c;
  to += '\n';
}

/// Several lines: CR, LF, and CRLF each end one.
HYPER_INLINE void append_event_lines(std::string& to, std::string_view name,
                                     std::string_view text) {
  while (true) {
    std::size_t const end = text.find_first_of("\r\n");
    to.append(name).append(": ").append(text.substr(0, end)) += '\n';
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + (text.substr(end).starts_with("\r\n") ? 2 : 1));
  }
}

}  // namespace detail

HYPER_INLINE void append_event(std::string& to, server_event const& what) {
  if (what.retry) detail::append_event_field(to, "retry", std::to_string(*what.retry));
  if (what.id) detail::append_event_field(to, "id", *what.id);
  if (!what.type.empty()) detail::append_event_field(to, "event", what.type);
  if (what.data) detail::append_event_lines(to, "data", *what.data);
  to += '\n';
}

HYPER_INLINE void append_event_comment(std::string& to, std::string_view text) {
  detail::append_event_lines(to, "", text);
  to += '\n';
}

}  // namespace hyper

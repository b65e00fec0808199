// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The page of the fortunes test, written by hand until there are templates.

#include <string>
#include <string_view>

/// Appends a text with the five characters that HTML gives a meaning replaced.
inline void append_escaped(std::string& page, std::string_view text) {
  static constexpr std::string_view special = "&<>\"'";
  while (true) {
    std::size_t const at = text.find_first_of(special);
    page += text.substr(0, at);
    if (at == text.npos) return;
    switch (text[at]) {
      case '&':
        page += "&amp;";
        break;
      case '<':
        page += "&lt;";
        break;
      case '>':
        page += "&gt;";
        break;
      case '"':
        page += "&quot;";
        break;
      default:
        page += "&#39;";
        break;
    }
    text.remove_prefix(at + 1);
  }
}

/// Appends the page for rows that have an `id` and a `message`.
template <class Rows>
void append_fortunes(std::string& page, Rows const& rows) {
  page +=
      "<!DOCTYPE html><html><head><title>Fortunes</title></head><body><table>"
      "<tr><th>id</th><th>message</th></tr>";
  for (auto const& row : rows) {
    page += "<tr><td>";
    page += std::to_string(row.id);
    page += "</td><td>";
    append_escaped(page, row.message);
    page += "</td></tr>";
  }
  page += "</table></body></html>";
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The page of the fortunes test, written by hand until there are templates.

#include <string>
#include <string_view>

/// What a character is written as, where HTML gives it a meaning.
constexpr std::string_view entity(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

/// Appends a text; the runs between characters with a meaning are copied whole.
inline void append_escaped(std::string& page, std::string_view text) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] > '>' || entity(text[i]).empty()) continue;
    page.append(text, begin, i - begin);
    page.append(entity(text[i]));
    begin = i + 1;
  }
  page.append(text, begin);
}

/// Appends the page for rows that have an `id` and a `message`.
template <class Rows>
void append_fortunes(std::string& page, Rows const& rows) {
  page.reserve(2048);
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

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/templates/escape.hpp>

#include "support/catch.hpp"

static std::string escaped(std::string_view text) {
  std::string out;
  hyper::append_escaped(out, text);
  return out;
}

TEST_CASE("what HTML gives a meaning is escaped, wherever it stands") {
  CHECK(escaped("<a href=\"x\">'&'</a>") == "&lt;a href=&#34;x&#34;&gt;&#39;&amp;&#39;&lt;/a&gt;");
  for (std::size_t size = 0; size < 70; ++size)
    for (std::size_t at = 0; at < size; ++at) {
      std::string text(size, 'x');
      text[at] = '<';
      CHECK(escaped(text) == text.substr(0, at) + "&lt;" + text.substr(at + 1));
    }
}

TEST_CASE("each byte alone is treated as by a table") {
  for (int byte = 0; byte < 256; ++byte) {
    std::string const text(17, static_cast<char>(byte));
    bool const special = std::string_view("&<>\"'").find(text[0]) != std::string_view::npos;
    CHECK((hyper::find_markup(text) == 0) == special);
  }
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/json/escape.hpp>

#include "support/catch.hpp"

#include <string>

using hyper::detail::copy_plain;
using hyper::detail::write_special;

TEST_CASE("plain characters are copied up to the first that needs care", "[json]") {
  for (std::size_t size = 0; size < 40; ++size) {
    for (std::size_t place = 0; place <= size; ++place) {
      for (char special : {'"', '\\', '\n', '\x1f', '\x80', '\xff', '\0'}) {
        std::string text(size, 'a');
        if (place < size) text[place] = special;
        std::string out(size + 16, '?');
        REQUIRE(copy_plain(out.data(), text.data(), size) == place);
        REQUIRE(out.substr(0, place) == std::string(place, 'a'));
      }
    }
  }
}

TEST_CASE("what needs care is escaped, copied or replaced", "[json]") {
  auto const special = [](std::string_view text) {
    char out[8] = {};
    std::size_t taken = 0;
    char* const end = write_special(out, text, taken);
    return std::string(out, end) + " " + std::to_string(taken);
  };
  CHECK(special("\"x") == "\\\" 1");
  CHECK(special("\n") == "\\n 1");
  CHECK(special("\x1b") == "\\u001b 1");
  CHECK(special("éx") == "é 2");
  CHECK(special("😀") == "😀 4");
  CHECK(special("\xC3") == "\uFFFD 1");
}

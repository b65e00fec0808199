// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/scan.hpp>
//
#include <string>
#include "support/catch.hpp"

using namespace hyper::detail;

TEST_CASE("the vector scan finds what the table finds, at every place", "[http]") {
  for (int byte = 0; byte < 256; ++byte)
    for (std::size_t size = 1; size < 40; ++size)
      for (std::size_t at = 0; at < size; at += size > 20 ? 3 : 1) {
        std::string text(size, 'a');
        text[at] = static_cast<char>(byte);
        std::size_t const expected = is(text[at], value_character) ? size : at;
        if (find_forbidden_in_value(text) != expected) FAIL(byte << " at " << at << " of " << size);
      }
}

TEST_CASE("field lines are split", "[http]") {
  field_line const good = split_field_line("Name: \t a value \t");
  CHECK(good.name == "Name");
  CHECK(good.value == "a value");
  CHECK(good.fault.empty());
  CHECK(split_field_line(" Name: a").fault == "A header line is folded.");
  CHECK(split_field_line("Name : a").fault == "A header line has no proper name.");
  CHECK(split_field_line("").fault == "A header line has no proper name.");
  CHECK(split_field_line("Name: \x01").fault == "A header value holds a control character.");
}

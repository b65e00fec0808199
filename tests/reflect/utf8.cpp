// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/reflect/utf8.hpp>

#include "support/catch.hpp"

#include <string>

namespace {

using hyper::utf8_count;
using hyper::utf8_length;

static_assert(utf8_length("a") == 1);
static_assert(utf8_length("é!") == 2);
static_assert(utf8_count("aé€😀") == 4);
static_assert(utf8_count("") == 0);

std::string encode(unsigned point) {
  auto const tail = [](unsigned bits) { return static_cast<char>(0x80 | (bits & 0x3F)); };
  if (point < 0x80) return {static_cast<char>(point)};
  if (point < 0x800) return {static_cast<char>(0xC0 | point >> 6), tail(point)};
  if (point < 0x10000)
    return {static_cast<char>(0xE0 | point >> 12), tail(point >> 6), tail(point)};
  return {static_cast<char>(0xF0 | point >> 18), tail(point >> 12), tail(point >> 6), tail(point)};
}

}  // namespace

TEST_CASE("every code point is one character, surrogates are none", "[reflect]") {
  for (unsigned point = 0; point < 0x110000; ++point) {
    std::string const text = encode(point);
    bool const surrogate = point >= 0xD800 && point < 0xE000;
    if (utf8_length(text) != (surrogate ? 0 : text.size())) FAIL(point);
    if (text.size() > 1 && utf8_length(text.substr(0, text.size() - 1)) != 0) FAIL(point);
  }
  SUCCEED();
}

TEST_CASE("bytes that are not UTF-8 are found", "[reflect]") {
  for (char const* bad :
       {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xF0\x8F\xBF\xBF",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xE2\x28\xA1", "\xC3\x28"})
    CHECK(utf8_length(bad) == 0);
  CHECK(utf8_count("ok\xC3") == hyper::not_utf8);
}

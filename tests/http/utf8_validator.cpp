// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/utf8_validator.hpp>
//
#include <cstdint>
#include <hyper/reflect/utf8.hpp>
#include <string>
#include "support/catch.hpp"

using hyper::detail::utf8_validator;

namespace {

bool valid(std::string_view text, std::size_t piece) {
  utf8_validator judge;
  while (!text.empty()) {
    if (!judge.add(text.substr(0, piece))) return false;
    text.remove_prefix(std::min(piece, text.size()));
  }
  return judge.complete();
}

/// The text must be judged alike however it is cut, and as the other validator does.
void check_text(std::string const& text) {
  bool const expected = hyper::utf8_count(text) != hyper::not_utf8;
  for (std::size_t const piece : {1u, 2u, 3u, 5u, 16u, 17u, 1000u})
    CHECK(valid(text, piece) == expected);
}

}  // namespace

TEST_CASE("every sequence of up to three bytes of interest", "[http]") {
  std::uint8_t const bytes[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0,
                                0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED,
                                0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF};
  int wrong = 0;
  for (std::uint8_t const a : bytes)
    for (std::uint8_t const b : bytes)
      for (std::uint8_t const c : bytes)
        for (int const d : {0x41, 0x80, 0xBF, 0xC0}) {
          std::string const text{static_cast<char>(a), static_cast<char>(b), static_cast<char>(c),
                                 static_cast<char>(d)};
          bool const expected = hyper::utf8_count(text) != hyper::not_utf8;
          if (valid(text, 4) != expected || valid(text, 1) != expected) ++wrong;
        }
  CHECK(wrong == 0);
}

TEST_CASE("a fault is found wherever it stands between blocks of ASCII", "[http]") {
  for (std::size_t at = 0; at < 70; ++at) {
    std::string text(70, 'a');
    check_text(text);
    text[at] = static_cast<char>(0xFF);
    check_text(text);
    text[at] = static_cast<char>(0xC3);
    check_text(text);
    if (at + 1 < text.size()) text[at + 1] = static_cast<char>(0xA4);
    check_text(text);
  }
}

TEST_CASE("a text that ends inside a character is not complete", "[http]") {
  utf8_validator judge;
  CHECK(judge.add("\xF0\x9F"));
  CHECK_FALSE(judge.complete());
  CHECK(judge.add("\x98\x80"));
  CHECK(judge.complete());
  CHECK(judge.add("\xE2"));
  judge.reset();
  CHECK(judge.complete());
  CHECK_FALSE(judge.add("\x82"));
}

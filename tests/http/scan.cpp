// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/scan.hpp>
//
#include <memory>
#include <random>
#include <string>
#include "support/catch.hpp"

using namespace hyper::detail;

namespace {

template <class Rule>
std::size_t find_plainly(std::string_view text) {
  return find_end<Rule, plain_block>(text);
}

/// One text at every place of a block, ending where its memory ends: a sanitizer sees one byte
/// more.
template <class Rule, class Block>
void compare(std::string_view text) {
  for (std::size_t shift = 0; shift < 33; ++shift) {
    std::unique_ptr<char[]> const memory(new char[shift + text.size()]);
    std::copy(text.begin(), text.end(), memory.get() + shift);
    std::string_view const moved(memory.get() + shift, text.size());
    std::size_t const expected = find_plainly<Rule>(text);
    std::size_t const found = find_end<Rule, Block>(moved);
    if (found != expected) FAIL("found " << found << ", not " << expected << " in " << text);
  }
}

template <class Rule>
void compare_blocks(std::string_view text) {
  compare<Rule, wide_byte_block>(text);
  compare<Rule, byte_block>(text);
}

void compare_rules(std::string_view text) {
  compare_blocks<value_end>(text);
  compare_blocks<target_end>(text);
  compare_blocks<token_end>(text);
  compare_blocks<host_end>(text);
  compare_blocks<query_or_escape>(text);
  compare_blocks<plain_path_end>(text);
}

}  // namespace

TEST_CASE("every byte at every place of a block is judged as the table has it", "[http]") {
  for (int byte = 0; byte < 256; ++byte)
    for (std::size_t size : {1U, 15U, 16U, 17U, 31U, 32U, 33U, 48U, 70U})
      for (std::size_t at = 0; at < size; at += size > 20 ? 5 : 1) {
        std::string text(size, 'a');
        text[at] = static_cast<char>(byte);
        if (at + 1 < size) text[size - 1] = static_cast<char>(~byte);
        compare_rules(text);
      }
}

TEST_CASE("random texts are scanned as byte by byte", "[http]") {
  // Mostly what is allowed, with what stands at the edges of the rules.
  using namespace std::string_view_literals;
  constexpr std::string_view edges =
      "\0\x01\t\n\r\x1f !\"#$%&'*+-./09:;<=?@AZ[\\]^_`az{|}~\x7f\x80\x9f\xc1\xfe\xff"sv;
  std::mt19937 random(20261127);
  for (int round = 0; round < 3000; ++round) {
    std::string text(random() % 100, 'x');
    for (char& c : text) {
      auto const dice = random() % 64;
      if (dice < 2)
        c = edges[random() % edges.size()];
      else if (dice < 3)
        c = static_cast<char>(random());
      else
        c = "abcXYZ019-"[random() % 10];
    }
    compare_rules(text);
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

TEST_CASE("a whole field line is taken, or none", "[http]") {
  field_line line;
  CHECK(take_field_line("X_y: \t a b \t\r\nnext", line) == 14);
  CHECK(line.name == "X_y");
  CHECK(line.value == "a b");
  CHECK(take_field_line("X:\r\n", line) == 4);
  CHECK(line.value.empty());
  for (std::string_view const bad :
       {"", "\r\n", "X", "X:", "X: a", "X: a\r", "X: a\n", "X: a\rb\r\n", ": a\r\n", "X : a\r\n",
        " X: a\r\n", "X: \x01\r\n", "X\r\n"})
    CHECK(take_field_line(bad, line) == 0);
}

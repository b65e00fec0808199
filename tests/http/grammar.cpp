// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/grammar.hpp>
//
#include "support/catch.hpp"

using namespace hyper::detail;

static_assert(is_token("GET") && !is_token("") && !is_token("a b") && !is_token("a:"));
static_assert(is('\t', value_character) && is('\xff', value_character));
static_assert(!is('\r', value_character) && !is('\n', value_character));
static_assert(!is('\0', value_character) && !is('\x7f', value_character));
static_assert(is('|', target_character) && !is('#', target_character) &&
              !is(' ', target_character));
static_assert(hex_value('f') == 15 && hex_value('A') == 10 && hex_value('g') == -1);
static_assert(hex_value('@') == -1 && hex_value('`') == -1 && !is('@', hex_character));
static_assert(trim_field(" \t a b\t ") == "a b" && trim_field(" ").empty());

TEST_CASE("a list is cut at its commas", "[http]") {
  std::string_view list = " a ,b,, c";
  std::string all;
  while (!list.empty()) all.append("[").append(cut_list_member(list)).append("]");
  CHECK(all == "[a][b][][c]");
}

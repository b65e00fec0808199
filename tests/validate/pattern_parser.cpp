// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/validate/pattern_parser.hpp>

#include "support/catch.hpp"

using hyper::detail::pattern_matches;
using hyper::detail::pattern_parser;
using hyper::detail::pattern_program;

// The same function in the compiler and at run time.
constexpr pattern_program compiled = pattern_parser("(a|b){2,3}c?").parse();
static_assert(compiled.error == pattern_program::no_error);
static_assert(compiled.count == 7);
static_assert(pattern_matches(compiled, "abc"));
static_assert(!pattern_matches(compiled, "ac"));

TEST_CASE("a pattern is read the same at run time", "[validate]") {
  pattern_program const program = pattern_parser(std::string("(a|b){2,3}c?")).parse();
  for (char const* text : {"", "a", "ab", "abc", "abab", "babc", "cc"})
    CHECK(pattern_matches(program, text) == pattern_matches(compiled, text));
}

TEST_CASE("the place of a mistake is counted", "[validate]") {
  CHECK(pattern_parser("ab**").parse().error == 3);
  CHECK(pattern_parser("[b-a]").parse().error == 2);
  CHECK(pattern_parser("abc").parse().error == pattern_program::no_error);
}

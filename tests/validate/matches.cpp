// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/validate/matches.hpp>

#include "support/catch.hpp"

#include <random>
#include <regex>
#include <string>

namespace {

using hyper::matches;

using plate = matches<R"([A-Z]{1,3}-[A-Z]{1,2} \d{1,4}[EH]?)">;
static_assert(!plate::check("B-AB 1234"));
static_assert(!plate::check("HVL-X 1H"));

bool fits(std::string_view pattern, std::string_view text) {
  auto const program = hyper::detail::pattern_parser(pattern).parse();
  REQUIRE(program.error == hyper::detail::pattern_program::no_error);
  return hyper::detail::pattern_matches(program, text);
}

std::size_t error_in(std::string_view pattern) {
  return hyper::detail::pattern_parser(pattern).parse().error;
}

}  // namespace

TEST_CASE("a pattern is a rule with a sentence", "[validate]") {
  auto const found = plate::check("b-ab 1234");
  REQUIRE(found);
  CHECK(found->rule == "pattern");
  CHECK(found->sentence == R"(must have the form [A-Z]{1,3}-[A-Z]{1,2} \d{1,4}[EH]?)");
  CHECK(plate("B-A 1") == "B-A 1");
}

TEST_CASE("patterns match all of the text", "[validate]") {
  CHECK(fits("", ""));
  CHECK_FALSE(fits("", "a"));
  CHECK(fits("abc", "abc"));
  CHECK_FALSE(fits("abc", "ab"));
  CHECK_FALSE(fits("abc", "abcd"));
  CHECK(fits("^abc$", "abc"));
  CHECK(fits("a|bc|", ""));
  CHECK(fits("a|bc|", "bc"));
  CHECK(fits("(ab)*c", "ababc"));
  CHECK(fits("(?:ab|c)+", "cabc"));
  CHECK_FALSE(fits("(ab)+", ""));
  CHECK(fits("a?b?c?", "ac"));
  CHECK(fits("a{3}", "aaa"));
  CHECK_FALSE(fits("a{3}", "aa"));
  CHECK(fits("a{2,}", "aaaaaa"));
  CHECK_FALSE(fits("a{2,}", "a"));
  CHECK(fits("(ab?){2,3}", "abaab"));
  CHECK_FALSE(fits("(ab?){2,3}", "aaaa"));
  CHECK(fits("a{0,2}b", "b"));
  CHECK(fits("xa{0}y", "xy"));
  CHECK(fits(R"(\w+@\w+\.[a-z]{2,4})", "ada@host.org"));
  CHECK(fits("[^a-c]", "d"));
  CHECK_FALSE(fits("[^a-c]", "b"));
  CHECK(fits("[-a]]", "-]"));
  CHECK(fits(R"([\]\\^-]+)", "]\\^-"));
  CHECK(fits(R"([\d.]+)", "1.2"));
  CHECK(fits(R"(\S\s\D)", "a b"));
}

TEST_CASE("characters beyond ASCII are one character", "[validate]") {
  CHECK(fits(".{3}", "aé😀"));
  CHECK(fits("[^a]", "é"));
  CHECK(fits(R"(\W)", "é"));
  CHECK_FALSE(fits(R"(\w)", "é"));
  CHECK_FALSE(fits(".", "\xFF"));
  CHECK_FALSE(fits(".", "\n"));
}

TEST_CASE("patterns that are not understood say where", "[validate]") {
  for (char const* bad : {"(",       ")",
                          "a)",      "(a",
                          "[",       "[]",
                          "[a",      "*a",
                          "a**",     "a{2",
                          "a{",      "a{,2}",
                          "a{3,2}",  "a{1000}",
                          "\\",      "\\1",
                          "\\b",     "(?=a)",
                          "(?<n>a)", "a^b",
                          "a$b",     "[z-a]",
                          "é",       "[é]",
                          "a+?",     "((((((((((((((((((a))))))))))))))))))"}) {
    INFO(bad);
    CHECK(error_in(bad) != hyper::detail::pattern_program::no_error);
  }
  CHECK(error_in("ab(c") == 4);
  CHECK(error_in("a{150}b{150}") != hyper::detail::pattern_program::no_error);
}

TEST_CASE("hostile texts cost no more than others", "[validate]") {
  std::string const text(20000, 'a');
  CHECK_FALSE(fits("(a*)*b", text));
  CHECK_FALSE(fits("(a|a)*b", text));
  CHECK_FALSE(fits("(a?){50}a{50}", text));
}

TEST_CASE("random patterns agree with std::regex", "[validate]") {
  std::mt19937 random(7);
  auto const pick = [&random](std::string_view from) { return from[random() % from.size()]; };
  for (int i = 0; i < 300; ++i) {
    std::string pattern;
    int open = 0;
    for (int part = 0; part < 5; ++part) {
      if (random() % 4 == 0) pattern += '(', ++open;
      pattern += random() % 5 == 0 ? std::string("[ab]") : std::string(1, pick("abc"));
      if (open > 0 && random() % 3 == 0) pattern += ')', --open;
      if (random() % 3 == 0) pattern += pick("?*+");
      if (random() % 6 == 0) pattern += '|';
    }
    while (open-- > 0) pattern += ')';
    std::regex const expected(pattern);
    for (int text = 0; text < 40; ++text) {
      std::string sample;
      for (std::size_t size = random() % 7; size > 0; --size) sample += pick("abc");
      INFO(pattern << " on " << sample);
      REQUIRE(fits(pattern, sample) == std::regex_match(sample, expected));
    }
  }
}

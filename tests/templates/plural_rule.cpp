// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/templates/plural_rule.hpp>
//
#include <string>
#include "support/catch.hpp"

using namespace hyper;

namespace {

std::string forms(std::string const& text, std::initializer_list<std::uint64_t> numbers) {
  auto const rule = plural_rule::from_text(text);
  if (!rule) return "no rule";
  std::string made;
  for (std::uint64_t const number : numbers) made += std::to_string(rule->form_of(number));
  return made;
}
bool is_rule(std::string const& text) { return plural_rule::from_text(text).has_value(); }

}  // namespace

TEST_CASE("the rules of languages", "[templates]") {
  CHECK(forms("nplurals=1; plural=0;", {0, 1, 2, 5}) == "0000");
  CHECK(forms("nplurals=2; plural=(n != 1);", {0, 1, 2, 5}) == "1011");
  CHECK(forms("nplurals=2; plural=n>1;\n", {0, 1, 2, 5}) == "0011");
  CHECK(forms(" nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || "
              "n%100>=20) ? 1 : 2);",
              {1, 2, 5, 11, 12, 21, 22, 25, 101, 111}) == "0122201202");
  CHECK(forms("nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
              "n%100>=11 ? 4 : 5);",
              {0, 1, 2, 3, 11, 100}) == "012345");
  CHECK(plural_rule().form_of(1) == 0);
  CHECK(plural_rule().form_of(7) == 1);
}

TEST_CASE("operators bind as in C", "[templates]") {
  CHECK(forms("nplurals=9; plural=1+2*3", {0}) == "7");
  CHECK(forms("nplurals=9; plural=8-3-2", {0}) == "3");
  CHECK(forms("nplurals=9; plural=!n+1", {0, 4}) == "21");
  CHECK(forms("nplurals=9; plural=n||0&&0", {0, 3}) == "01");
  CHECK(forms("nplurals=9; plural=n<2==1", {1, 2}) == "10");
  CHECK(forms("nplurals=9; plural=n?n>1?2:1:0", {0, 1, 2}) == "012");
}

TEST_CASE("no number leads out of the forms", "[templates]") {
  CHECK(forms("nplurals=2; plural=n", {0, 1, 2, 18446744073709551615U}) == "0100");
  CHECK(forms("nplurals=2; plural=1/n", {0, 1}) == "01");
  CHECK(forms("nplurals=2; plural=5%n", {0, 4}) == "01");
  CHECK(forms("nplurals=2; plural=0-1", {0}) == "0");
}

TEST_CASE("what is no rule is none", "[templates]") {
  for (char const* const each :
       {"", "nplurals=2", "plural=n", "nplurals=0; plural=0", "nplurals=33; plural=0",
        "nplurals=99999999999999999999; plural=0", "nplurals=2; plural=", "nplurals=2; plural=m",
        "nplurals=2; plural=n n", "nplurals=2; plural=(n", "nplurals=2; plural=n?1",
        "nplurals=2; plural=n++", "nplurals=2; plural=system()", "nplurals=2; plural=n&1",
        "nplurals=2; plural=9999999999999999999"})
    CHECK_FALSE(is_rule(each));
}

TEST_CASE("deep and long rules are refused", "[templates]") {
  std::string const head = "nplurals=2; plural=";
  CHECK(is_rule(head + std::string(20, '(') + "n" + std::string(20, ')')));
  CHECK_FALSE(is_rule(head + std::string(1000, '(') + "n" + std::string(1000, ')')));
  CHECK_FALSE(is_rule(head + std::string(1000, '!') + "n"));
  std::string chain = "n";
  for (int i = 0; i < 1000; ++i) chain += "+n";
  CHECK_FALSE(is_rule(head + chain));
  CHECK_FALSE(is_rule(head + "n" + std::string(5000, ' ')));
  std::string choices = "n";
  for (int i = 0; i < 500; ++i) choices += "?n:n";
  CHECK_FALSE(is_rule(head + choices));
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/validate/text.hpp>

#include "support/catch.hpp"

#include <hyper/reflect/members.hpp>
#include <type_traits>

namespace {

using hyper::text;
using name = text<1, 8>;

struct person {
  name called;
  text<0, 200> about;
  int age;
};

static_assert(hyper::checked_value<name>);
static_assert(!hyper::reflectable<name>);
static_assert(hyper::member_count<person> == 3);
static_assert(hyper::member_names<person>[1] == "about");
static_assert(!name::check("Ada"));
static_assert(!std::is_constructible_v<name, int>);

std::string sentence_of(std::string const& plain) {
  auto const found = name::check(plain);
  return found ? found->sentence : "";
}

}  // namespace

TEST_CASE("a text counts code points, not bytes", "[validate]") {
  CHECK(sentence_of("äöüÄÖÜßé").empty());
  CHECK(sentence_of("äöüÄÖÜßéx") == "must have at most 8 characters");
  CHECK(sentence_of("\xF0\x9F\x98\x80\xF0\x9F\x98\x80").empty());
  CHECK(sentence_of("") == "must not be empty");
  CHECK(text<3, 4>::check("ab")->sentence == "must have at least 3 characters");
  CHECK(text<0, 1>::check("ab")->sentence == "must have at most 1 character");
  CHECK(text<3, 4>::check("ab")->rule == "min_length");
}

TEST_CASE("a text refuses bytes that are not UTF-8", "[validate]") {
  for (char const* bad : {"\xFF", "a\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82"}) {
    auto const found = name::check(bad);
    REQUIRE(found);
    CHECK(found->rule == "utf8");
  }
}

TEST_CASE("a text is made from plain strings, checked", "[validate]") {
  std::string const plain = "Grace";
  person someone{.called = plain, .about = "writes compilers", .age = 85};
  CHECK(someone.called == plain);
  CHECK(someone.called->size() == 5);
  CHECK(someone.about.view().starts_with("writes"));
  someone.called = "Ada";
  someone.about = std::string_view("counts");
  std::string const out = someone.called;
  CHECK(out == "Ada");
  CHECK_THROWS_AS(someone.called = "a name that is too long", hyper::invalid_value);
  CHECK(someone.called == "Ada");
  CHECK_THROWS_WITH(name(""), "must not be empty");
  text<0, 200> const wider(someone.called);
  CHECK(wider == "Ada");
  CHECK(person{}.called == "");
}

TEST_CASE("texts compare", "[validate]") {
  CHECK(name("Ada") < name("Bob"));
  CHECK(name("Ada") == name("Ada"));
  CHECK(name("Ada") != "Bob");
  CHECK(std::string("Ada") == name("Ada"));
  CHECK(name("Ada") < "B");
}

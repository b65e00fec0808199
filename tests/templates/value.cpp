// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/templates/value.hpp>

#include <hyper/templates/error.hpp>

#include "support/catch.hpp"

using hyper::template_value;
namespace detail = hyper::detail;

TEST_CASE("kinds, truth and names of types") {
  CHECK(template_value().is_undefined());
  CHECK(template_value(nullptr).type_name() == "None");
  CHECK(template_value(true).type_name() == "bool");
  CHECK(template_value(5).truth());
  CHECK_FALSE(template_value(0.0).truth());
  CHECK_FALSE(template_value("").truth());
  CHECK(template_value::safe("x").type_name() == "Markup");
  CHECK(template_value::tuple({1, 2}).type_name() == "tuple");
}

TEST_CASE("values compare as in Python") {
  CHECK(detail::equal(1, 1.0));
  CHECK(detail::equal(true, 1));
  CHECK_FALSE(detail::equal("1", 1));
  CHECK(detail::equal(template_value::list{1, "a"}, template_value::list{1, "a"}));
  CHECK_FALSE(detail::equal(template_value::list{1}, template_value::tuple({1})));
  CHECK(detail::compare("a", "b") < 0);
  CHECK_THROWS_AS(detail::compare(1, "b"), hyper::template_error);
}

TEST_CASE("a dict keeps its order and finds its entries, few or many") {
  auto dict = template_value::dict();
  for (int i = 0; i < 100; ++i) dict.set_item("key" + std::to_string(i), i);
  dict.set_item("key7", "new");
  REQUIRE(dict.entries().size() == 100);
  CHECK(dict.find("key99")->integer() == 99);
  CHECK(dict.find("key7")->text() == "new");
  CHECK(dict.find("absent") == nullptr);
  CHECK(dict.remove_item("key0"));
  CHECK_FALSE(dict.remove_item("key0"));
  CHECK(dict.entries()[0].first.text() == "key1");
  CHECK(dict.find("key99")->integer() == 99);
  dict.set_item(1, "one");
  CHECK(dict.find(template_value(1.0))->text() == "one");
}

TEST_CASE("lists in lists without end neither crash nor hang") {
  template_value deep(1);
  for (int i = 0; i < 1'000'000; ++i) deep = template_value(template_value::list{std::move(deep)});
  CHECK_THROWS_AS(detail::equal(deep, deep), hyper::template_error);
}

TEST_CASE("lengths count characters") {
  CHECK(detail::length_of("Größe") == 5);
  CHECK(detail::characters_of("aé").size() == 2);
  CHECK(detail::length_of("\xFF\xFF") == 2);
  CHECK_THROWS_AS(detail::length_of(5), hyper::template_error);
  CHECK(detail::contains("hello", "ell"));
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/held_column.hpp>
//
#include <hyper/json/read.hpp>
#include <hyper/json/write.hpp>
#include "blog.hpp"
#include "support/catch.hpp"

using namespace hyper;

static_assert(checked_value<unique<email>> && checked_value<primary_key<>>);
static_assert(std::is_convertible_v<unique<slug> const&, std::string_view>);

TEST_CASE("a wrapper behaves like its value", "[orm]") {
  unique<slug> address = "hello";
  CHECK(address == "hello");
  CHECK(address == slug("hello"));
  CHECK(address == unique<slug>("hello"));
  CHECK(address != "other");
  CHECK(address->size() == 5);
  CHECK(*address == slug("hello"));
  std::string_view const view = address;
  CHECK(view == "hello");
  *address = slug("other");
  CHECK(address == "other");
  CHECK_THROWS(address = "not a slug");
  indexed<int> number = 5;
  CHECK(number + 1 == 6);
  CHECK(to_json(address) == "\"other\"");
  CHECK(read_json<unique<slug>>("\"a b\"").problems()[0].rule == "slug");
}

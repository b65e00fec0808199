// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/response.hpp>
//
#include <stdexcept>
#include "support/catch.hpp"

using namespace hyper;
using namespace std::string_literals;

TEST_CASE("statuses have their phrases", "[http]") {
  CHECK(reason_phrase(200) == "OK");
  CHECK(reason_phrase(413) == "Content Too Large");
  CHECK(reason_phrase(299).empty());
}

TEST_CASE("fields become lines", "[http]") {
  header_list list;
  list.add("X-A", " 1 ");
  list.add("X-B", "2");
  list.add("x-a", "3");
  CHECK(list.lines() == "X-A: 1\r\nX-B: 2\r\nx-a: 3\r\n");
  list.set("X-a", "4");
  CHECK(list.lines() == "X-B: 2\r\nX-a: 4\r\n");
  CHECK(list.has("x-B"));
  CHECK_FALSE(list.has("2"));
  CHECK_FALSE(list.has("X"));
  list.set("X-B", list.lines().substr(5, 1));  // a view of the line that it replaces
  CHECK(list.lines() == "X-a: 4\r\nX-B: 2\r\n");
  list.clear();
  CHECK(list.empty());
}

TEST_CASE("class 6: no field breaks the lines", "[http]") {
  header_list list;
  for (std::string const& value : {"a\r\nX: 1"s, "a\n"s, "a\rb"s, "a\0b"s, "\x7f"s, "\x01"s})
    CHECK_THROWS_AS(list.add("X", value), std::invalid_argument);
  for (std::string const& name : {""s, "a b"s, "a:"s, "a\r\n"s, "\xc3\xa4"s, "a\0"s})
    CHECK_THROWS_AS(list.set(name, "1"), std::invalid_argument);
  for (char const* owned : {"Content-Length", "transfer-encoding", "CONNECTION", "Date"})
    CHECK_THROWS_AS(list.add(owned, "1"), std::invalid_argument);
  CHECK(list.empty());
  list.add("X", "\xc3\xa4\t");
  CHECK(list.lines() == "X: \xc3\xa4\r\n");
}

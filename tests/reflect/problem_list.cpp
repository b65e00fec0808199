// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/reflect/problem_list.hpp>

#include "support/catch.hpp"

TEST_CASE("problems are kept in order, up to the limit", "[reflect]") {
  hyper::problem_list list;
  CHECK(list.empty());
  list.add("/title", {"max_length", "must have at most 80 characters"});
  list.add("/tags/2", "type", "must be a string");
  REQUIRE(list.size() == 2);
  CHECK(list[0].pointer == "/title");
  CHECK(list[0].rule == "max_length");
  CHECK(list[1].sentence == "must be a string");
  for (int i = 0; i < 200; ++i) list.add("/x", "type", "must be a string");
  CHECK(list.full());
  CHECK(list.size() == hyper::problem_list::limit);
  std::size_t counted = 0;
  for (auto const& problem : list) counted += problem.pointer.empty() ? 0 : 1;
  CHECK(counted == list.size());
  CHECK_FALSE(list.malformed());
  list.set_malformed("syntax", "must be valid JSON");
  CHECK(list.malformed());
  REQUIRE(list.all().size() == 1);
  CHECK(list[0].pointer.empty());
}

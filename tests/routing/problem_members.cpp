// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/routing/problem_members.hpp>
//
#include "support/catch.hpp"

TEST_CASE("each problem says where it is", "[routing]") {
  hyper::problem_list problems;
  CHECK(hyper::detail::problem_members(problems).empty());
  problems.add("", "empty", "must not be empty");
  problems.add("/a: b/0", "type", "must be \"x\"");
  problems.add("query: page", "range", "must be small");
  problems.add("cookie: a: b", "type", "must be a number");
  CHECK(hyper::detail::problem_members(problems) ==
        R"("errors":[{"pointer":"","rule":"empty","sentence":"must not be empty"},)"
        R"({"pointer":"/a: b/0","rule":"type","sentence":"must be \"x\""},)"
        R"({"query":"page","rule":"range","sentence":"must be small"},)"
        R"({"cookie":"a: b","rule":"type","sentence":"must be a number"}])");
}

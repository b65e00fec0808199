// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/validate/one_of.hpp>

#include "support/catch.hpp"

namespace {
using state = hyper::one_of<"draft", "published">;
static_assert(!state::check("draft"));
static_assert(hyper::rule::one_of<"a", "b">::choices[1] == "b");
}  // namespace

TEST_CASE("a text out of a list", "[validate]") {
  CHECK(state("published") == "published");
  CHECK(state::check("Draft")->rule == "choice");
  CHECK(state::check("")->sentence == R"(must be one of "draft", "published")");
  CHECK_THROWS_AS(state("x"), hyper::invalid_value);
}

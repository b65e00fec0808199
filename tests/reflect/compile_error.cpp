// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/reflect/compile_error.hpp>

#include "support/catch.hpp"

namespace {

constexpr std::string_view short_name = "title";
constexpr std::string_view long_name = "a_member_whose_name_has_more_than_32_characters";

static_assert(hyper::clipped<short_name>.view() == "title");
static_assert(hyper::clipped<long_name>.view() == "a_member_whose_name_has_more_tha");

template <bool Right>
constexpr int judge() {
  if constexpr (!Right) hyper::compile_error<struct never_defined>();
  return 1;
}
static_assert(judge<true>() == 1);

}  // namespace

TEST_CASE("a judgement that passes costs nothing", "[reflect]") { CHECK(judge<true>() == 1); }

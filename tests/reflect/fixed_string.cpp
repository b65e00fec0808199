// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/reflect/fixed_string.hpp>

#include "support/catch.hpp"

#include <type_traits>

namespace {

template <hyper::fixed_string Name>
struct named {
  static constexpr std::string_view name = Name;
};

static_assert(named<"title">::name == "title");
static_assert(std::is_same_v<named<"a">, named<hyper::to_fixed_string<1>("abc")>>);
static_assert(!std::is_same_v<named<"a">, named<"b">>);
static_assert(hyper::fixed_string("abc").size() == 3);
static_assert(hyper::fixed_string("").view().empty());
static_assert(hyper::fixed_string("abc") == hyper::fixed_string("abc"));
static_assert(!(hyper::fixed_string("abc") == hyper::fixed_string("abcd")));
static_assert(hyper::to_fixed_string<2>("abcd").view() == "ab");

}  // namespace

TEST_CASE("a fixed string is a text like any other", "[reflect]") {
  constexpr hyper::fixed_string text("GET /posts");
  std::string const copy(text.view());
  CHECK(copy == "GET /posts");
  CHECK(text.characters[text.size()] == '\0');
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/validate/checked.hpp>

#include "support/catch.hpp"

#include <hyper/validate/email.hpp>
#include <hyper/validate/matches.hpp>
#include <hyper/validate/text.hpp>
#include <type_traits>
#include <vector>

namespace {

using hyper::checked;
using hyper::problem;

/// A rule of one's own is one function.
struct sorted {
  static std::optional<problem> check(std::vector<int> const& numbers) {
    for (std::size_t i = 1; i < numbers.size(); ++i)
      if (numbers[i] < numbers[i - 1]) return problem{"sorted", "must be sorted"};
    return std::nullopt;
  }
};
struct lower_case {
  static constexpr std::optional<problem> check(std::string_view text) {
    for (char character : text)
      if (character >= 'A' && character <= 'Z') return problem{"lower_case", "must be lower case"};
    return std::nullopt;
  }
};

using numbers = checked<std::vector<int>, sorted>;
using handle = hyper::all_of<hyper::text<3, 8>, hyper::matches<"[a-z][a-z0-9]*">>;
using address = checked<std::string, hyper::email, lower_case>;

static_assert(hyper::checked_value<numbers>);
static_assert(hyper::checked_value<handle>);
static_assert(!hyper::rule_for<sorted, std::string>);
static_assert(!std::is_constructible_v<handle, std::vector<int>>);
static_assert(std::is_nothrow_move_constructible_v<handle>);

}  // namespace

TEST_CASE("rules compose; the first that is broken speaks", "[validate]") {
  CHECK_FALSE(handle::check("ada1"));
  CHECK(handle::check("a")->rule == "min_length");
  CHECK(handle::check("Ada")->rule == "pattern");
  CHECK(address::check("Ada@example.org")->rule == "lower_case");
  CHECK(address::check("Ada")->rule == "email");
}

TEST_CASE("any value can be under a rule", "[validate]") {
  CHECK(numbers({1, 2, 3})->size() == 3);
  CHECK_THROWS_AS(numbers({2, 1}), hyper::invalid_value);
  CHECK(numbers() == std::vector<int>{});
  CHECK((*numbers({4}))[0] == 4);
}

TEST_CASE("the exception holds the problem", "[validate]") {
  try {
    address wrong("nobody");
    FAIL("was accepted");
  } catch (hyper::invalid_value const& refused) {
    CHECK(refused.reason().rule == "email");
    CHECK(refused.reason().sentence == refused.what());
  }
}

TEST_CASE("a known good value is not judged again", "[validate]") {
  CHECK(handle::unchecked("X") == "X");
  handle reused("ada");
  reused.assign_unchecked("grace");
  CHECK(reused == "grace");
}

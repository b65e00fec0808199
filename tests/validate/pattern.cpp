// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/validate/pattern.hpp>

#include "support/catch.hpp"

using namespace hyper::detail;

namespace {

constexpr character_set digits() {
  character_set set;
  set.add_range('0', '9');
  return set;
}
static_assert(digits().has('0') && digits().has('9') && !digits().has('a') && !digits().has(128));
static_assert(!digits().complement().has('5') && digits().complement().has(128));

/// One digit or more, made by hand.
constexpr pattern_program number() {
  pattern_program program;
  program.takes[0] = digits();
  program.follows[0].add(0);
  program.first.add(0);
  program.last.add(0);
  program.count = 1;
  return program;
}
static_assert(pattern_matches(number(), "2026"));
static_assert(!pattern_matches(number(), ""));
static_assert(!pattern_matches(number(), "20a"));

}  // namespace

TEST_CASE("sets of positions", "[validate]") {
  position_set a;
  a.add(std::size_t{0});
  a.add(most_positions - 1);
  position_set b;
  CHECK_FALSE(a.meets(b));
  b.add(a);
  CHECK(a.meets(b));
  CHECK(b.has(most_positions - 1));
  CHECK_FALSE(b.has(1));
}

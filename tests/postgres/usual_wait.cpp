// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

#include <hyper/postgres/usual_wait.hpp>
//
#include "support/catch.hpp"

namespace {

/// What counts as slow after so many waits, where 5 ms are the least.
constexpr std::int64_t slow_after(int times, std::int64_t waited) {
  hyper::detail::usual_wait usual;
  for (int i = 0; i < times; ++i) usual.note(waited, 5);
  return usual.slow_after(5);
}

static_assert(slow_after(0, 0) == 5);
static_assert(slow_after(1'000, 1) == 5);
static_assert(slow_after(1, 1'000) == 5);  // one that sleeps
static_assert(slow_after(100, 4) > 10);    // a server that lets all wait
static_assert(slow_after(100, 4) <= 16);
static_assert(slow_after(100, 1'000) == 40);

}  // namespace

TEST_CASE("what counts as slow falls again when answers come quickly", "[postgres]") {
  hyper::detail::usual_wait usual;
  for (int i = 0; i < 100; ++i) usual.note(8, 5);
  CHECK(usual.slow_after(5) > 20);
  for (int i = 0; i < 100; ++i) usual.note(0, 5);
  CHECK(usual.slow_after(5) == 5);
}

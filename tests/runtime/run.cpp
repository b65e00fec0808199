// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/runtime/run.hpp>
//
#include <hyper/runtime/sleep.hpp>
#include <stdexcept>
#include "support/catch.hpp"

using namespace hyper;

namespace {
task<int> slow(int value) {
  co_await sleep_for(1);
  if (value < 0) throw std::runtime_error("negative");
  co_return value;
}
task<> slow_failure() { (void)co_await slow(-1); }
}  // namespace

TEST_CASE("a task is driven to its end, with a loop made for it or the one there is", "[runtime]") {
  CHECK(run(slow(3)) == 3);
  CHECK_FALSE(event_loop::exists());
  event_loop loop;
  CHECK(run(slow(4)) == 4);
  CHECK_THROWS_WITH(run(slow(-1)), "negative");
}

TEST_CASE("a task in the background keeps its failure", "[runtime]") {
  event_loop loop;
  background_task work(slow_failure());
  CHECK(work.running());
  work.rethrow();  // nothing yet
  while (work.running()) loop.turn(-1);
  CHECK_THROWS_WITH(work.rethrow(), "negative");
  background_task stopped(slow_failure());
  stopped.cancel();
  CHECK_FALSE(stopped.running());
}

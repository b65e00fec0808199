// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/runtime/with_timeout.hpp>
//
#include <hyper/runtime/run.hpp>
#include <hyper/runtime/sleep.hpp>
#include <memory>
#include "support/catch.hpp"

using namespace hyper;

namespace {

struct flag_at_end {
  bool* flag;
  ~flag_at_end() { *flag = true; }
};

task<int> after(std::int64_t milliseconds, bool* destroyed, bool throws) {
  flag_at_end const end{destroyed};
  if (milliseconds >= 0) {
    sleep_for pause(milliseconds);
    co_await pause;
  }
  if (throws) throw std::logic_error("own");
  co_return 7;
}

task<int> limited(std::int64_t milliseconds, std::int64_t limit, bool* destroyed, bool throws) {
  with_timeout work(after(milliseconds, destroyed, throws), limit);
  int const result = co_await work;
  co_return result;
}

}  // namespace

TEST_CASE("a task that ends in time gives its result", "[runtime]") {
  for (std::int64_t const milliseconds : {-1, 0, 5}) {
    bool destroyed = false;
    CHECK(run(limited(milliseconds, 60'000, &destroyed, false)) == 7);
    CHECK(destroyed);
    CHECK_THROWS_WITH(run(limited(milliseconds, 60'000, &destroyed, true)), "own");
  }
}

TEST_CASE("a task that takes too long is destroyed", "[runtime]") {
  bool destroyed = false;
  CHECK_THROWS_AS(run(limited(600'000, 5, &destroyed, false)), timed_out);
  CHECK(destroyed);
}

TEST_CASE("the limit and the task go with the one that waits", "[runtime]") {
  event_loop loop;
  bool destroyed = false;
  auto work = limited(600'000, 600'000, &destroyed, false);
  CHECK_FALSE(work.start([](void*) {}, nullptr));
  work.cancel();
  CHECK(destroyed);
}

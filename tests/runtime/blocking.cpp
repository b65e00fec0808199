// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/runtime/blocking.hpp>
//
#include <atomic>
#include <future>
#include <hyper/runtime/run.hpp>
#include <hyper/runtime/when_all.hpp>
#include <optional>
#include <thread>
#include "support/catch.hpp"

using namespace hyper;

namespace {

task<std::thread::id> thread_of_work() {
  blocking where([] { return std::this_thread::get_id(); });
  std::thread::id const got = co_await where;
  co_return got;
}
task<> failing() {
  blocking fails([] { throw std::runtime_error("disk full"); });
  co_await fails;
}
task<int> doubled(int value) {
  blocking work([value] { return value * 2; });
  int const got = co_await work;
  co_return got;
}
task<> waits_for(std::shared_future<void> word, std::shared_ptr<std::atomic<int>> done) {
  blocking work([word, done] {
    word.wait();
    ++*done;
  });
  co_await work;
  FAIL("its task was destroyed");
}

}  // namespace

TEST_CASE("blocking work runs on another thread and comes back", "[runtime]") {
  event_loop loop;
  CHECK(run(thread_of_work()) != std::this_thread::get_id());
  CHECK_THROWS_WITH(run(failing()), "disk full");
  std::vector<task<int>> many;
  for (int i = 0; i < 100; ++i) many.push_back(doubled(i));
  auto const sum = [](std::vector<task<int>> all) -> task<int> {
    when_all together(std::move(all));
    std::vector<int> const got = co_await together;
    int total = 0;
    for (int const each : got) total += each;
    co_return total;
  };
  CHECK(run(sum(std::move(many))) == 9900);
}

TEST_CASE("a destroyed task drops the result, even when its loop is gone", "[runtime]") {
  bool const loop_ends_first = GENERATE(false, true);
  std::promise<void> word;
  auto done = std::make_shared<std::atomic<int>>(0);
  std::optional<event_loop> loop(std::in_place);
  {
    background_task const work(waits_for(word.get_future().share(), done));
    CHECK(work.running());
  }
  if (loop_ends_first) loop.reset();
  word.set_value();
  while (*done == 0) std::this_thread::yield();
  if (!loop_ends_first) loop->turn(50);
  CHECK(*done == 1);
}

TEST_CASE("limits of the pool are checked", "[runtime]") {
  CHECK_THROWS_AS(offload_pool::configure(0, 1), std::invalid_argument);
  CHECK_THROWS_AS(offload_pool::configure(257, 1), std::invalid_argument);
}

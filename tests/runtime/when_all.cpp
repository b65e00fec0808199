// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/runtime/when_all.hpp>
//
#include <hyper/runtime/run.hpp>
#include <hyper/runtime/sleep.hpp>
#include <stdexcept>
#include <string>
#include "support/catch.hpp"

using namespace hyper;

namespace {

/// Something that tasks wait for until the test lets them go.
struct gate {
  std::vector<std::coroutine_handle<>> waiting;
  int begun = 0;

  struct pass {
    gate& at;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> who) { at.waiting.push_back(who); }
    void await_resume() const noexcept {}
  };
  void open(std::size_t which) { waiting[which].resume(); }
};

task<int> through(gate& at, int result) {
  ++at.begun;
  co_await gate::pass{at};
  if (result < 0) throw std::runtime_error(std::to_string(result));
  co_return result;
}

task<std::vector<int>> all_through(gate& at, std::vector<int> results) {
  std::vector<task<int>> tasks;
  for (int const each : results) tasks.push_back(through(at, each));
  when_all all(std::move(tasks));
  std::vector<int> gathered = co_await all;
  co_return gathered;
}

void ended(void* flag) { *static_cast<bool*>(flag) = true; }

}  // namespace

TEST_CASE("all tasks begin before any is waited for; results keep their order", "[runtime]") {
  gate at;
  bool done = false;
  auto work = all_through(at, {1, 2, 3});
  REQUIRE_FALSE(work.start(ended, &done));
  CHECK(at.begun == 3);
  at.open(2);
  at.open(0);
  CHECK_FALSE(done);
  at.open(1);
  REQUIRE(done);
  CHECK(work.result() == std::vector<int>{1, 2, 3});
}

TEST_CASE("the first failure is thrown after the last task has ended", "[runtime]") {
  gate at;
  bool done = false;
  auto work = all_through(at, {1, -2, -3});
  REQUIRE_FALSE(work.start(ended, &done));
  at.open(2);
  at.open(1);
  CHECK_FALSE(done);
  at.open(0);
  REQUIRE(done);
  CHECK_THROWS_WITH(work.result(), "-2");
}

TEST_CASE("destroying the awaiting task cancels the others", "[runtime]") {
  gate at;
  bool done = false;
  auto work = all_through(at, {1, 2});
  REQUIRE_FALSE(work.start(ended, &done));
  at.open(0);
  work.cancel();
  CHECK_FALSE(done);
}

TEST_CASE("tasks that never wait, no tasks and tasks without results", "[runtime]") {
  auto const ready = [](int value) -> task<int> { co_return value; };
  auto const nothing = [](int* count) -> task<void> {
    co_await sleep_for(0);
    ++*count;
  };
  auto const both = [](auto ready, auto nothing) -> task<int> {
    std::vector<task<int>> numbers;
    for (int i = 0; i < 1000; ++i) numbers.push_back(ready(i));
    when_all all_numbers(std::move(numbers));
    auto const results = co_await all_numbers;
    std::vector<task<int>> none;
    when_all all_of_none(std::move(none));
    auto const empty = co_await all_of_none;
    int count = 0;
    std::vector<task<void>> steps;
    for (int i = 0; i < 5; ++i) steps.push_back(nothing(&count));
    when_all all_steps(std::move(steps));
    co_await all_steps;
    co_return results[999] + static_cast<int>(empty.size()) + count;
  };
  CHECK(run(both(ready, nothing)) == 999 + 0 + 5);
}

TEST_CASE("the tasks share the context of the one that waits", "[runtime]") {
  static int const key = 0;
  int value = 42;
  context const link{nullptr, &key, &value};
  auto const look = []() -> task<int> {
    context const* const found = co_await current_context();
    void* const held = context::find(found, &key);
    co_return held == nullptr ? 0 : *static_cast<int*>(held);
  };
  auto const outer = [](auto look) -> task<int> {
    std::vector<task<int>> tasks;
    tasks.push_back(look());
    when_all all(std::move(tasks));
    auto const found = co_await all;
    co_return found[0];
  };
  auto work = outer(look);
  bool done = false;
  REQUIRE(work.start(ended, &done, &link));
  CHECK(work.result() == 42);
}

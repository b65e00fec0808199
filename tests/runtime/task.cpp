// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/runtime/task.hpp>
//
#include <hyper/runtime/run.hpp>
#include <memory>
#include <stdexcept>
#include <string>
#include "support/catch.hpp"

using namespace hyper;

namespace {

/// Suspends once; the test resumes it.
struct gate {
  std::coroutine_handle<> waiting;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> who) noexcept { waiting = who; }
  void await_resume() const noexcept {}
};

struct presence {
  int& count;
  explicit presence(int& where) : count(where) { ++count; }
  ~presence() { --count; }
  presence(presence const&) = delete;
};

task<int> plain(int value) { co_return value; }
task<int> sum(int a, int b) {
  int const left = co_await plain(a);
  int const right = co_await plain(b);
  co_return left + right;
}
task<> throws() {
  throw std::runtime_error("no");
  co_return;
}
task<int> through(gate& at, int& present) {
  presence const here(present);
  co_await at;
  co_return 7;
}
task<int> outer(gate& at, int& present) {
  presence const here(present);
  task<int> inner = through(at, present);
  int const got = co_await inner;
  co_return got + 1;
}
task<std::unique_ptr<std::string>> moved() { co_return std::make_unique<std::string>("only"); }
task<int> deep(int levels) {
  if (levels == 0) co_return 0;
  int const below = co_await deep(levels - 1);
  co_return below + 1;
}
task<int> loops(int times) {
  int all = 0;
  for (int i = 0; i < times; ++i) all += co_await plain(1);
  co_return all;
}

}  // namespace

static_assert(is_task<task<int>> && !is_task<int>);
static_assert(std::is_same_v<task_result_t<task<int>>, int>);
static_assert(std::is_same_v<task_result_t<std::string>, std::string>);
static_assert(!std::is_copy_constructible_v<task<int>>);

TEST_CASE("tasks give results, also those that can only move", "[runtime]") {
  CHECK(run(sum(1, 2)) == 3);
  CHECK(*run(moved()) == "only");
  CHECK_THROWS_WITH(run(throws()), "no");
}

TEST_CASE("a task is lazy", "[runtime]") {
  int present = 0;
  gate at;
  task<int> never = through(at, present);
  CHECK(present == 0);
  CHECK(never);
  never.cancel();
  CHECK_FALSE(never);
}

TEST_CASE("who awaits is resumed", "[runtime]") {
  int present = 0;
  gate at;
  bool finished = false;
  task<int> work = outer(at, present);
  CHECK_FALSE(work.start([](void* flag) { *static_cast<bool*>(flag) = true; }, &finished));
  CHECK(present == 2);
  CHECK_FALSE(finished);
  at.waiting.resume();
  CHECK(finished);
  CHECK(work.done());
  CHECK(work.result() == 8);
}

TEST_CASE("to destroy a task destroys what it waits for", "[runtime]") {
  int present = 0;
  gate at;
  {
    task<int> work = outer(at, present);
    work.start([](void*) { FAIL("it was destroyed"); }, nullptr);
    CHECK(present == 2);
  }
  CHECK(present == 0);
}

TEST_CASE("an assigned task ends the one before", "[runtime]") {
  int present = 0;
  gate at;
  task<int> work = outer(at, present);
  work.start([](void*) {}, nullptr);
  work = plain(1);
  CHECK(present == 0);
  CHECK(run(std::move(work)) == 1);
}

TEST_CASE("many awaits in a row do not eat the stack", "[runtime]") {
  CHECK(run(loops(1'000'000)) == 1'000'000);
  CHECK(run(deep(1000)) == 1000);
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <coroutine>
#include <cstddef>
#include <hyper/runtime/task.hpp>
#include <type_traits>
#include <utility>
#include <vector>

namespace hyper {

/// `co_await when_all(tasks)` begins every task before it waits for any, so that what they ask of a
/// database travels together. It continues when the last one has ended and gives their results in
/// the order of the tasks. If some threw, the others still run to their ends; then the failure of
/// the first one in that order is thrown. Destroying the awaiting task cancels those at work.
///
/// The tasks share the context of the task that awaits them. Beside the frames of the tasks it
/// allocates nothing but the vector of results.
template <class T>
class when_all {
 public:
  explicit when_all(std::vector<task<T>> tasks) : tasks_(std::move(tasks)) {}
  when_all(when_all const&) = delete;
  when_all& operator=(when_all const&) = delete;

  bool await_ready() const noexcept { return tasks_.empty(); }

  template <class Promise>
  bool await_suspend(std::coroutine_handle<Promise> awaiting) {
    context const* shared = nullptr;
    if constexpr (std::is_base_of_v<detail::promise_base, Promise>)
      shared = awaiting.promise().inherited;
    awaiting_ = awaiting;
    unfinished_ = tasks_.size() + 1;  // one more: none may resume us while we still begin others
    for (task<T>& each : tasks_)
      if (each.start(&when_all::one_finished, this, shared)) --unfinished_;
    return --unfinished_ != 0;
  }

  auto await_resume() {
    if constexpr (std::is_void_v<T>) {
      for (task<T>& each : tasks_) each.result();
    } else {
      std::vector<T> results;
      results.reserve(tasks_.size());
      for (task<T>& each : tasks_) results.push_back(each.result());
      return results;
    }
  }

 private:
  static void one_finished(void* self) {
    when_all& all = *static_cast<when_all*>(self);
    if (--all.unfinished_ == 0) all.awaiting_.resume();
  }

  std::vector<task<T>> tasks_;
  std::size_t unfinished_ = 0;
  std::coroutine_handle<> awaiting_;
};

}  // namespace hyper

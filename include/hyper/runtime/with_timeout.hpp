// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <coroutine>
#include <cstdint>
#include <hyper/runtime/event_loop.hpp>
#include <hyper/runtime/task.hpp>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace hyper {

/// Thrown by `with_timeout`.
struct timed_out : std::runtime_error {
  timed_out() : std::runtime_error("it took longer than it may") {}
};

/// `co_await with_timeout(task, milliseconds)` is the task's result, or throws timed_out and
/// destroys the task. The task shares the context of the one that awaits it.
template <class T>
class with_timeout {
 public:
  with_timeout(task<T> work, std::int64_t milliseconds)
      : work_(std::move(work)), milliseconds_(milliseconds) {}
  with_timeout(with_timeout const&) = delete;
  with_timeout& operator=(with_timeout const&) = delete;
  ~with_timeout() {
    if (alarm_.armed()) loop_->disarm(alarm_);
  }

  bool await_ready() const noexcept { return false; }

  template <class Promise>
  bool await_suspend(std::coroutine_handle<Promise> awaiting) {
    context const* shared = nullptr;
    if constexpr (std::is_base_of_v<detail::promise_base, Promise>)
      shared = awaiting.promise().inherited;
    if (work_.start(&with_timeout::ended, this, shared)) return false;
    alarm_.of = this;
    alarm_.due = [](timer& self) { static_cast<alarm&>(self).of->awaiting_.resume(); };
    awaiting_ = awaiting;
    loop_ = &event_loop::current();
    loop_->arm(alarm_, loop_->refresh_now() + milliseconds_);
    return true;
  }

  T await_resume() {
    if (!work_.done()) {
      work_.cancel();
      throw timed_out();
    }
    return work_.result();
  }

 private:
  struct alarm : timer {
    with_timeout* of = nullptr;
  };
  static void ended(void* self) {
    auto& it = *static_cast<with_timeout*>(self);
    it.loop_->disarm(it.alarm_);
    it.awaiting_.resume();
  }

  task<T> work_;
  std::int64_t milliseconds_;
  event_loop* loop_ = nullptr;
  alarm alarm_;
  std::coroutine_handle<> awaiting_;
};

}  // namespace hyper

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <coroutine>
#include <cstdint>
#include <hyper/runtime/event_loop.hpp>

namespace hyper {

/// `co_await sleep_for(milliseconds)`: the task continues on its loop after at least that long.
/// Destroying the sleeping task disarms the timer.
class sleep_for {
 public:
  explicit sleep_for(std::int64_t milliseconds) : milliseconds_(milliseconds) {}
  sleep_for(sleep_for const&) = delete;
  sleep_for& operator=(sleep_for const&) = delete;
  ~sleep_for() {
    if (alarm_.armed()) loop_->disarm(alarm_);
  }

  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> awaiting) {
    loop_ = &event_loop::current();
    alarm_.due = [](timer& self) { static_cast<alarm&>(self).sleeper.resume(); };
    alarm_.sleeper = awaiting;
    loop_->arm(alarm_, loop_->refresh_now() + milliseconds_);
  }
  void await_resume() const noexcept {}

 private:
  struct alarm : timer {
    std::coroutine_handle<> sleeper;
  };
  std::int64_t milliseconds_;
  event_loop* loop_ = nullptr;
  alarm alarm_;
};

}  // namespace hyper

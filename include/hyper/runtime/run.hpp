// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/runtime/event_loop.hpp>
#include <hyper/runtime/task.hpp>
#include <optional>

namespace hyper {

/// Drives a task to its end on this thread's loop, or on a loop made for it: for scripts, tests and
/// commands. Returns its result or throws what it threw. Not for use inside a task.
template <class T>
T run(task<T> work) {
  std::optional<event_loop> own;
  if (!event_loop::exists()) own.emplace();
  event_loop& loop = event_loop::current();
  bool finished = false;
  if (!work.start([](void* flag) { *static_cast<bool*>(flag) = true; }, &finished))
    while (!finished) loop.turn(-1);
  return work.result();
}

/// A task that nobody awaits. It runs to its end on the loop of this thread unless its owner
/// destroys it first; what it throws is kept until `rethrow`.
class background_task {
 public:
  background_task() = default;
  /// Begins at once.
  explicit background_task(task<void> work, context const* inherited = nullptr)
      : work_(static_cast<task<void>&&>(work)) {
    work_.start([](void*) {}, nullptr, inherited);
  }
  bool running() const { return work_ && !work_.done(); }
  void cancel() { work_.cancel(); }
  /// Throws what an ended task threw.
  void rethrow() {
    if (work_.done()) work_.result();
  }

 private:
  task<void> work_;
};

}  // namespace hyper

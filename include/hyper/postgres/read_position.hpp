// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// opt-in: reading what one has written, where there are replicas.

#include <hyper/postgres/statement_router.hpp>
#include <hyper/runtime/task.hpp>
#include <utility>

namespace hyper {

/// Runs a task that sees what the position has seen, whatever replica is asked: reads go to a
/// replica that has got so far, or to the primary. What the task writes moves the position on, so
/// that it may be kept (in a cookie, a session) and given to the next task. While `unsure` is not
/// 0, the position does not cover all that was written; then only the primary is read.
template <class T>
task<T> reading_from(read_position* position, task<T> work) {
  current_context asked;
  context const* const around = co_await asked;
  context const link{around, &read_position::key, position};
  work.set_context(&link);
  co_return co_await work;
}

}  // namespace hyper

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/postgres/statement.hpp>
#include <hyper/runtime/task.hpp>
#include <string_view>

namespace hyper {

/// Waits for a lock of the whole database by a number, and keeps it until the transaction around
/// ends: `co_await advisory_lock(7)`. Throws std::logic_error outside of a transaction.
task<void> advisory_lock(std::int64_t number);
/// The same by a name: its hash is the number.
inline task<void> advisory_lock(std::string_view name) {
  return advisory_lock(static_cast<std::int64_t>(statement_hash(name)));
}
/// Takes the lock when it is free; answers whether it was.
task<bool> try_advisory_lock(std::int64_t number);
inline task<bool> try_advisory_lock(std::string_view name) {
  return try_advisory_lock(static_cast<std::int64_t>(statement_hash(name)));
}

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/postgres/advisory_lock.ipp>
#endif

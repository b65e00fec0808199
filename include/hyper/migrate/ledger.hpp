// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Which migrations a database has: its table `hyper_migrations`.

#include <cstddef>
#include <hyper/config.hpp>
#include <hyper/migrate/migration_file.hpp>
#include <hyper/runtime/task.hpp>
#include <string>
#include <vector>

namespace hyper {

/// A migration that has run, or has begun to.
struct applied_migration {
  std::string name = {};
  std::string checksum = {};
  std::string applied_at = {};  ///< empty: it has begun, and its steps go on behind `steps_done`
  std::size_t steps_done = 0;

  bool finished() const { return !applied_at.empty(); }
};

/// In the order in which they were applied; none when the table is not there.
task<std::vector<applied_migration>> applied_migrations();

namespace detail {

/// Makes the table if it is not there.
task<void> make_ledger();
/// Notes that a migration has ended (also when it is there as begun).
task<void> note_applied(std::string name, std::string checksum);
/// Notes how many steps of a migration without a transaction have been done.
task<void> note_steps(std::string name, std::string checksum, std::size_t steps);
task<void> note_undone(std::string name);

applied_migration const* find_applied(std::vector<applied_migration> const& among,
                                      std::string_view name);

}  // namespace detail
}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/migrate/ledger.ipp>
#endif

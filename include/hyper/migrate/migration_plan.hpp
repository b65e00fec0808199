// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/migrate/ledger.hpp>
#include <hyper/migrate/migration_folder.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace hyper {

/// How migrations are applied or undone. Durations are milliseconds.
struct migration_options {
  /// Up to and with this one, by name or number; when undoing: the last one that stays, "zero" for
  /// none. Empty: all; when undoing: the last one only.
  std::string target = {};
  bool fake = false;                      ///< notes them without running them
  bool allow_destructive = false;         ///< those too that take data away
  std::int64_t lock_timeout = 5'000;      ///< a statement waits no longer for a lock
  unsigned lock_attempts = 10;            ///< how often that is tried
  std::int64_t lock_pause = 1'000;        ///< between two attempts, and a random part of it more
  std::int64_t wait_for_others = 60'000;  ///< for another process that migrates
  void* self = nullptr;
  void (*say)(void* self, std::string_view line) = nullptr;  ///< what happens, as it happens
};

/// One migration of a folder, and how far it is.
struct migration_status {
  enum class state : std::uint8_t { pending, begun, applied, replaced, changed, without_file };
  std::string name = {};
  state is = state::pending;
  std::string applied_at = {};
};

/// How a folder stands to what a database has, by name.
std::vector<migration_status> compare_with_ledger(migration_folder const& folder,
                                                  std::vector<applied_migration> const& applied);

/// The migrations that would run, in order. Throws migration_error for an unknown target, for a
/// file that was changed after it was applied, for applied ones whose files are missing, and,
/// unless allowed, for one that takes data away.
std::vector<migration> pending_migrations(migration_folder const& folder,
                                          std::vector<applied_migration> const& applied,
                                          migration_options const& with);

/// Those that `roll_back` would undo, the last one first. Throws migration_error.
std::vector<migration> migrations_to_undo(migration_folder const& folder,
                                          std::vector<applied_migration> const& applied,
                                          migration_options const& with);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/migrate/migration_plan.ipp>
#endif

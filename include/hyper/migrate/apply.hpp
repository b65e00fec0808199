// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <hyper/migrate/migration_plan.hpp>
#include <hyper/runtime/task.hpp>
#include <string>
#include <vector>

namespace hyper {

/// Applies on this thread's database what is pending, and returns the names. Safe to run from
/// several processes at once: one works, the others wait and find nothing to do. A migration is one
/// transaction, retried when a lock does not come in time; one with `-- transaction: none` runs
/// statement by statement and goes on behind the last one done. Throws migration_error, which says
/// the statement and what stays applied.
task<std::vector<std::string>> apply_migrations(migration_folder folder, migration_options with);

/// The other way: runs the parts `-- down`.
task<std::vector<std::string>> roll_back(migration_folder folder, migration_options with);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/migrate/apply.ipp>
#endif

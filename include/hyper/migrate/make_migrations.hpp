// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <hyper/migrate/migration_folder.hpp>
#include <hyper/migrate/renames.hpp>
#include <string>
#include <vector>

namespace hyper {

/// Migrations that are to be written, and the `schema.sql` behind them.
struct new_migrations {
  std::vector<migration> files = {};
  std::string schema = {};
  std::vector<std::string> summaries = {};  ///< what they do, operation by operation
};

/// The migrations that lead from the recorded state to the models: none when nothing has changed,
/// else one file for each stage that is needed. `models` is what `create_tables<…>()` writes.
/// Without a name one is made of what happens.
new_migrations make_migrations(migration_folder const& folder, std::string_view models,
                               std::vector<schema_rename> const& renames = {},
                               std::string_view name = {});

/// A file without statements, to be written by hand.
new_migrations empty_migration(migration_folder const& folder, std::string_view name);

/// One migration that makes the schema behind the last one at once, and replaces all of them: where
/// none of them has run, it runs instead; where all have, it counts as applied. The old files may
/// be deleted once it is known everywhere. Throws migration_error when one of them does more than
/// change the schema, because that would be lost.
new_migrations squash_migrations(migration_folder const& folder, std::string_view name = {});

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/migrate/make_migrations.ipp>
#endif

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The folder of an application's migrations: `0001_initial.sql`, … and `schema.sql`, the schema
// behind the last of them.

#include <hyper/config.hpp>
#include <hyper/migrate/migration_file.hpp>
#include <string>
#include <vector>

namespace hyper {

/// What stands in a folder.
struct migration_folder {
  std::vector<migration> migrations = {};  ///< by name
  std::string schema = {};                 ///< the content of `schema.sql`, or empty

  /// The entry of this name, of its number ("0002"), or nullptr.
  migration const* find(std::string_view name_or_number) const;
};

/// Reads a folder; one that is not there is empty. Throws migration_error when the files do not
/// form one chain, each `after` the one before it, or `schema.sql` is not what the last one left:
/// two people have made migrations at once, or a merge went wrong.
migration_folder read_migration_folder(std::string const& path);

/// Writes these migrations and `schema.sql` into a folder, which is made when it is missing. No
/// file that is there is overwritten but `schema.sql`. Throws migration_error.
void write_migrations(std::string const& path, std::vector<migration> const& fresh,
                      std::string const& schema);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/migrate/migration_folder.ipp>
#endif

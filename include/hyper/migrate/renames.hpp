// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// No comparison can tell a renamed column from one that went and one that came: somebody says so.

#include <hyper/config.hpp>
#include <hyper/migrate/operation.hpp>
#include <hyper/migrate/schema.hpp>
#include <string>
#include <vector>

namespace hyper {

/// A table or a column that has another name now.
struct schema_rename {
  std::string table = {};     ///< of a column: the table's new name; of a table: its old one
  std::string old_name = {};  ///< of a column; empty for a table
  std::string new_name = {};
};

/// Renames in a copy of a schema, with the history of a table that has one, whatever the new schema
/// has under the new name and no more under the old one, with all that refers to it, as PostgreSQL
/// does, and adds the operations. Others are left alone: an annotation may stay in a model for
/// good.
schema renamed_schema(schema from, schema const& to, std::vector<schema_rename> const& renames,
                      std::vector<schema_operation>& operations);

/// Pairs that look like renames: of one table, one column went and one of the same type came; or
/// one table went and another with the same columns came. They are questions, not answers.
std::vector<schema_rename> likely_renames(schema const& from, schema const& to);

namespace detail {
/// Whether a table's former rows are kept, by the trigger of `kept_in_history`.
bool keeps_history(schema_table const& table);
/// Whether a table is made with another one, for its former rows.
bool is_history(schema const& of, std::string const& name);
}  // namespace detail
}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/migrate/renames.ipp>
#endif

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// From one form of a column to another.

#include <hyper/config.hpp>
#include <hyper/migrate/operation.hpp>
#include <hyper/migrate/schema.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace hyper {

/// Whether two spellings are one type: `varchar(80)` and `character varying(80)`.
bool same_type(std::string_view one, std::string_view other);

/// Whether each value of the first type is one of the second: `varchar(80)` and `text`.
bool is_wider_type(std::string_view from, std::string_view to);

/// The operations that give a column of a table, which keeps its name, another form.
std::vector<schema_operation> column_changes(std::string_view table, schema_column const& from,
                                             schema_column const& to);

/// A new column of a table that is there.
schema_operation added_column(std::string_view table, schema_column const& column);

/// A column that goes for good.
schema_operation dropped_column(std::string_view table, schema_column const& column);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/migrate/column_change.ipp>
#endif

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The rows of tables as JSON lines: {"table": "posts", "row": {"id": 1, …}}

#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/migrate/migration_file.hpp>
#include <hyper/runtime/task.hpp>
#include <iosfwd>
#include <string>
#include <vector>

namespace hyper {

/// Writes all rows of tables (none named: of all but the framework's own) of this thread's
/// database, as they are at one moment, in the order in which they can be loaded. Rows are written
/// as they come: memory does not grow with them. Returns how many. Throws migration_error for a
/// table that is not there or a stream that does not take them.
task<std::uint64_t> dump_data(std::vector<std::string> tables, std::ostream& to);

/// Inserts rows, all or none, and sets the counters of numbered columns behind the highest number.
/// Tables get theirs in the order that foreign keys ask for, whatever that of the lines. Values
/// that PostgreSQL computes are computed anew; members that a table has no more stop it. Returns
/// how many. Throws migration_error with a sentence.
task<std::uint64_t> load_data(std::istream& from);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/migrate/data_lines.ipp>
#endif

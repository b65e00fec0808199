// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// From rows to objects, without knowing their types: everything goes through the descriptors.

#include <cstddef>
#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/orm/column.hpp>
#include <hyper/orm/shape.hpp>
#include <hyper/postgres/parameters.hpp>
#include <hyper/postgres/row.hpp>
#include <hyper/postgres/statement.hpp>
#include <hyper/runtime/task.hpp>
#include <string>

namespace hyper::detail {

/// Fills a new object from the columns of a row, from a position on. Returns the position behind.
std::size_t read_object(model_info const& model, void* object, row_view const& row,
                        std::size_t position);

/// Fills an object and those joined to it, as the shape has selected them.
void read_joined(query_shape const& shape, void* object, row_view const& row);

/// How many objects to make room for, and how many there were then.
std::size_t expected_rows(statement const* what);
void note_rows(statement const* what, std::size_t rows);

/// The parts of a row that is more than an object: its last columns are annotations.
struct row_parts {
  model_info const* annotations;  ///< the struct that takes them, as if it were a model
  void* (*object)(void* row);
  void* (*beside)(void* row);
};

/// Where the rows of a query go: `append` makes room for one more object, or row of `parts`.
struct object_sink {
  query_shape const* shape;
  void* objects;
  void* (*append)(void* objects);
  row_parts const* parts = nullptr;
};

/// Fills one more object of the sink, and what stands beside it.
void read_into(object_sink const& to, row_view const& row);

/// Runs a query on this thread's database and fills the objects.
task<void> fetch_objects(statement const* what, parameters values, object_sink sink);

/// Runs a query whose rows are no models.
task<void> fetch_values(statement const* what, parameters values, row_sink rows);

/// Throws decode_error for a row of more or fewer columns.
void require_columns(row_view const& row, std::size_t columns);

/// The first columns of all rows, each on a line: for EXPLAIN. The types of the parameters are
/// those of another statement.
task<std::string> fetch_text(std::string sql, statement like, parameters values);

/// Run a query of one number, or of one truth value.
task<std::int64_t> fetch_number(statement const* what, parameters values);

task<bool> fetch_truth(statement const* what, parameters values);

/// Runs a statement and answers how many rows it has changed.
task<std::uint64_t> run_counted(statement const* what, parameters values);

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/orm/row_reader.ipp>
#endif

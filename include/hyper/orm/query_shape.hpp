// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Everything about a query but its values, as one structure of numbers and names. orm/shape.hpp
// makes it of clauses, orm/select.hpp writes SQL from it.

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/orm/clause.hpp>
#include <hyper/orm/column.hpp>
#include <hyper/orm/lookup.hpp>
#include <hyper/orm/path.hpp>
#include <hyper/orm/tenant_use.hpp>
#include <string_view>

namespace hyper::detail {

/// How many tables, conditions and ordering columns a query may have.
inline constexpr std::size_t max_tables = 12;
inline constexpr std::size_t max_conditions = 24;
inline constexpr std::size_t max_orderings = 8;
/// How many columns a primary key may have.
inline constexpr std::size_t max_keys = 4;
/// How many conditions may be there or not: the texts of all combinations are constants.
inline constexpr std::size_t max_options = 6;

/// A column of one of the query's tables.
struct shape_column {
  std::uint8_t table = 0;
  std::uint16_t column = 0;
};

/// A table of the query. The first one is the model's own.
///
/// Its alias is the first letter of the table's name, and of a joined table the first letter of the
/// foreign key that leads there; a joined table whose letter is taken gets its number behind it.
/// Numbers differ, and no letter with a number is a key word, so every alias is unique and sound.
struct shape_table {
  model_info const* model = nullptr;
  std::uint8_t parent = 0;
  std::uint16_t link = 0;  ///< the foreign key's column in the parent
  char letter = 't';
  std::uint8_t number = 0;
  std::uint8_t level = 0;    ///< of a subquery's tables: how deep it is
  bool reverse = false;      ///< `link` is a column of this table that points to the parent
  bool outer = false;        ///< the row may be missing: LEFT JOIN
  bool loaded = false;       ///< its columns are selected
  bool needed = false;       ///< a condition uses it
  bool sorting = false;      ///< the order uses it
  bool shown = false;        ///< an annotation beside whole rows shows its columns as they are
  bool crossed = false;      ///< a common table beside the others: conditions join it
  bool apart = false;        ///< only rows of the tenant around
  std::uint16_t tenant = 0;  ///< … the column that says whose a row is
};

/// A path in the query's tables: a column and what is done with it.
struct shape_path {
  shape_column place;
  std::string_view text = {};  ///< where its steps are read again, when it has some
  std::uint8_t step_count = 0;
  column_type const* type = nullptr;  ///< what it comes to
};

/// A condition, or an annotation: both have values, in the order in which they were given.
struct shape_condition {
  shape_path path;
  lookup how = lookup::exact;
  token_list tokens = {};      ///< of an expression; then there is no path
  std::string_view name = {};  ///< of an annotation
  bool annotation = false;
  bool aggregate = false;  ///< it is, or uses, an aggregate
  bool window = false;     ///< it is, or uses, a window
  bool negated = false;
  std::int8_t option = -1;    ///< the bit that says whether it is there
  std::int8_t null_bit = -1;  ///< of isnull: the bit that says IS NULL
};

struct shape_ordering {
  shape_column place;
  bool descending = false;
  shape_path path = {};
  std::int8_t annotation = -1;  ///< it sorts by this annotation instead
};

struct query_shape;
struct statement_writer;

/// One table of WITH: a query, and of a recursive one the step from its last rows to the next.
struct common_text {
  model_info const* rows = nullptr;
  query_shape const* first = nullptr;
  query_shape const* next = nullptr;
  bool recursive = false;
  bool distinct = false;  ///< rows that are there already are not followed again
  void (*write)(statement_writer& to, query_shape const& of) = nullptr;  ///< all of WITH
};

/// Which rows of a model that is deleted softly.
enum class deleted_rows : std::uint8_t { hidden, shown, alone };

struct query_shape {
  std::array<shape_table, max_tables> tables{};
  std::array<shape_condition, max_conditions> conditions{};
  std::array<shape_ordering, max_orderings> orderings{};
  std::size_t table_count = 1;
  std::size_t condition_count = 0;
  std::size_t ordering_count = 0;
  std::string_view const* selected = nullptr;  ///< of values and annotations: what stands there
  column_type const* const* selected_types = nullptr;
  std::size_t selected_count = 0;
  std::string_view const* distinct_on = nullptr;
  std::size_t distinct_count = 0;
  std::string_view picked = {};  ///< the column of a subquery
  token_list const* assigned_tokens = nullptr;
  bool assigns_tokens = false;         ///< there are `assigned_tokens`
  std::uint64_t left_out = 0;          ///< columns of the root that are not read
  query_shape const* outer = nullptr;  ///< the query around a subquery
  std::uint8_t level = 0;              ///< of a subquery: how deep; 0 when there is no `outer`
  common_text const* commons = nullptr;
  std::size_t common_count = 0;
  row_lock lock = row_lock::none;
  bool casts = false;   ///< all that is selected is made the type that it is wanted as
  bool beside = false;  ///< what is selected stands behind whole rows, not instead of them
  bool distinct = false;
  bool grouped = false;  ///< an aggregate is selected, decides or sorts
  bool returning = false;
  std::size_t bits = 0;  ///< combinations of the optional conditions: 2 to this power
  model_columns assigned{model_option::index, nullptr, 0};  ///< of update
  bool ordered = false;                                     ///< there is an order_by
  bool reversed = false;
  bool limited = false;
  bool skipping = false;
  bool hard = false;
  deleted_rows deleted = deleted_rows::hidden;
  bool across = false;      ///< rows of all tenants
  tenant_use tenants = {};  ///< of its tables and of the queries in it
  bool overflow = false;    ///< something exceeds a limit above

  constexpr model_info const& root() const { return *tables[0].model; }
  /// Objects are read, not values.
  constexpr bool whole() const { return (selected_count == 0 || beside) && picked.empty(); }
  constexpr column_info const& column(shape_column place) const {
    return (*tables[place.table].model)[place.column];
  }
};

/// Of each table only the rows of the tenant around.
constexpr void keep_apart(query_shape& shape) {
  for (std::size_t i = 0; i < shape.table_count; ++i) {
    shape_table& table = shape.tables[i];
    std::size_t const tenant = table.model->tenant_column();
    if (tenant == no_column) continue;
    table.apart = true;
    table.tenant = static_cast<std::uint16_t>(tenant);
    shape.tenants.add(tenants_of(*table.model));
  }
}

}  // namespace hyper::detail

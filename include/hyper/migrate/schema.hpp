// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// A database's schema as a value. Definitions of constraints, indexes and defaults stay SQL text:
// what is compared comes from one source (the models' SQL, or one server), so texts are comparable.

#include <hyper/config.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace hyper {

/// A schema that cannot be read or reached. `what` is a sentence.
struct schema_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A column of a table.
struct schema_column {
  std::string name = {};
  std::string type = {};       ///< as SQL: `character varying(80)`
  std::string collation = {};  ///< quoted, or empty for the type's own
  std::string default_sql = {};
  std::string generated = {};  ///< the expression of a stored generated column, without parentheses
  std::string identity = {};   ///< "BY DEFAULT", "ALWAYS" or empty
  bool not_null = false;

  friend bool operator==(schema_column const&, schema_column const&) = default;
};

/// A key, a uniqueness, a check, a foreign key or an exclusion.
struct schema_constraint {
  std::string name = {};
  std::string definition = {};  ///< `UNIQUE ("address")`, `FOREIGN KEY (…) REFERENCES …`

  friend bool operator==(schema_constraint const&, schema_constraint const&) = default;

  bool is(std::string_view first_word) const { return definition.starts_with(first_word); }
  /// The table that a foreign key points to; empty for the others.
  std::string target() const;
};

/// An index that no constraint owns.
struct schema_index {
  std::string name = {};
  std::string definition =
      {};  ///< behind the table's name: `("a", "b" DESC) WHERE …`, `USING gin (…)`
  bool unique = false;

  friend bool operator==(schema_index const&, schema_index const&) = default;
};

/// A trigger.
struct schema_trigger {
  std::string name = {};
  std::string sql = {};  ///< the whole CREATE TRIGGER

  friend bool operator==(schema_trigger const&, schema_trigger const&) = default;
};

/// A table. A partition has no columns, constraints and indexes of its own: its parent's are its.
struct schema_table {
  std::string name = {};
  std::vector<schema_column> columns = {};
  std::vector<schema_constraint> constraints = {};
  std::vector<schema_index> indexes = {};
  std::vector<schema_trigger> triggers = {};
  std::string partition_by = {};  ///< `RANGE ("created")`
  std::string partition_of = {};  ///< the parent's name
  std::string bound = {};         ///< of a partition: `FOR VALUES FROM … TO …`
  bool unlogged = false;

  friend bool operator==(schema_table const&, schema_table const&) = default;

  schema_column const* find_column(std::string_view column) const;
  /// The columns of its primary key, in order.
  std::vector<std::string> key() const;
};

/// A type whose values are listed.
struct schema_enum {
  std::string name = {};
  std::vector<std::string> values = {};

  friend bool operator==(schema_enum const&, schema_enum const&) = default;
};

/// A function that triggers call.
struct schema_function {
  std::string name = {};
  std::string sql = {};  ///< the whole CREATE FUNCTION

  friend bool operator==(schema_function const&, schema_function const&) = default;
};

/// Everything that the models of an application need of a database.
struct schema {
  std::vector<std::string> extensions = {};
  std::vector<schema_enum> enums = {};
  std::vector<schema_function> functions = {};
  std::vector<schema_table> tables = {};

  friend bool operator==(schema const&, schema const&) = default;

  schema_table const* find_table(std::string_view table) const;
  schema_table* find_table(std::string_view table);
};

/// The entry of this name, or nullptr.
template <class Entry>
Entry const* find_named(std::vector<Entry> const& among, std::string_view name) {
  for (Entry const& each : among)
    if (each.name == name) return &each;
  return nullptr;
}

/// The names in the first parentheses of a definition: of a key, its columns.
std::vector<std::string> names_in_parentheses(std::string_view definition);

/// Whether a name stands anywhere in SQL text, quoted or not, but not in a string.
bool mentions(std::string_view sql, std::string_view name);

/// SQL text with a name replaced wherever it stands, but not in strings.
std::string with_name_replaced(std::string_view sql, std::string_view old_name,
                               std::string_view new_name);

namespace detail {
bool is_listed(std::vector<std::string> const& names, std::string_view name);
}
}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/migrate/schema.ipp>
#endif

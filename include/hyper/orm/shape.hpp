// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The shape of a query: everything but its values. The clauses of a query's type are turned into
// this one structure of numbers and names; orm/select.hpp writes SQL from it.

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/orm/column.hpp>
#include <hyper/orm/lookup.hpp>
#include <hyper/orm/path.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <string_view>

namespace hyper {

/// What a clause of a query does.
enum class clause_kind : std::uint8_t {
  filter,
  exclude,
  filter_if,
  order_by,
  select_related,
  limit,
  offset,
  update,
  with_deleted,  ///< of a model that is deleted softly: its deleted rows, too
  only_deleted,  ///< … nothing else
  hard           ///< … rows are really deleted
};

/// One clause of a query, as an element of its type.
template <clause_kind Kind, fixed_string... Texts>
struct clause {
  static constexpr clause_kind kind = Kind;
  static constexpr std::array<std::string_view, sizeof...(Texts)> texts{Texts.view()...};
};

namespace detail {

/// A clause as data.
struct clause_text {
  clause_kind kind;
  std::string_view const* texts;
  std::size_t count;
};

/// How many tables, conditions and ordering columns a query may have.
inline constexpr std::size_t max_tables = 8;
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
  bool outer = false;    ///< the row may be missing: LEFT JOIN
  bool loaded = false;   ///< its columns are selected
  bool needed = false;   ///< a condition uses it
  bool sorting = false;  ///< the order uses it
};

struct shape_condition {
  shape_column place;
  lookup how = lookup::exact;
  bool negated = false;
  std::int8_t option = -1;    ///< the bit that says whether it is there
  std::int8_t null_bit = -1;  ///< of isnull: the bit that says IS NULL
};

struct shape_ordering {
  shape_column place;
  bool descending = false;
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
  std::size_t bits = 0;  ///< combinations of the optional conditions: 2 to this power
  model_columns assigned{model_option::index, nullptr, 0};  ///< of update
  bool ordered = false;                                     ///< there is an order_by
  bool limited = false;
  bool skipping = false;
  bool hard = false;
  deleted_rows deleted = deleted_rows::hidden;
  bool overflow = false;  ///< something exceeds a limit above

  constexpr model_info const& root() const { return *tables[0].model; }
  constexpr column_info const& column(shape_column place) const {
    return (*tables[place.table].model)[place.column];
  }
};

constexpr char alias_letter(std::string_view name) {
  char const first = name.empty() ? 't' : name[0];
  if (first >= 'A' && first <= 'Z') return static_cast<char>(first + 32);
  return first == '_' ? 't' : first;
}

/// The table behind a foreign key of another table; joined when it is not yet.
constexpr std::uint8_t join_table(query_shape& shape, std::uint8_t parent, std::uint16_t link) {
  for (std::size_t i = 1; i < shape.table_count; ++i)
    if (shape.tables[i].parent == parent && shape.tables[i].link == link)
      return static_cast<std::uint8_t>(i);
  if (shape.table_count == max_tables) {
    shape.overflow = true;
    return parent;
  }
  column_info const& key = (*shape.tables[parent].model)[link];
  shape_table table;
  table.model = key->target;
  table.parent = parent;
  table.link = link;
  table.letter = alias_letter(key.member);
  table.outer = key->nullable || shape.tables[parent].outer;
  for (std::size_t i = 0; i < shape.table_count; ++i)
    if (shape.tables[i].letter == table.letter)
      table.number = static_cast<std::uint8_t>(shape.table_count + 1);
  shape.tables[shape.table_count] = table;
  return static_cast<std::uint8_t>(shape.table_count++);
}

/// Joins what a path goes through, up to and without its column; `use` is why.
constexpr shape_column follow_path(query_shape& shape, model_path const& path,
                                   bool shape_table::* use) {
  std::uint8_t table = 0;
  for (std::size_t i = 0; i < path.depth; ++i) {
    table = join_table(shape, table, path.relations[i]);
    shape.tables[table].*use = true;
  }
  return {table, path.column};
}

constexpr void add_condition(query_shape& shape, std::string_view text, clause_kind kind) {
  if (shape.condition_count == max_conditions) {
    shape.overflow = true;
    return;
  }
  model_path const path = read_path(shape.root(), text);
  shape_condition& condition = shape.conditions[shape.condition_count++];
  condition.place = follow_path(shape, path, &shape_table::needed);
  condition.how = path.how;
  condition.negated = kind == clause_kind::exclude;
  if (kind == clause_kind::filter_if) condition.option = static_cast<std::int8_t>(shape.bits++);
  if (path.how == lookup::isnull) condition.null_bit = static_cast<std::int8_t>(shape.bits++);
  if (shape.bits > max_options) shape.overflow = true;
}

constexpr void add_ordering(query_shape& shape, std::string_view text) {
  if (shape.ordering_count == max_orderings) {
    shape.overflow = true;
    return;
  }
  ordered_column const named = split_direction(text);
  shape_ordering& ordering = shape.orderings[shape.ordering_count++];
  ordering.place = follow_path(shape, read_path(shape.root(), named.name), &shape_table::sorting);
  ordering.descending = named.descending;
}

/// Joins a relation and everything on the way to it, and has their columns selected.
constexpr void load_relation(query_shape& shape, std::string_view text) {
  model_path const path = read_path(shape.root(), text);
  std::uint8_t table = 0;
  for (std::size_t i = 0; i <= path.depth; ++i) {
    table = join_table(shape, table, i < path.depth ? path.relations[i] : path.column);
    shape.tables[table].loaded = true;
  }
}

constexpr void add_clause(query_shape& shape, clause_text const& clause) {
  switch (clause.kind) {
    case clause_kind::filter:
    case clause_kind::exclude:
    case clause_kind::filter_if:
      add_condition(shape, clause.texts[0], clause.kind);
      break;
    case clause_kind::order_by:
      shape.ordered = true;
      shape.ordering_count = 0;
      for (std::size_t i = 0; i < clause.count; ++i) add_ordering(shape, clause.texts[i]);
      break;
    case clause_kind::select_related:
      for (std::size_t i = 0; i < clause.count; ++i) load_relation(shape, clause.texts[i]);
      break;
    case clause_kind::limit:
      shape.limited = true;
      break;
    case clause_kind::offset:
      shape.skipping = true;
      break;
    case clause_kind::with_deleted:
      shape.deleted = deleted_rows::shown;
      break;
    case clause_kind::only_deleted:
      shape.deleted = deleted_rows::alone;
      break;
    case clause_kind::hard:
      shape.hard = true;
      break;
    case clause_kind::update:
      shape.assigned = {model_option::index, clause.texts, clause.count};
      break;
  }
}

constexpr query_shape make_shape(model_info const& model, clause_text const* clauses,
                                 std::size_t count) {
  query_shape shape;
  shape.tables[0].model = &model;
  shape.tables[0].letter = alias_letter(model.table);
  for (std::size_t i = 0; i < count; ++i) add_clause(shape, clauses[i]);
  if (!shape.ordered) {
    model_columns const usual = model.first(model_option::ordering);
    for (std::size_t i = 0; i < usual.count; ++i) add_ordering(shape, usual.columns[i]);
  }
  return shape;
}

template <class Model, class... Clauses>
consteval query_shape shape_from_types() {
  clause_text const clauses[] = {{Clauses::kind, Clauses::texts.data(), Clauses::texts.size()}...,
                                 {clause_kind::filter, nullptr, 0}};
  return make_shape(model_of<Model>, clauses, sizeof...(Clauses));
}

template <class Model, class... Clauses>
inline constexpr query_shape shape_of = shape_from_types<Model, Clauses...>();

}  // namespace detail
}  // namespace hyper

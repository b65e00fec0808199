// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Writes the SQL of a query from its shape.

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/orm/keyset.hpp>
#include <hyper/orm/lookup.hpp>
#include <hyper/orm/shape.hpp>
#include <hyper/orm/sql_writer.hpp>
#include <string_view>

namespace hyper {

/// What is done with the rows that a query describes.
enum class query_action : std::uint8_t {
  select,
  first,  ///< LIMIT 1
  get,    ///< LIMIT 2: one too many is seen
  count,
  exists,
  erase,
  update,
  first_page,
  next_page,     ///< the rows behind the cursor
  previous_page  ///< the rows before it, in reverse order
};

namespace detail {

constexpr bool is_page(query_action action) { return action >= query_action::first_page; }

constexpr page_direction action_direction(query_action action) {
  if (action == query_action::first_page) return page_direction::first;
  return action == query_action::next_page ? page_direction::next : page_direction::previous;
}

/// Which tables are joined: a count needs fewer than a select.
struct join_needs {
  bool loaded;
  bool sorting;
};

constexpr void write_from(sql_writer& out, query_shape const& shape, join_needs needs) {
  out << " FROM ";
  out.name(shape.root().table) << ' ';
  write_alias(out, shape.tables[0]);
  for (std::size_t i = 1; i < shape.table_count; ++i) {
    shape_table const& table = shape.tables[i];
    if (!table.needed && !(needs.loaded && table.loaded) && !(needs.sorting && table.sorting))
      continue;
    out << (table.outer ? " LEFT JOIN " : " JOIN ");
    out.name(table.model->table) << ' ';
    write_alias(out, table);
    out << " ON ";
    write_alias(out, table);
    out << '.';
    write_name(out, (*table.model)[table.model->key]);
    out << " = ";
    write_column(out, shape, {table.parent, table.link});
  }
}

/// What stands between a column and the first parameter.
constexpr std::string_view comparison_operator(lookup how) {
  switch (how) {
    case lookup::iexact:
      return ") = UPPER(";
    case lookup::in:
      return " = ANY(";
    case lookup::range:
      return " BETWEEN ";
    case lookup::gt:
      return " > ";
    case lookup::gte:
      return " >= ";
    case lookup::lt:
      return " < ";
    case lookup::lte:
      return " <= ";
    case lookup::contains:
    case lookup::startswith:
    case lookup::endswith:
      return " LIKE ";
    case lookup::icontains:
    case lookup::istartswith:
    case lookup::iendswith:
      return " ILIKE ";
    default:
      return " = ";
  }
}

constexpr void write_comparison(statement_writer& to, shape_condition const& condition,
                                query_shape const& shape, unsigned variant) {
  lookup const how = condition.how;
  if (how == lookup::iexact) to.out << "UPPER(";
  write_column(to.out, shape, condition.place);
  if (how == lookup::isnull) {
    to.out << ((variant >> condition.null_bit & 1U) != 0 ? " IS NULL" : " IS NOT NULL");
    return;
  }
  type_oid const oid = parameter_oid(shape.column(condition.place), how);
  to.out << comparison_operator(how);
  to.parameter(oid);
  if (how == lookup::iexact || how == lookup::in) to.out << ')';
  if (how != lookup::range) return;
  to.out << " AND ";
  to.parameter(oid);
}

/// An excluded condition leaves out the rows for which it is true: where a NULL may make it
/// unknown, NOT alone would leave those out, too.
constexpr void write_condition(statement_writer& to, shape_condition const& condition,
                               query_shape const& shape, unsigned variant) {
  if (!condition.negated) return write_comparison(to, condition, shape, variant);
  bool const unknown = condition.how != lookup::isnull && may_be_null(shape, condition.place);
  to.out << (unknown ? "(" : "NOT (");
  write_comparison(to, condition, shape, variant);
  to.out << (unknown ? ") IS NOT TRUE" : ")");
}

/// Leaves out the rows that are marked as deleted, or all others.
constexpr bool write_deleted(statement_writer& to, query_shape const& shape) {
  std::size_t const mark = shape.root().deleted_column();
  if (mark == no_column || shape.deleted == deleted_rows::shown) return false;
  to.out << " WHERE ";
  write_column(to.out, shape, {0, static_cast<std::uint16_t>(mark)});
  to.out << (shape.deleted == deleted_rows::hidden ? " IS NULL" : " IS NOT NULL");
  return true;
}

/// Returns whether there was a condition.
constexpr bool write_where(statement_writer& to, query_shape const& shape, unsigned variant) {
  bool any = write_deleted(to, shape);
  for (std::size_t i = 0; i < shape.condition_count; ++i) {
    shape_condition const& condition = shape.conditions[i];
    if (condition.option >= 0 && (variant >> condition.option & 1U) == 0) continue;
    to.out << (any ? " AND " : " WHERE ");
    any = true;
    write_condition(to, condition, shape, variant);
  }
  return any;
}

constexpr void write_limits(statement_writer& to, query_shape const& shape) {
  if (shape.limited) {
    to.out << " LIMIT ";
    to.parameter(sql_oid::int8);
  }
  if (shape.skipping) {
    to.out << " OFFSET ";
    to.parameter(sql_oid::int8);
  }
}

constexpr void write_order(sql_writer& out, query_shape const& shape) {
  for (std::size_t i = 0; i < shape.ordering_count; ++i) {
    out << (i == 0 ? " ORDER BY " : ", ");
    write_column(out, shape, shape.orderings[i].place);
    if (shape.orderings[i].descending) out << " DESC";
  }
}

constexpr void write_columns(sql_writer& out, query_shape const& shape) {
  bool first = true;
  for (std::size_t i = 0; i < shape.table_count; ++i) {
    if (i != 0 && !shape.tables[i].loaded) continue;
    for (std::size_t j = 0; j < shape.tables[i].model->count; ++j) {
      if (!first) out << ", ";
      first = false;
      write_column(out, shape, {static_cast<std::uint8_t>(i), static_cast<std::uint16_t>(j)});
    }
  }
}

constexpr void write_select(statement_writer& to, query_shape const& shape, query_action action,
                            unsigned variant) {
  to.out << "SELECT ";
  write_columns(to.out, shape);
  if (is_page(action)) write_page_columns(to.out, shape);
  write_from(to.out, shape, {true, action != query_action::get});
  bool const any = write_where(to, shape, variant);
  if (is_page(action)) return write_page_end(to, shape, action_direction(action), any);
  if (action == query_action::get) {
    to.out << " LIMIT 2";
    return;
  }
  write_order(to.out, shape);
  if (action == query_action::select) return write_limits(to, shape);
  if (shape.ordering_count == 0) {
    to.out << " ORDER BY ";
    write_keys(to.out, shape);
  }
  to.out << " LIMIT 1";
  if (shape.skipping) {
    to.out << " OFFSET ";
    to.parameter(sql_oid::int8);
  }
}

/// `SELECT 1` of the rows, for a count or a question.
constexpr void write_rows(statement_writer& to, query_shape const& shape, unsigned variant) {
  to.out << "SELECT 1";
  write_from(to.out, shape, {false, false});
  write_where(to, shape, variant);
  write_limits(to, shape);
}

constexpr void write_count(statement_writer& to, query_shape const& shape, unsigned variant) {
  to.out << "SELECT count(*)";
  if (shape.limited || shape.skipping) {
    to.out << " FROM (";
    write_rows(to, shape, variant);
    to.out << ") q";
  } else {
    write_from(to.out, shape, {false, false});
    write_where(to, shape, variant);
  }
}

/// The rows that are changed: by their conditions alone, or by their keys when it takes more.
constexpr void write_affected(statement_writer& to, query_shape const& shape, unsigned variant) {
  bool simple = !shape.limited && !shape.skipping;
  for (std::size_t i = 1; i < shape.table_count; ++i)
    if (shape.tables[i].needed) simple = false;
  if (simple) {
    write_where(to, shape, variant);
    return;
  }
  bool const several = shape.root().key_count() > 1;
  to.out << (several ? " WHERE (" : " WHERE ");
  write_keys(to.out, shape);
  to.out << (several ? ") IN (SELECT " : " IN (SELECT ");
  write_keys(to.out, shape);
  bool const some = shape.limited || shape.skipping;  // then the order says which
  write_from(to.out, shape, {false, some});
  write_where(to, shape, variant);
  if (some) write_order(to.out, shape);
  write_limits(to, shape);
  to.out << ')';
}

/// The conditions' values come first, because they are given first; then the new ones.
constexpr void write_update(statement_writer& to, query_shape const& shape, unsigned variant) {
  statement_writer conditions;
  write_affected(conditions, shape, variant);
  statement_writer values(to, conditions.count);
  values.out << "UPDATE ";
  values.out.name(shape.root().table) << ' ';
  write_alias(values.out, shape.tables[0]);
  values.out << " SET ";
  for (std::size_t i = 0; i < shape.assigned.count; ++i) {
    column_info const& column = shape.root()[shape.root().find(shape.assigned.columns[i])];
    if (i != 0) values.out << ", ";
    write_name(values.out, column);
    values.out << " = ";
    values.parameter(parameter_oid(column, lookup::exact));
  }
  for (std::size_t i = 0; i < shape.root().count; ++i) {
    column_info const& column = shape.root()[i];
    if (column->source != column_source::on_each_save || is_assigned(shape, column)) continue;
    values.out << ", ";
    write_name(values.out, column);
    values.out << " = " << column->default_sql;
  }
  to.out = values.out;
  write_affected(to, shape, variant);
  to.count = values.count;
}

/// Rows of a model that is deleted softly are marked.
constexpr void write_erase_head(sql_writer& out, query_shape const& shape) {
  std::size_t const mark = shape.root().deleted_column();
  bool const softly = mark != no_column && !shape.hard;
  out << (softly ? "UPDATE " : "DELETE FROM ");
  out.name(shape.root().table) << ' ';
  write_alias(out, shape.tables[0]);
  if (!softly) return;
  out << " SET ";
  write_name(out, shape.root()[mark]);
  out << " = now()";
}

/// The whole statement.
constexpr void write_query(statement_writer& to, query_shape const& shape, query_action action,
                           unsigned variant) {
  switch (action) {
    case query_action::count:
      write_count(to, shape, variant);
      break;
    case query_action::exists:
      to.out << "SELECT EXISTS (";
      write_rows(to, shape, variant);
      to.out << ')';
      break;
    case query_action::erase:
      write_erase_head(to.out, shape);
      write_affected(to, shape, variant);
      break;
    case query_action::update:
      write_update(to, shape, variant);
      break;
    default:
      write_select(to, shape, action, variant);
  }
}

}  // namespace detail
}  // namespace hyper

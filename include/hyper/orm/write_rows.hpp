// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Writes the parts of a SELECT. Private to orm/select.hpp.

#include <cstddef>
#include <cstdint>
#include <hyper/orm/clause.hpp>
#include <hyper/orm/keyset.hpp>
#include <hyper/orm/shape.hpp>
#include <hyper/orm/sql_writer.hpp>
#include <hyper/orm/write_expression.hpp>
#include <hyper/orm/write_from.hpp>
#include <string_view>

namespace hyper::detail {

constexpr bool is_page(query_action action) { return action >= query_action::first_page; }

constexpr page_direction action_direction(query_action action) {
  if (action == query_action::first_page) return page_direction::first;
  return action == query_action::next_page ? page_direction::next : page_direction::previous;
}

/// Leaves out the rows that are marked as deleted, or all others.
constexpr bool write_deleted(statement_writer& to, query_shape const& shape, bool any) {
  std::size_t const mark = shape.root().deleted_column();
  if (mark == no_column || shape.deleted == deleted_rows::shown) return any;
  to.out << (any ? " AND " : " WHERE ");
  write_column(to.out, shape, {0, static_cast<std::uint16_t>(mark)});
  to.out << (shape.deleted == deleted_rows::hidden ? " IS NULL" : " IS NOT NULL");
  return true;
}

/// Leaves out what the query does not speak of: rows of other tenants, and deleted ones.
constexpr bool write_hidden(statement_writer& to, query_shape const& shape) {
  bool const apart = shape.tables[0].apart;
  if (apart) {
    to.out << " WHERE ";
    write_tenant_of(to.out, shape.tables[0]);
  }
  return write_deleted(to, shape, apart);
}

/// The conditions on rows, or those on groups. Returns whether there was one.
constexpr bool write_conditions(statement_writer& to, query_text const& query, bool groups) {
  bool any = !groups && write_hidden(to, query.shape);
  for (std::size_t i = 0; i < query.shape.condition_count; ++i) {
    shape_condition const& condition = query.shape.conditions[i];
    if (condition.annotation || condition.aggregate != groups || !query.is_there(condition))
      continue;
    to.out << (any ? " AND " : groups ? " HAVING " : " WHERE ");
    any = true;
    write_condition(to, query, i);
  }
  to.count = query.values();
  return any;
}
constexpr bool write_where(statement_writer& to, query_text const& query) {
  return write_conditions(to, query, false);
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

constexpr void write_order(statement_writer& to, query_text const& query) {
  for (std::size_t i = 0; i < query.shape.ordering_count; ++i) {
    shape_ordering const& ordering = query.shape.orderings[i];
    to.out << (i == 0 ? " ORDER BY " : ", ");
    if (ordering.annotation >= 0)
      repeat_annotation(to, query, static_cast<std::size_t>(ordering.annotation));
    else
      write_path(to.out, query.shape, ordering.path);
    if (ordering.descending) to.out << " DESC";
  }
}

constexpr void write_columns(sql_writer& out, query_shape const& shape) {
  bool first = true;
  for (std::size_t i = 0; i < shape.table_count; ++i) {
    if (i != 0 && !shape.tables[i].loaded) continue;
    for (std::size_t j = 0; j < shape.tables[i].model->count; ++j) {
      if (i == 0 && j < 64 && (shape.left_out >> j & 1U) != 0) continue;
      if (!first) out << ", ";
      first = false;
      write_column(out, shape, {static_cast<std::uint8_t>(i), static_cast<std::uint16_t>(j)});
    }
  }
}

/// What a selected name comes to by itself, or `unknown_type`.
constexpr column_type const* selected_type(query_shape const& shape, std::string_view name) {
  int const annotation = find_annotation(shape, name);
  if (annotation >= 0) {
    column_type const* const type =
        shape.conditions[static_cast<std::size_t>(annotation)].path.type;
    // A cast between both kinds of moments would depend on the session's time zone.
    return is_moment_oid(type->oid) ? type : &unknown_type;
  }
  return find_path(shape, name).type;
}

/// Whether a selected value has to be made what it is wanted as.
constexpr bool is_cast(query_shape const& shape, std::size_t which) {
  if (shape.casts) return true;
  column_type const* const found = selected_type(shape, shape.selected[which]);
  return !is_known(*found) || !have_same_form(*found, *shape.selected_types[which]);
}

/// Columns and annotations by name, each as the type that it is wanted as.
constexpr void write_selected(statement_writer& to, query_text const& query) {
  query_shape const& shape = query.shape;
  for (std::size_t i = 0; i < shape.selected_count; ++i) {
    bool const casts = is_cast(shape, i);
    if (i != 0) to.out << ", ";
    if (casts) to.out << "CAST(";
    write_named(to, query, shape.selected[i]);
    if (casts) to.out << " AS " << shape.selected_types[i]->sql_type << ')';
  }
}

/// Aggregates and windows are of groups, so nothing is grouped by them.
constexpr bool is_grouped_by(shape_condition const& annotation) {
  return !annotation.aggregate && !annotation.window;
}

/// Whole rows are groups when something is asked of the rows behind a relation: by their keys, on
/// which all their other columns depend.
constexpr void write_key_groups(sql_writer& out, query_shape const& shape) {
  out << " GROUP BY ";
  write_keys(out, shape);
  for (std::size_t i = 1; i < shape.table_count; ++i) {
    shape_table const& table = shape.tables[i];
    bool const one = !table.reverse && (table.loaded || table.sorting);
    if (!one && !table.shown) continue;
    out << ", ";
    write_column(out, shape,
                 {static_cast<std::uint8_t>(i), static_cast<std::uint16_t>(table.model->key)});
  }
}

constexpr void write_groups(statement_writer& to, query_text const& query) {
  if (!query.shape.grouped) return;
  if (query.shape.whole()) return write_key_groups(to.out, query.shape);
  bool first = true;
  for (std::size_t i = 0; i < query.shape.selected_count; ++i) {
    int const annotation = find_annotation(query.shape, query.shape.selected[i]);
    if (annotation >= 0 &&
        !is_grouped_by(query.shape.conditions[static_cast<std::size_t>(annotation)]))
      continue;
    to.out << (first ? " GROUP BY " : ", ");
    first = false;
    if (is_cast(query.shape, i))  // the rest of the query speaks of it as it was before
      write_named(to, query, query.shape.selected[i]);
    else
      to.out.number(static_cast<std::int64_t>(i) + 1);
  }
}

constexpr void write_distinct(sql_writer& out, query_shape const& shape) {
  if (!shape.distinct) return;
  out << "DISTINCT ";
  for (std::size_t i = 0; i < shape.distinct_count; ++i) {
    out << (i == 0 ? "ON (" : ", ");
    write_path(out, shape, find_path(shape, shape.distinct_on[i]));
  }
  if (shape.distinct_count != 0) out << ") ";
}

constexpr void write_lock(sql_writer& out, query_shape const& shape) {
  if (shape.lock == row_lock::none) return;
  out << " FOR UPDATE OF ";
  write_alias(out, shape.tables[0]);
  if (shape.lock == row_lock::update_nowait) out << " NOWAIT";
  if (shape.lock == row_lock::update_skip_locked) out << " SKIP LOCKED";
}

/// What is selected, from where, under which conditions.
constexpr void write_select_head(statement_writer& to, query_text const& query,
                                 query_action action) {
  to.out << "SELECT ";
  write_distinct(to.out, query.shape);
  if (query.shape.whole())
    write_columns(to.out, query.shape);
  else if (!query.shape.picked.empty())
    write_named(to, query, query.shape.picked);
  if (is_page(action)) write_page_columns(to.out, query.shape);
  if (query.shape.beside) to.out << ", ";
  if (query.shape.selected_count != 0) write_selected(to, query);
  write_from(to.out, query.shape, {true, action != query_action::get});
  bool const any = write_where(to, query);
  if (is_page(action)) write_page_condition(to, query.shape, action_direction(action), any);
  std::size_t const values = to.count;
  write_groups(to, query);
  write_conditions(to, query, true);
  to.count = values;
}

/// Whether a condition leaves one row at most: a key, or a column in which no two rows are the
/// same, and no relation that would join several.
constexpr bool names_one_row(query_text const& query) {
  query_shape const& shape = query.shape;
  for (std::size_t i = 1; i < shape.table_count; ++i)
    if (shape.tables[i].reverse || shape.tables[i].crossed) return false;
  for (std::size_t i = 0; i < shape.condition_count; ++i) {
    shape_condition const& condition = shape.conditions[i];
    shape_path const& path = condition.path;
    bool const plain = !condition.annotation && !condition.negated && condition.tokens.empty() &&
                       condition.how == lookup::exact && path.step_count == 0;
    if (!plain || path.place.table != 0 || !query.is_there(condition)) continue;
    column_info const& column = shape.column(path.place);
    if (column->unique || (column->primary && shape.root().key_count() == 1)) return true;
  }
  return false;
}

constexpr void write_select(statement_writer& to, query_text const& query, query_action action) {
  query_shape const& shape = query.shape;
  write_select_head(to, query, action);
  if (is_page(action)) return write_page_end(to, shape, action_direction(action));
  if (action == query_action::get) {
    if (!names_one_row(query)) to.out << " LIMIT 2";
    return write_lock(to.out, shape);
  }
  write_order(to, query);
  if (action == query_action::select) {
    write_limits(to, shape);
    return write_lock(to.out, shape);
  }
  if (shape.ordering_count == 0 && shape.whole() && shape.root().key_count() != 0) {
    to.out << " ORDER BY ";
    for (std::size_t i = 0; i < shape.distinct_count; ++i) {
      write_path(to.out, shape, find_path(shape, shape.distinct_on[i]));
      to.out << ", ";
    }
    write_keys(to.out, shape);
  }
  to.out << " LIMIT 1";
  if (shape.skipping) {
    to.out << " OFFSET ";
    to.parameter(sql_oid::int8);
  }
  write_lock(to.out, shape);
}

/// `SELECT 1` of the rows, for a count or a question.
constexpr void write_rows(statement_writer& to, query_text const& query) {
  if (query.shape.distinct || query.shape.grouped || query.shape.selected_count != 0) {
    write_select_head(to, query, query_action::get);
  } else {
    to.out << "SELECT 1";
    write_from(to.out, query.shape, {false, false});
    write_where(to, query);
  }
  write_limits(to, query.shape);
}

constexpr void write_count(statement_writer& to, query_text const& query) {
  query_shape const& shape = query.shape;
  to.out << "SELECT count(*)";
  if (shape.limited || shape.skipping || shape.distinct || shape.grouped ||
      shape.selected_count != 0) {
    to.out << " FROM (";
    write_rows(to, query);
    to.out << ") q";
  } else {
    write_from(to.out, shape, {false, false});
    write_where(to, query);
  }
}

}  // namespace hyper::detail

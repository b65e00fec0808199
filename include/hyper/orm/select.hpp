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
#include <hyper/orm/write_expression.hpp>
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

constexpr void write_join(sql_writer& out, query_shape const& shape, shape_table const& table) {
  out << (table.outer ? " LEFT JOIN " : " JOIN ");
  out.name(table.model->table) << ' ';
  write_alias(out, table);
  out << " ON ";
  write_alias(out, table);
  out << '.';
  shape_table const& parent = shape.tables[table.parent];
  if (table.reverse) {
    write_name(out, (*table.model)[table.link]);
    out << " = ";
    write_column(out, shape, {table.parent, static_cast<std::uint16_t>(parent.model->key)});
  } else {
    write_name(out, (*table.model)[table.model->key]);
    out << " = ";
    write_column(out, shape, {table.parent, table.link});
  }
}

constexpr void write_from(sql_writer& out, query_shape const& shape, join_needs needs) {
  out << " FROM ";
  out.name(shape.root().table) << ' ';
  write_alias(out, shape.tables[0]);
  for (std::size_t i = 1; i < shape.table_count; ++i) {
    shape_table const& table = shape.tables[i];
    if (table.needed || (needs.loaded && table.loaded) || (needs.sorting && table.sorting))
      write_join(out, shape, table);
  }
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

/// The conditions on rows, or those on groups. Returns whether there was one.
constexpr bool write_conditions(statement_writer& to, query_text const& query, bool groups) {
  bool any = !groups && write_deleted(to, query.shape);
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

/// What a selected name comes to by itself; null when nobody knows.
constexpr column_type const* selected_type(query_shape const& shape, std::string_view name) {
  if (find_annotation(shape, name) >= 0) return nullptr;
  return find_path(shape, name).type;
}

/// Columns and annotations by name, each as the type that it is wanted as.
constexpr void write_selected(statement_writer& to, query_text const& query) {
  query_shape const& shape = query.shape;
  for (std::size_t i = 0; i < shape.selected_count; ++i) {
    column_type const* const wanted = shape.selected_types[i];
    column_type const* const found = selected_type(shape, shape.selected[i]);
    bool const casts = found == nullptr || found->oid != wanted->oid;
    if (i != 0) to.out << ", ";
    if (casts) to.out << "CAST(";
    write_named(to, query, shape.selected[i]);
    if (casts) to.out << " AS " << wanted->sql_type << ')';
  }
}

constexpr void write_groups(statement_writer& to, query_text const& query) {
  if (!query.shape.grouped) return;
  bool first = true;
  for (std::size_t i = 0; i < query.shape.selected_count; ++i) {
    int const annotation = find_annotation(query.shape, query.shape.selected[i]);
    if (annotation >= 0 && query.shape.conditions[static_cast<std::size_t>(annotation)].aggregate)
      continue;
    to.out << (first ? " GROUP BY " : ", ");
    first = false;
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

/// What is selected, from where, under which conditions. Returns whether there was one.
constexpr bool write_select_head(statement_writer& to, query_text const& query,
                                 query_action action) {
  to.out << "SELECT ";
  write_distinct(to.out, query.shape);
  if (query.shape.selected != nullptr)
    write_selected(to, query);
  else if (!query.shape.picked.empty())
    write_named(to, query, query.shape.picked);
  else
    write_columns(to.out, query.shape);
  if (is_page(action)) write_page_columns(to.out, query.shape);
  write_from(to.out, query.shape, {true, action != query_action::get});
  bool const any = write_where(to, query);
  write_groups(to, query);
  write_conditions(to, query, true);
  return any;
}

constexpr void write_select(statement_writer& to, query_text const& query, query_action action) {
  query_shape const& shape = query.shape;
  bool const any = write_select_head(to, query, action);
  if (is_page(action)) return write_page_end(to, shape, action_direction(action), any);
  if (action == query_action::get) {
    to.out << " LIMIT 2";
    return write_lock(to.out, shape);
  }
  write_order(to, query);
  if (action == query_action::select) {
    write_limits(to, shape);
    return write_lock(to.out, shape);
  }
  if (shape.ordering_count == 0 && shape.selected == nullptr) {
    to.out << " ORDER BY ";
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
  if (query.shape.distinct || query.shape.selected != nullptr) {
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
  if (shape.limited || shape.skipping || shape.distinct || shape.selected != nullptr) {
    to.out << " FROM (";
    write_rows(to, query);
    to.out << ") q";
  } else {
    write_from(to.out, shape, {false, false});
    write_where(to, query);
  }
}

/// The rows that are changed: by their conditions alone, or by their keys when it takes more.
constexpr void write_affected(statement_writer& to, query_text const& query) {
  query_shape const& shape = query.shape;
  bool const some = shape.limited || shape.skipping || shape.lock != row_lock::none;
  bool simple = !some;
  for (std::size_t i = 1; i < shape.table_count; ++i)
    if (shape.tables[i].needed) simple = false;
  if (simple) {
    write_where(to, query);
    return;
  }
  bool const several = shape.root().key_count() > 1;
  to.out << (several ? " WHERE (" : " WHERE ");
  write_keys(to.out, shape);
  to.out << (several ? ") IN (SELECT " : " IN (SELECT ");
  write_keys(to.out, shape);
  write_from(to.out, shape, {false, some});
  write_where(to, query);
  if (some) write_order(to, query);  // then the order says which
  write_limits(to, shape);
  write_lock(to.out, shape);
  to.out << ')';
}

/// The changed rows come back.
constexpr void write_changed(sql_writer& out, query_shape const& shape) {
  if (!shape.returning) return;
  out << " RETURNING ";
  write_columns(out, shape);
}

/// `"stock" = $2`, or the expression that is assigned.
constexpr void write_assignment(statement_writer& to, query_text const& query, std::size_t i) {
  query_shape const& shape = query.shape;
  column_info const& column = shape.root()[shape.root().find(shape.assigned.columns[i])];
  if (i != 0) to.out << ", ";
  write_name(to.out, column);
  to.out << " = ";
  if (shape.assigned_tokens != nullptr && !shape.assigned_tokens[i].empty())
    write_tokens(to, query, shape.assigned_tokens[i]);
  else
    to.parameter(parameter_oid(column, lookup::exact));
}

/// The conditions' values come first, because they are given first; then the new ones.
constexpr void write_update(statement_writer& to, query_text const& query) {
  query_shape const& shape = query.shape;
  statement_writer conditions;
  write_affected(conditions, query);
  statement_writer values(to, conditions.count);
  values.out << "UPDATE ";
  values.out.name(shape.root().table) << ' ';
  write_alias(values.out, shape.tables[0]);
  values.out << " SET ";
  for (std::size_t i = 0; i < shape.assigned.count; ++i) write_assignment(values, query, i);
  for (std::size_t i = 0; i < shape.root().count; ++i) {
    column_info const& column = shape.root()[i];
    bool const version = column->source == column_source::version;
    if ((column->source != column_source::on_each_save && !version) || is_assigned(shape, column))
      continue;
    values.out << ", ";
    write_name(values.out, column);
    values.out << " = ";
    if (version) {
      write_column(values.out, shape, {0, static_cast<std::uint16_t>(i)});
      values.out << " + 1";
    } else {
      values.out << column->default_sql;
    }
  }
  to.out = values.out;
  write_affected(to, query);
  to.count = values.count;
  write_changed(to.out, shape);
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

constexpr void write_whole(statement_writer& to, query_text const& query, query_action action) {
  switch (action) {
    case query_action::count:
      write_count(to, query);
      break;
    case query_action::exists:
      to.out << "SELECT EXISTS (";
      write_rows(to, query);
      to.out << ')';
      break;
    case query_action::erase:
      write_erase_head(to.out, query.shape);
      write_affected(to, query);
      write_changed(to.out, query.shape);
      break;
    case query_action::update:
      write_update(to, query);
      break;
    default:
      write_select(to, query, action);
  }
}

/// The whole statement.
constexpr void write_query(statement_writer& to, query_shape const& shape, query_action action,
                           unsigned variant) {
  write_whole(to, number_values(shape, variant, to.count), action);
}

/// `EXISTS (SELECT 1 …)` or `(SELECT p."price" …)`. The tables of a subquery have names of their
/// own, so that it can speak of the query around it.
constexpr void write_subquery(statement_writer& to, query_text const& around,
                              expression_token const& token) {
  query_shape inner = *token.query;
  inner.outer = &around.shape;
  inner.level = static_cast<std::uint8_t>(around.shape.level + 1);
  for (std::size_t i = 0; i < inner.table_count; ++i) inner.tables[i].level = inner.level;
  query_text const query = number_values(inner, 0, to.count);
  to.out << (token.use == subquery_use::exists ? "EXISTS (" : "(");
  if (token.use == subquery_use::exists)
    write_rows(to, query);
  else
    write_select(to, query, query_action::select);
  to.out << ')';
}

}  // namespace detail
}  // namespace hyper

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Writes UPDATE and DELETE. Private to orm/select.hpp.

#include <cstddef>
#include <cstdint>
#include <hyper/orm/lookup.hpp>
#include <hyper/orm/shape.hpp>
#include <hyper/orm/sql_writer.hpp>
#include <hyper/orm/write_expression.hpp>
#include <hyper/orm/write_rows.hpp>

namespace hyper::detail {

/// The rows that are changed: by their conditions alone, or by their keys when it takes more.
constexpr void write_affected(statement_writer& to, query_text const& query) {
  query_shape const& shape = query.shape;
  bool const some = shape.limited || shape.skipping || shape.lock != row_lock::none;
  bool simple = !some && !shape.grouped;
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
  write_groups(to, query);
  write_conditions(to, query, true);
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
  if (shape.assigns_tokens && !shape.assigned_tokens[i].empty())
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

}  // namespace hyper::detail

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/migrate/write_schema.hpp>
//
#include <algorithm>
#include <hyper/migrate/sql_tokens.hpp>

namespace hyper {
namespace detail {

/// Whether everything that the table needs is among those placed, or not in the list at all.
HYPER_INLINE bool can_be_next(schema_table const& table, std::vector<schema_table> const& all,
                              std::vector<schema_table const*> const& placed) {
  auto const is_ready = [&](std::string const& name) {
    if (name.empty() || name == table.name || find_named(all, name) == nullptr) return true;
    return std::any_of(placed.begin(), placed.end(),
                       [&](schema_table const* each) { return each->name == name; });
  };
  return is_ready(table.partition_of) &&
         std::all_of(table.constraints.begin(), table.constraints.end(),
                     [&](schema_constraint const& each) { return is_ready(each.target()); });
}

HYPER_INLINE std::vector<std::string> targets_after(schema_table const& table,
                                                    std::vector<schema_table const*> const& order,
                                                    std::size_t place) {
  std::vector<std::string> later;
  for (std::size_t i = place + 1; i < order.size(); ++i)
    for (schema_constraint const& each : table.constraints)
      if (each.target() == order[i]->name) later.push_back(order[i]->name);
  return later;
}

}  // namespace detail

HYPER_INLINE std::string column_sql(schema_column const& column) {
  std::string sql = quoted_name(column.name) + " " + column.type;
  if (!column.collation.empty()) sql += " COLLATE " + column.collation;
  if (!column.generated.empty()) sql += " GENERATED ALWAYS AS (" + column.generated + ") STORED";
  if (!column.identity.empty()) sql += " GENERATED " + column.identity + " AS IDENTITY";
  if (!column.default_sql.empty()) sql += " DEFAULT " + column.default_sql;
  if (column.not_null) sql += " NOT NULL";
  return sql;
}

HYPER_INLINE std::string constraint_sql(schema_constraint const& constraint) {
  return "CONSTRAINT " + quoted_name(constraint.name) + " " + constraint.definition;
}

HYPER_INLINE std::string table_sql(schema_table const& table,
                                   std::vector<std::string> const& later) {
  std::string sql = table.unlogged ? "CREATE UNLOGGED TABLE " : "CREATE TABLE ";
  sql += quoted_name(table.name);
  std::string const parted =
      table.partition_by.empty() ? "" : " PARTITION BY " + table.partition_by;
  if (!table.partition_of.empty())
    return sql + " PARTITION OF " + quoted_name(table.partition_of) + " " + table.bound + parted;
  std::string items;
  auto const add = [&](std::string const& item) {
    items += (items.empty() ? "\n  " : ",\n  ") + item;
  };
  for (schema_column const& each : table.columns) add(column_sql(each));
  for (schema_constraint const& each : table.constraints)
    if (!detail::is_listed(later, each.target())) add(constraint_sql(each));
  return sql + " (" + items + "\n)" + parted;
}

HYPER_INLINE std::string index_sql(schema_table const& table, schema_index const& index,
                                   bool concurrently) {
  std::string sql = index.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ";
  if (concurrently) sql += "CONCURRENTLY ";
  return sql + quoted_name(index.name) + " ON " + quoted_name(table.name) + " " + index.definition;
}

HYPER_INLINE std::string enum_sql(schema_enum const& type) {
  std::string values;
  for (std::string const& each : type.values)
    values += (values.empty() ? "" : ", ") + quoted_text(each);
  return "CREATE TYPE " + quoted_name(type.name) + " AS ENUM (" + values + ")";
}

HYPER_INLINE std::vector<schema_table const*> in_dependency_order(
    std::vector<schema_table> const& tables) {
  std::vector<schema_table const*> order;
  auto const is_placed = [&](schema_table const& table) {
    return std::find(order.begin(), order.end(), &table) != order.end();
  };
  while (order.size() < tables.size()) {
    std::size_t const before = order.size();
    for (schema_table const& each : tables)
      if (!is_placed(each) && detail::can_be_next(each, tables, order)) order.push_back(&each);
    if (order.size() != before) continue;
    for (schema_table const& each : tables)  // a circle: its first table goes without
      if (!is_placed(each)) {
        order.push_back(&each);
        break;
      }
  }
  return order;
}

HYPER_INLINE std::string schema_sql(schema const& whole) {
  std::string script;
  auto const add = [&](std::string const& sql) { script += sql + ";\n"; };
  for (std::string const& each : whole.extensions)
    add("CREATE EXTENSION IF NOT EXISTS " + quoted_name(each));
  for (schema_enum const& each : whole.enums) add(enum_sql(each));
  for (schema_function const& each : whole.functions) add(each.sql);
  auto const order = in_dependency_order(whole.tables);
  std::string later;
  for (std::size_t i = 0; i < order.size(); ++i) {
    auto const waiting = detail::targets_after(*order[i], order, i);
    if (!script.empty()) script += '\n';
    add(table_sql(*order[i], waiting));
    for (schema_index const& each : order[i]->indexes) add(index_sql(*order[i], each));
    for (schema_trigger const& each : order[i]->triggers) add(each.sql);
    for (schema_constraint const& each : order[i]->constraints)
      if (detail::is_listed(waiting, each.target()))
        later +=
            "ALTER TABLE " + quoted_name(order[i]->name) + " ADD " + constraint_sql(each) + ";\n";
  }
  return script + (later.empty() ? "" : "\n" + later);
}

}  // namespace hyper

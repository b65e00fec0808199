// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/migrate/drift.hpp>
//
#include <hyper/migrate/introspect.hpp>
#include <hyper/migrate/sql_tokens.hpp>
#include <hyper/migrate/write_schema.hpp>
#include <map>

namespace hyper {
namespace detail {

/// A schema as lines: what there is, and what it is like.
using schema_lines = std::map<std::string, std::string>;

HYPER_INLINE void add_table_lines(schema_table const& table, schema_lines& into) {
  std::string const start = "table " + table.name;
  std::string kind = table.unlogged ? "unlogged" : "logged";
  if (!table.partition_by.empty()) kind += ", partitioned by " + table.partition_by;
  if (!table.partition_of.empty()) kind += ", part of " + table.partition_of + " " + table.bound;
  into[start] = kind;
  for (schema_column const& each : table.columns)
    into[start + ", column " + each.name] =
        column_sql(each).substr(quoted_name(each.name).size() + 1);
  for (schema_constraint const& each : table.constraints)
    into[start + ", constraint " + each.name] = each.definition;
  for (schema_index const& each : table.indexes)
    into[start + ", index " + each.name] = (each.unique ? "unique " : "") + each.definition;
  for (schema_trigger const& each : table.triggers)
    into[start + ", trigger " + each.name] = each.sql;
}

/// Of another schema's tables, types, functions and extensions only those that the models have.
HYPER_INLINE schema_lines lines_of(schema const& whole, schema const& models) {
  schema_lines made;
  for (schema_table const& each : whole.tables)
    if (models.find_table(each.name) != nullptr) add_table_lines(each, made);
  for (schema_enum const& each : whole.enums)
    if (find_named(models.enums, each.name) != nullptr) made["type " + each.name] = enum_sql(each);
  for (schema_function const& each : whole.functions)
    if (find_named(models.functions, each.name) != nullptr)
      made["function " + each.name] = each.sql;
  for (std::string const& each : whole.extensions)
    if (is_listed(models.extensions, each)) made["extension " + each] = "there";
  return made;
}

/// Whether this is a detail of something that is missing as a whole.
HYPER_INLINE bool is_said_already(std::string const& line, schema_lines const& there) {
  std::size_t const comma = line.find(", ");
  return comma != line.npos && there.find(line.substr(0, comma)) == there.end();
}

}  // namespace detail

HYPER_INLINE std::vector<std::string> drift(schema const& database, schema const& models) {
  auto const there = detail::lines_of(database, models);
  auto const wanted = detail::lines_of(models, models);
  std::vector<std::string> sentences;
  for (auto const& [what, like] : wanted) {
    auto const found = there.find(what);
    if (found == there.end()) {
      if (!detail::is_said_already(what, there))
        sentences.push_back("The database lacks " + what + ": " + like + ".");
    } else if (found->second != like) {
      sentences.push_back("The database has " + what + " as: " + found->second +
                          "; the models say: " + like + ".");
    }
  }
  for (auto const& [what, like] : there)
    if (wanted.find(what) == wanted.end())
      sentences.push_back("The models lack " + what + ": " + like + ".");
  return sentences;
}

HYPER_INLINE task<std::vector<std::string>> find_drift(std::string models_script) {
  auto making = normalised(std::move(models_script));
  schema const models = co_await making;
  auto reading = introspect();
  schema const database = co_await reading;
  co_return drift(database, models);
}

}  // namespace hyper

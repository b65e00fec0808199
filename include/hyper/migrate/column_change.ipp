// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/migrate/column_change.hpp>
//
#include <charconv>
#include <hyper/migrate/sql_tokens.hpp>
#include <hyper/migrate/write_schema.hpp>

namespace hyper {
namespace detail {

struct type_spelling {
  std::string_view one;
  std::string_view usual;
};
inline constexpr type_spelling type_spellings[] = {{"int", "integer"},
                                                   {"int4", "integer"},
                                                   {"int8", "bigint"},
                                                   {"int2", "smallint"},
                                                   {"bool", "boolean"},
                                                   {"float4", "real"},
                                                   {"float", "double precision"},
                                                   {"float8", "double precision"},
                                                   {"decimal", "numeric"},
                                                   {"varchar", "character varying"},
                                                   {"char", "character"},
                                                   {"timestamptz", "timestamp with time zone"},
                                                   {"timestamp", "timestamp without time zone"},
                                                   {"timetz", "time with time zone"},
                                                   {"time", "time without time zone"},
                                                   {"varbit", "bit varying"}};

/// A type in two: its usual name, and the numbers in parentheses (or whatever is behind the name).
struct split_type {
  std::string name;
  std::string rest;
  long first = -1;   // the number in the parentheses
  long second = -1;  // behind the comma
};

HYPER_INLINE long number_at(std::string_view text, std::size_t at) {
  long value = -1;
  while (at < text.size() && text[at] == ' ') ++at;
  std::from_chars(text.data() + at, text.data() + text.size(), value);
  return value;
}

HYPER_INLINE split_type split_type_name(std::string_view type) {
  split_type made;
  std::size_t const end = type.find_first_of("([");
  made.name = type.substr(0, end);
  while (made.name.ends_with(' ')) made.name.pop_back();
  for (char& c : made.name) c = lower_letter(c);
  for (type_spelling const& each : type_spellings)
    if (made.name == each.one) made.name = each.usual;
  if (end == type.npos) return made;
  for (char const c : type.substr(end))
    if (c != ' ') made.rest += c;
  if (!made.rest.starts_with('(')) return made;
  made.first = number_at(made.rest, 1);
  std::size_t const comma = made.rest.find(',');
  made.second = comma == made.rest.npos ? 0 : number_at(made.rest, comma + 1);
  return made;
}

HYPER_INLINE int integer_rank(std::string_view name) {
  return name == "smallint" ? 1 : name == "integer" ? 2 : name == "bigint" ? 3 : 0;
}

HYPER_INLINE bool is_text_type(std::string_view name) {
  return name == "character varying" || name == "text";
}

/// ALTER TABLE … ALTER COLUMN …, to be continued.
HYPER_INLINE std::string alter_column(std::string_view table, schema_column const& column) {
  return "ALTER TABLE " + quoted_name(table) + " ALTER COLUMN " + quoted_name(column.name) + " ";
}

HYPER_INLINE schema_operation column_operation(std::string_view what, std::string_view table,
                                               schema_column const& column) {
  std::string const name(table);
  return {std::string(what) + " " + name + "." + column.name, name + "_" + column.name};
}

HYPER_INLINE std::string type_sql(std::string_view table, schema_column const& to) {
  std::string sql = alter_column(table, to) + "TYPE " + to.type;
  if (!to.collation.empty()) sql += " COLLATE " + to.collation;
  return sql + " USING " + quoted_name(to.name) + "::" + to.type;
}

/// A default need not be castable to the new type: it goes first and comes back afterwards.
HYPER_INLINE std::vector<std::string> type_statements(std::string_view table,
                                                      schema_column const& from,
                                                      schema_column const& to) {
  std::vector<std::string> made;
  bool const has_default = !from.default_sql.empty();
  if (has_default) made.push_back(alter_column(table, from) + "DROP DEFAULT");
  made.push_back(type_sql(table, to));
  if (has_default && from.default_sql == to.default_sql)
    made.push_back(alter_column(table, to) + "SET DEFAULT " + to.default_sql);
  return made;
}

HYPER_INLINE schema_operation type_change(std::string_view table, schema_column const& from,
                                          schema_column const& to) {
  auto made = column_operation("change type of", table, to);
  made.summary += " from " + from.type + " to " + to.type;
  made.up = type_statements(table, from, to);
  made.down = type_statements(table, to, from);
  bool const wider = is_wider_type(from.type, to.type);
  made.destructive = !wider;
  bool const in_place =
      wider && is_text_type(split_type_name(from.type).name) && from.collation == to.collation;
  if (!wider)
    made.note = "values that do not fit stop it or are cut; the table is rewritten and locked";
  else if (!in_place)
    made.note = "the table may be rewritten, and is locked meanwhile";
  return made;
}

HYPER_INLINE std::string default_sql_of(std::string_view table, schema_column const& column) {
  return alter_column(table, column) +
         (column.default_sql.empty() ? "DROP DEFAULT" : "SET DEFAULT " + column.default_sql);
}

HYPER_INLINE schema_operation default_change(std::string_view table, schema_column const& from,
                                             schema_column const& to) {
  auto made = column_operation("change default of", table, to);
  made.up = {default_sql_of(table, to)};
  made.down = {default_sql_of(table, from)};
  return made;
}

HYPER_INLINE std::string identity_sql(std::string_view table, schema_column const& from,
                                      schema_column const& to) {
  std::string const start = alter_column(table, to);
  if (to.identity.empty()) return start + "DROP IDENTITY";
  if (from.identity.empty()) return start + "ADD GENERATED " + to.identity + " AS IDENTITY";
  return start + "SET GENERATED " + to.identity;
}

HYPER_INLINE schema_operation identity_change(std::string_view table, schema_column const& from,
                                              schema_column const& to) {
  auto made = column_operation("change numbering of", table, to);
  made.up = {identity_sql(table, from, to)};
  made.down = {identity_sql(table, to, from)};
  return made;
}

/// A check that is validated first spares SET NOT NULL its walk over the table under a lock.
HYPER_INLINE schema_operation required_change(std::string_view table, schema_column const& column) {
  auto made = column_operation("require a value in", table, column);
  std::string const check = quoted_name("hyper_" + column.name.substr(0, 48) + "_not_null");
  std::string const start = "ALTER TABLE " + quoted_name(table) + " ";
  made.up = {start + "ADD CONSTRAINT " + check + " CHECK (" + quoted_name(column.name) +
                 " IS NOT NULL) NOT VALID",
             start + "VALIDATE CONSTRAINT " + check, alter_column(table, column) + "SET NOT NULL",
             start + "DROP CONSTRAINT " + check};
  made.down = {alter_column(table, column) + "DROP NOT NULL"};
  made.stage = operation_stage::online;
  made.note = "fails while rows without a value are there: fill them first";
  return made;
}

HYPER_INLINE schema_operation optional_change(std::string_view table, schema_column const& column) {
  auto made = column_operation("allow no value in", table, column);
  made.up = {alter_column(table, column) + "DROP NOT NULL"};
  made.down = {alter_column(table, column) + "SET NOT NULL"};
  return made;
}

/// PostgreSQL cannot change what a column is generated from: it is made anew.
HYPER_INLINE schema_operation generation_change(std::string_view table, schema_column const& from,
                                                schema_column const& to) {
  auto made = column_operation("generate anew", table, to);
  std::string const start = "ALTER TABLE " + quoted_name(table) + " ";
  std::string const drop = start + "DROP COLUMN " + quoted_name(to.name);
  if (to.generated.empty())
    made.up = {alter_column(table, to) + "DROP EXPRESSION"};
  else
    made.up = {drop, start + "ADD COLUMN " + column_sql(to)};
  made.down = {drop, start + "ADD COLUMN " + column_sql(from)};
  made.destructive = from.generated.empty();
  if (!to.generated.empty()) made.note = "the table is rewritten, and locked meanwhile";
  return made;
}

}  // namespace detail

HYPER_INLINE bool same_type(std::string_view one, std::string_view other) {
  auto const a = detail::split_type_name(one);
  auto const b = detail::split_type_name(other);
  return a.name == b.name && a.rest == b.rest;
}

HYPER_INLINE bool is_wider_type(std::string_view from, std::string_view to) {
  auto const a = detail::split_type_name(from);
  auto const b = detail::split_type_name(to);
  if (a.name == b.name && a.rest == b.rest) return true;
  if (a.rest.starts_with('[') || b.rest.starts_with('[')) return false;
  if (detail::is_text_type(a.name) && detail::is_text_type(b.name))
    return b.first < 0 || (a.first >= 0 && a.first <= b.first);
  int const rank = detail::integer_rank(a.name);
  if (rank > 0 && detail::integer_rank(b.name) > rank) return true;
  if (rank > 0 && b.name == "numeric" && b.first < 0) return true;
  if (a.name == "real" && b.name == "double precision") return true;
  if (a.name != "numeric" || b.name != "numeric") return false;
  return b.first < 0 ||
         (a.first >= 0 && a.second <= b.second && a.first - a.second <= b.first - b.second);
}

HYPER_INLINE std::vector<schema_operation> column_changes(std::string_view table,
                                                          schema_column const& from,
                                                          schema_column const& to) {
  if (from.generated != to.generated) return {detail::generation_change(table, from, to)};
  std::vector<schema_operation> made;
  if (!from.identity.empty() && to.identity.empty())
    made.push_back(detail::identity_change(table, from, to));
  if (!same_type(from.type, to.type) || from.collation != to.collation)
    made.push_back(detail::type_change(table, from, to));
  if (from.default_sql != to.default_sql) made.push_back(detail::default_change(table, from, to));
  if (from.identity != to.identity && !to.identity.empty())
    made.push_back(detail::identity_change(table, from, to));
  if (!from.not_null && to.not_null) made.push_back(detail::required_change(table, to));
  if (from.not_null && !to.not_null) made.push_back(detail::optional_change(table, to));
  return made;
}

HYPER_INLINE schema_operation added_column(std::string_view table, schema_column const& column) {
  auto made = detail::column_operation("add column", table, column);
  std::string const start = "ALTER TABLE " + quoted_name(table) + " ";
  made.up = {start + "ADD COLUMN " + column_sql(column)};
  made.down = {start + "DROP COLUMN " + quoted_name(column.name)};
  bool const has_value =
      !column.default_sql.empty() || !column.generated.empty() || !column.identity.empty();
  if (column.not_null && !has_value)
    made.note =
        "fails when the table has rows: give the member a default, or make it optional, fill it, "
        "and require it in a later migration";
  return made;
}

HYPER_INLINE schema_operation dropped_column(std::string_view table, schema_column const& column) {
  auto made = detail::column_operation("drop column", table, column);
  std::string const start = "ALTER TABLE " + quoted_name(table) + " ";
  made.up = {start + "DROP COLUMN " + quoted_name(column.name)};
  schema_column back = column;  // its values are lost, so it comes back without
  bool const has_value =
      !column.default_sql.empty() || !column.generated.empty() || !column.identity.empty();
  if (!has_value) back.not_null = false;
  made.down = {start + "ADD COLUMN " + column_sql(back)};
  made.stage = operation_stage::contract;
  made.destructive = true;
  return made;
}

}  // namespace hyper

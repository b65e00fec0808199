// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/migrate/data_lines.hpp>
//
#include <algorithm>
#include <charconv>
#include <hyper/migrate/introspect.hpp>
#include <hyper/migrate/sql_tokens.hpp>
#include <hyper/migrate/text_rows.hpp>
#include <hyper/migrate/write_schema.hpp>
#include <hyper/postgres/transaction.hpp>
#include <istream>
#include <ostream>

namespace hyper {
namespace detail {

inline constexpr std::size_t lines_of_batch = 1000;
inline constexpr std::size_t bytes_of_batch = 4U << 20;
inline constexpr std::size_t longest_line = 256U << 20;

/// Partitions are part of their parents, and the framework's own tables are nobody's data.
HYPER_INLINE bool has_data_of_its_own(schema_table const& table) {
  return table.partition_of.empty() && !table.name.starts_with("hyper_");
}

HYPER_INLINE std::vector<schema_table> tables_with_data(schema const& whole,
                                                        std::vector<std::string> const& wanted) {
  std::vector<schema_table> made;
  for (schema_table const* each : in_dependency_order(whole.tables))
    if (wanted.empty() ? has_data_of_its_own(*each) : is_listed(wanted, each->name))
      made.push_back(*each);
  for (std::string const& each : wanted)
    if (whole.find_table(each) == nullptr)
      throw migration_error("The database has no table " + each + ".");
  return made;
}

// ---- dump ---------------------------------------------------------------------------------------

HYPER_INLINE std::string dump_query(schema_table const& table) {
  std::string order;
  for (std::string const& each : table.key())
    order += (order.empty() ? " ORDER BY " : ", ") + quoted_name(each);
  return "SELECT '{\"table\": ' || to_json(" + quoted_text(table.name) +
         "::text) || ', \"row\": ' || row_to_json(hyper_row) || '}' FROM " +
         quoted_name(table.name) + " AS hyper_row" + order;
}

/// Writes a table's rows as they arrive.
HYPER_INLINE task<std::uint64_t> dump_table(schema_table const& table, std::ostream& to) {
  std::string const sql = dump_query(table);
  statement const question{sql, statement_hash(sql), {}, false};
  row_sink const sink{&to, [](void* target, row_view const& row) {
                        *static_cast<std::ostream*>(target) << row.bytes(0) << '\n';
                      }};
  parameters none;
  auto query = database::current().run(question, std::move(none), sink);
  command_status const status = co_await query;
  if (!to) throw migration_error("The rows of " + table.name + " cannot be written.");
  co_return status.rows;
}

struct data_dump {
  std::vector<std::string> tables;
  std::ostream& to;

  task<std::uint64_t> operator()() const { return run(tables, to); }

  static task<std::uint64_t> run(std::vector<std::string> wanted, std::ostream& into) {
    auto setting = execute_statement("SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO'");
    co_await setting;
    auto reading = introspect_now({});
    schema const whole = co_await reading;
    std::uint64_t rows = 0;
    for (schema_table const& each : tables_with_data(whole, wanted)) {
      auto writing = dump_table(each, into);
      rows += co_await writing;
    }
    co_return rows;
  }
};

// ---- load ---------------------------------------------------------------------------------------

HYPER_INLINE task<void> insert_lines(std::vector<std::string> lines, std::size_t last_line) {
  static constexpr std::string_view sql = "INSERT INTO hyper_lines SELECT unnest($1)::json";
  static constexpr type_oid types[] = {codec<std::string>::array_oid};
  statement const what{sql, statement_hash(sql), types, false};
  std::size_t const first = last_line + 1 - lines.size();
  parameters values;
  values.add(lines);
  std::string why;
  try {
    auto running = database::current().run(what, std::move(values));
    co_await running;
  } catch (data_error const& failure) {
    why = failure.fields().message + ". " + failure.fields().detail;
  }
  if (!why.empty())
    throw migration_error("One of the lines " + std::to_string(first) + " to " +
                          std::to_string(last_line) + " is not JSON: " + why);
}

HYPER_INLINE task<void> read_lines(std::istream& from) {
  std::vector<std::string> lines;
  std::size_t bytes = 0;
  std::size_t number = 0;
  for (std::string line; std::getline(from, line);) {
    ++number;
    if (line.size() > longest_line)
      throw migration_error("Line " + std::to_string(number) + " has more than 256 MiB.");
    bytes += line.size();
    lines.push_back(std::move(line));
    if (lines.size() < lines_of_batch && bytes < bytes_of_batch) continue;
    auto inserting = insert_lines(std::exchange(lines, {}), number);
    co_await inserting;
    bytes = 0;
  }
  if (lines.empty()) co_return;
  auto inserting = insert_lines(std::move(lines), number);
  co_await inserting;
}

/// The tables that lines are for; throws for a line that is for none.
HYPER_INLINE task<std::vector<std::string>> tables_of_lines() {
  auto asking = select_texts("SELECT DISTINCT coalesce(line->>'table', '') FROM hyper_lines");
  std::vector<std::string> names;
  for (text_row const& each : co_await asking) names.push_back(each[0]);
  if (is_listed(names, "")) throw migration_error("A line has no member \"table\".");
  co_return names;
}

/// All rows of a table in one statement, so that rows may point to each other. Columns that no line
/// has get their defaults.
HYPER_INLINE std::string load_query(schema_table const& table,
                                    std::vector<std::string> const& members) {
  std::string names;
  std::string values;
  for (schema_column const& each : table.columns) {
    if (!each.generated.empty() || !is_listed(members, each.name)) continue;
    names += (names.empty() ? "" : ", ") + quoted_name(each.name);
    values += (values.empty() ? "r." : ", r.") + quoted_name(each.name);
  }
  if (names.empty()) throw migration_error("The rows of " + table.name + " have no values.");
  return "INSERT INTO " + quoted_name(table.name) + " (" + names +
         ") OVERRIDING SYSTEM VALUE SELECT " + values +
         " FROM hyper_lines, json_populate_record(NULL::" + quoted_name(table.name) +
         ", line->'row') AS r WHERE line->>'table' = " + quoted_text(table.name);
}

/// The members that the lines of a table have. One that the table has not would be lost without a
/// word, so it is refused.
HYPER_INLINE task<std::vector<std::string>> members_of_lines(schema_table const& table) {
  auto asking = select_texts(
      "SELECT DISTINCT key FROM hyper_lines, json_object_keys(line->'row') AS key "
      "WHERE line->>'table' = $1",
      {table.name});
  std::vector<std::string> members;
  for (text_row const& each : co_await asking) {
    if (table.find_column(each[0]) == nullptr)
      throw migration_error("The table " + table.name + " has no column " + each[0] + ".");
    members.push_back(each[0]);
  }
  co_return members;
}

HYPER_INLINE task<std::uint64_t> load_table(schema_table const& table) {
  auto judging = members_of_lines(table);
  auto const members = co_await judging;
  std::string const sql = load_query(table, members);
  statement const what{sql, statement_hash(sql), {}, false};
  std::string why;
  command_status status;
  try {
    parameters none;
    auto running = database::current().run(what, std::move(none));
    status = co_await running;
  } catch (database_error const& failure) {
    why = failure.fields().message + ". " + failure.fields().detail;
  }
  if (!why.empty())
    throw migration_error("The rows of " + table.name + " cannot be loaded: " + why);
  for (schema_column const& each : table.columns) {
    auto counting = select_texts(
        "SELECT setval(pg_get_serial_sequence($1, $2)::regclass, (SELECT max(" +
            quoted_name(each.name) + ")::text::bigint FROM " + quoted_name(table.name) +
            "))::text WHERE pg_get_serial_sequence($1, $2) IS NOT NULL",
        {quoted_name(table.name), each.name});
    bool const numbered = !each.identity.empty() || each.default_sql.starts_with("nextval(");
    if (numbered) co_await counting;
  }
  co_return status.rows;
}

struct data_load {
  std::istream& from;

  task<std::uint64_t> operator()() const { return run(from); }

  static task<std::uint64_t> run(std::istream& lines) {
    auto making = execute_statement(
        "CREATE TEMPORARY TABLE hyper_lines (line json) ON COMMIT DROP; "
        "SET CONSTRAINTS ALL DEFERRED");
    co_await making;
    auto reading = read_lines(lines);
    co_await reading;
    auto naming = tables_of_lines();
    auto const wanted = co_await naming;
    auto looking = introspect_now({});
    schema const whole = co_await looking;
    std::uint64_t rows = 0;
    if (wanted.empty()) co_return rows;
    for (schema_table const& each : tables_with_data(whole, wanted)) {
      auto loading = load_table(each);
      rows += co_await loading;
    }
    co_return rows;
  }
};

}  // namespace detail

HYPER_INLINE task<std::uint64_t> dump_data(std::vector<std::string> tables, std::ostream& to) {
  transaction_options once;
  once.level = isolation::repeatable_read;
  once.read_only = true;
  auto working = atomic(detail::data_dump{std::move(tables), to}, once);
  co_return co_await working;
}

HYPER_INLINE task<std::uint64_t> load_data(std::istream& from) {
  auto working = atomic(detail::data_load{from});
  co_return co_await working;
}

}  // namespace hyper

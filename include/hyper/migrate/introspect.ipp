// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/migrate/introspect.hpp>
//
#include <unistd.h>
#include <hyper/migrate/sql_tokens.hpp>
#include <hyper/migrate/text_rows.hpp>
#include <hyper/postgres/transaction.hpp>

namespace hyper {
namespace detail {

// Tables that neither an extension made nor, for what is asked of their parts, a parent has.
inline constexpr char const* tables_query = R"(
SELECT c.relname::text, CASE c.relpersistence WHEN 'u' THEN 'unlogged' END,
       coalesce(pg_get_partkeydef(c.oid), ''), p.relname::text,
       coalesce(pg_get_expr(c.relpartbound, c.oid), '')
FROM pg_class c
LEFT JOIN pg_inherits i ON i.inhrelid = c.oid AND c.relispartition
LEFT JOIN pg_class p ON p.oid = i.inhparent
WHERE c.relnamespace = to_regnamespace($1) AND c.relkind IN ('r', 'p')
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
                  AND d.objid = c.oid AND d.deptype = 'e')
ORDER BY c.relname)";

inline constexpr char const* columns_query = R"(
SELECT c.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod),
       CASE WHEN a.attcollation <> t.typcollation THEN quote_ident(co.collname) END,
       CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END,
       CASE WHEN a.attgenerated <> '' THEN pg_get_expr(d.adbin, d.adrelid) END,
       CASE a.attidentity WHEN 'a' THEN 'ALWAYS' WHEN 'd' THEN 'BY DEFAULT' END,
       CASE WHEN a.attnotnull THEN 'required' END
FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_collation co ON co.oid = a.attcollation
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE c.relnamespace = to_regnamespace($1) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
ORDER BY c.relname, a.attnum)";

inline constexpr char const* constraints_query = R"(
SELECT c.relname::text, k.conname::text, pg_get_constraintdef(k.oid)
FROM pg_class c JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype IN ('p','u','c','f','x')
WHERE c.relnamespace = to_regnamespace($1) AND NOT c.relispartition
ORDER BY c.relname, position(k.contype::text IN 'pucfx'), k.conname)";

inline constexpr char const* indexes_query = R"(
SELECT c.relname::text, i.relname::text, pg_get_indexdef(x.indexrelid),
       CASE WHEN x.indisunique THEN 'unique' END, CASE WHEN NOT x.indisvalid THEN ' (invalid)' END
FROM pg_class c JOIN pg_index x ON x.indrelid = c.oid JOIN pg_class i ON i.oid = x.indexrelid
WHERE c.relnamespace = to_regnamespace($1) AND NOT c.relispartition AND NOT EXISTS (
    SELECT FROM pg_constraint k WHERE k.conindid = x.indexrelid AND k.contype IN ('p','u','x'))
ORDER BY c.relname, i.relname)";

inline constexpr char const* triggers_query = R"(
SELECT c.relname::text, t.tgname::text, pg_get_triggerdef(t.oid, true)
FROM pg_class c JOIN pg_trigger t ON t.tgrelid = c.oid AND NOT t.tgisinternal
WHERE c.relnamespace = to_regnamespace($1) AND NOT c.relispartition
ORDER BY c.relname, t.tgname)";

inline constexpr char const* functions_query = R"(
SELECT DISTINCT p.proname::text,
       replace(pg_get_functiondef(p.oid), quote_ident($1) || '.', '')
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE c.relnamespace = to_regnamespace($1) AND NOT t.tgisinternal
  AND p.pronamespace = c.relnamespace
ORDER BY 1)";

inline constexpr char const* enums_query = R"(
SELECT t.typname::text, e.enumlabel::text
FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid
WHERE t.typnamespace = to_regnamespace($1)
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_type'::regclass
                  AND d.objid = t.oid AND d.deptype = 'e')
ORDER BY t.typname, e.enumsortorder)";

inline constexpr char const* extensions_query =
    "SELECT extname::text FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY 1";

/// `CREATE INDEX … ON public.posts USING btree (title)`: what stands behind the table.
HYPER_INLINE std::string index_definition(std::string_view sql) {
  for (sql_tokens each(sql); each.front().kind != sql_token_kind::end; each.next())
    if (each.front().is("USING")) {
      std::string_view const whole = sql.substr(each.front().at);
      return std::string(whole.starts_with("USING btree ") ? whole.substr(12) : whole);
    }
  return std::string(sql);
}

HYPER_INLINE task<void> introspect_tables(schema& into, std::string name) {
  auto asking = select_texts(tables_query, {std::move(name)});
  for (text_row& each : co_await asking) {
    schema_table table{.name = each[0]};
    table.unlogged = !each[1].empty();
    table.partition_by = each[2];
    table.partition_of = each[3];
    table.bound = each[4];
    into.tables.push_back(std::move(table));
  }
}

HYPER_INLINE task<void> introspect_columns(schema& into, std::string name) {
  auto asking = select_texts(columns_query, {std::move(name)});
  for (text_row& each : co_await asking)
    if (schema_table* const table = into.find_table(each[0]))
      table->columns.push_back(
          {each[1], each[2], each[3], each[4], each[5], each[6], !each[7].empty()});
}

HYPER_INLINE task<void> introspect_parts(schema& into, std::string name) {
  auto constraints = select_texts(constraints_query, {name});
  for (text_row& each : co_await constraints)
    if (schema_table* const table = into.find_table(each[0]))
      table->constraints.push_back({each[1], each[2]});
  auto indexes = select_texts(indexes_query, {name});
  for (text_row& each : co_await indexes)
    if (schema_table* const table = into.find_table(each[0]))
      table->indexes.push_back({each[1], index_definition(each[2]) + each[4], !each[3].empty()});
  auto triggers = select_texts(triggers_query, {name});
  for (text_row& each : co_await triggers)
    if (schema_table* const table = into.find_table(each[0]))
      table->triggers.push_back({each[1], each[2]});
}

HYPER_INLINE task<void> introspect_others(schema& into, std::string name) {
  auto functions = select_texts(functions_query, {name});
  for (text_row& each : co_await functions) {
    while (each[1].ends_with('\n')) each[1].pop_back();
    into.functions.push_back({each[0], each[1]});
  }
  auto enums = select_texts(enums_query, {name});
  for (text_row& each : co_await enums) {
    if (into.enums.empty() || into.enums.back().name != each[0]) into.enums.push_back({each[0]});
    into.enums.back().values.push_back(each[1]);
  }
  auto extensions = select_texts(extensions_query);
  for (text_row& each : co_await extensions) into.extensions.push_back(each[0]);
}

/// Inside of a transaction.
HYPER_INLINE task<schema> introspect_now(std::string name) {
  if (name.empty()) {
    auto asking = select_texts("SELECT current_schema()::text");
    auto const answer = co_await asking;
    name = answer.at(0).at(0);
  }
  if (name.empty()) throw schema_error("No schema of the database's search path exists.");
  // Names of this schema are then written without it.
  auto path = select_texts("SELECT set_config('search_path', $1, true)",
                           {quoted_name(name) + ", " + "public"});
  co_await path;
  schema made;
  auto tables = introspect_tables(made, name);
  co_await tables;
  auto columns = introspect_columns(made, name);
  co_await columns;
  auto parts = introspect_parts(made, name);
  co_await parts;
  auto others = introspect_others(made, name);
  co_await others;
  co_return made;
}

/// The same, to be called in a transaction.
struct introspection {
  std::string name;
  task<schema> operator()() const { return introspect_now(name); }
};

HYPER_INLINE task<schema> make_and_introspect(std::string script) {
  std::string const name = "hyper_models_" + std::to_string(::getpid());
  auto making = execute_statement(
      "SET LOCAL client_min_messages = warning; SET LOCAL lock_timeout = '5s'; CREATE SCHEMA " +
      name + "; SELECT set_config('search_path', '" + name +
      ", ' || current_setting('search_path'), true)");
  co_await making;
  auto filling = execute_statement(std::move(script));
  co_await filling;
  auto reading = introspect_now(name);
  co_return co_await reading;
}

}  // namespace detail

HYPER_INLINE task<schema> introspect(std::string name) {
  transaction_options once;
  once.level = isolation::repeatable_read;
  once.read_only = true;
  auto reading = atomic(detail::introspection{std::move(name)}, once);
  co_return co_await reading;
}

HYPER_INLINE task<schema> normalised(std::string script) {
  current_context asked;
  context const* const outer = co_await asked;
  transaction_lease lease(database::current(), outer);
  auto beginning = lease.begin();
  co_await beginning;
  context const link{outer, &database::running_query::transaction_key, lease.scope()};
  auto working = detail::make_and_introspect(std::move(script));
  working.set_context(&link);
  schema made = co_await working;
  auto undoing = lease.rollback();
  co_await undoing;
  co_return made;
}

}  // namespace hyper

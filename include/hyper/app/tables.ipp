// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/tables.hpp>
//
#include <hyper/orm/column.hpp>
#include <hyper/postgres/transaction.hpp>

namespace hyper::detail {

// Names of tables are constants of the program, and identifiers of letters, digits and underscores.
HYPER_INLINE std::string quoted_table(model_info const& model) {
  return "\"" + std::string(model.table) + "\"";
}

/// The first column of the only row, as a truth.
HYPER_INLINE task<bool> ask_whether(std::string sql) {
  statement const question{sql, statement_hash(sql), {}, false};
  bool answer = false;
  row_sink const sink{&answer, [](void* target, row_view const& row) {
                        *static_cast<bool*>(target) = row.get<bool>(0);
                      }};
  parameters none;
  auto query = database::current().run(question, std::move(none), sink);
  co_await query;
  co_return answer;
}

HYPER_INLINE task<std::vector<std::string_view>> missing_tables(application_plan const& of) {
  std::vector<std::string_view> missing;
  for (model_info const* const model : of.models) {
    auto question = ask_whether("SELECT to_regclass('" + quoted_table(*model) + "') IS NOT NULL");
    bool const there = co_await question;
    if (!there) missing.push_back(model->table);
  }
  co_return missing;
}

HYPER_INLINE task<std::vector<std::string_view>> make_tables(application_plan const& of) {
  auto looking = missing_tables(of);
  std::vector<std::string_view> const missing = co_await looking;
  // "IF NOT EXISTS" alone is not enough when two processes make the same table at once.
  std::string script =
      "SELECT pg_advisory_xact_lock(4857209421);\nSET LOCAL client_min_messages = warning;\n";
  script += of.schema();
  auto making = database::current().run_script(std::move(script));
  co_await making;
  co_return missing;
}

HYPER_INLINE task<bool> tables_are_empty(application_plan const& of) {
  std::string sql = "SELECT NOT (false";
  for (model_info const* const model : of.models)
    sql += " OR EXISTS (SELECT 1 FROM " + quoted_table(*model) + ")";
  auto question = ask_whether(sql + ")");
  bool const empty = co_await question;
  co_return empty;
}

HYPER_INLINE task<std::string> database_version() {
  static constexpr std::string_view sql = "SELECT current_setting('server_version')";
  statement const question{sql, statement_hash(sql), {}, true};
  std::string version;
  row_sink const sink{&version, [](void* target, row_view const& row) {
                        *static_cast<std::string*>(target) = row.get<std::string>(0);
                      }};
  parameters none;
  auto query = database::current().run(question, std::move(none), sink);
  co_await query;
  co_return version;
}

}  // namespace hyper::detail

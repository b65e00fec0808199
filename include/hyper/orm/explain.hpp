// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/orm/query_set.hpp>
#include <hyper/orm/row_reader.hpp>
#include <string>

namespace hyper {

/// How PostgreSQL would run a query, or with `analyze` how it has: the text of EXPLAIN.
template <class Query>
task<std::string> explain(Query const& query, bool analyze = false) {
  statement const& of = *query.template statement_of<query_action::select>();
  std::string sql = analyze ? "EXPLAIN (ANALYZE, BUFFERS) " : "EXPLAIN ";
  sql.append(of.sql);
  return detail::fetch_text(std::move(sql), of, query.all_values());
}

}  // namespace hyper

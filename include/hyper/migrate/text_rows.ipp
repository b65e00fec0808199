// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/migrate/text_rows.hpp>
//
#include <hyper/postgres/database.hpp>

namespace hyper::detail {

HYPER_INLINE void take_text_row(void* target, row_view const& row) {
  text_row made;
  for (std::size_t i = 0; i < row.size(); ++i) made.emplace_back(row.bytes(i));
  static_cast<std::vector<text_row>*>(target)->push_back(std::move(made));
}

HYPER_INLINE task<std::vector<text_row>> select_texts(std::string sql,
                                                      std::vector<std::string> values) {
  std::vector<type_oid> const types(values.size(), codec<std::string>::oid);
  statement const question{sql, statement_hash(sql), types, false};
  parameters bound;
  for (std::string const& each : values) bound.add(each);
  std::vector<text_row> rows;
  auto query = database::current().run(question, std::move(bound), {&rows, &take_text_row});
  co_await query;
  co_return rows;
}

HYPER_INLINE task<void> execute_statement(std::string sql) {
  auto running = database::current().run_script(std::move(sql));
  co_await running;
}

}  // namespace hyper::detail

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// A database of the test's own, reached from this thread.

#include <hyper/migrate/text_rows.hpp>
#include <hyper/postgres/transaction.hpp>
#include <hyper/runtime/run.hpp>
#include <string>
#include "app/fresh_database.hpp"

/// Makes a database under a name, and connects this thread to it.
struct database_of_test {
  explicit database_of_test(std::string const& name) : fresh(name), pool(loop, fresh.url()) {}

  void execute(std::string sql) { hyper::run(hyper::detail::execute_statement(std::move(sql))); }
  /// The first column of the first row, as text.
  std::string ask(std::string sql) {
    auto const rows = hyper::run(hyper::detail::select_texts(std::move(sql)));
    return rows.empty() ? "no row" : rows[0].at(0);
  }

  struct connected {
    connected(hyper::event_loop& on, std::string url) : own(settings(std::move(url)), on) {}
    static hyper::pool_settings settings(std::string url) {
      hyper::pool_settings with;
      with.url = std::move(url);
      return with;
    }
    hyper::database own;
  };
  fresh_database fresh;
  hyper::event_loop loop;
  connected pool;
};

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

#pragma once

#include <cstdlib>
#include <hyper/postgres/transaction.hpp>
#include <hyper/runtime/run.hpp>
#include <hyper/runtime/when_all.hpp>
#include <hyper/runtime/with_timeout.hpp>
#include <string>
#include "support/catch.hpp"

/// Settings for the PostgreSQL that the test command has started.
inline hyper::pool_settings test_pool() {
  char const* const url = std::getenv("HYPER_TEST_DATABASE_URL");
  REQUIRE(url != nullptr);
  hyper::pool_settings with;
  with.url = url;
  return with;
}

/// A loop with a database on this thread.
struct opened_database {
  explicit opened_database(hyper::pool_settings with = test_pool())
      : database(std::move(with), loop) {}
  hyper::event_loop loop;
  hyper::database database;
};

/// Runs SQL whose one row has one column of this type.
template <class T>
hyper::task<T> one_value(std::string sql) {
  T value{};
  hyper::statement const what{sql, hyper::statement_hash(sql), {}, true};
  hyper::row_sink const sink{&value, [](void* target, hyper::row_view const& row) {
                               *static_cast<T*>(target) = row.get<T>(0);
                             }};
  auto query = hyper::database::current().run(what, {}, sink);
  co_await query;
  co_return value;
}

/// Sends a value to the server as a parameter and reads it back, as itself and as text.
template <class T>
struct round_trip_result {
  T back{};
  std::string text;
};
template <class T>
hyper::task<round_trip_result<T>> round_trip(T value) {
  std::string const type(hyper::codec<T>::sql_type);
  std::string const sql = "SELECT $1::" + type + ", $1::" + type + "::text";
  hyper::type_oid const types[] = {hyper::codec<T>::oid};
  hyper::statement const what{sql, hyper::statement_hash(sql), types, true};
  hyper::parameters values;
  values.add(value);
  round_trip_result<T> result;
  hyper::row_sink const sink{&result, [](void* target, hyper::row_view const& row) {
                               auto& into = *static_cast<round_trip_result<T>*>(target);
                               into.back = row.get<T>(0);
                               into.text = row.get<std::optional<std::string>>(1).value_or("NULL");
                             }};
  auto query = hyper::database::current().run(what, std::move(values), sink);
  co_await query;
  co_return result;
}

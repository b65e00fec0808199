// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// A database for one test: a schema of its own in the PostgreSQL that the test command has started.

#include <unistd.h>

#include <cstdlib>
#include <hyper/orm.hpp>
#include <hyper/postgres/database.hpp>
#include <hyper/postgres/transaction.hpp>
#include <hyper/runtime/run.hpp>
#include <string>

#include "blog.hpp"
#include "support/catch.hpp"

inline std::string test_address() {
  char const* const url = std::getenv("HYPER_TEST_DATABASE_URL");
  REQUIRE(url != nullptr);
  return url;
}

inline hyper::pool_settings pool_of(std::string address) {
  hyper::pool_settings settings;
  settings.url = std::move(address);
  return settings;
}

inline void run_plain(std::string const& sql) {
  hyper::event_loop loop;
  hyper::database plain(pool_of(test_address()), loop);
  hyper::run(plain.run_script(sql));
}

/// Exists before the connections that use it.
struct own_schema {
  std::string name = "orm_" + std::to_string(getpid());
  own_schema() { run_plain("DROP SCHEMA IF EXISTS " + name + " CASCADE; CREATE SCHEMA " + name); }
  ~own_schema() { run_plain("DROP SCHEMA IF EXISTS " + name + " CASCADE"); }
  std::string address() const {
    std::string const all = test_address();
    char const* const joint = all.find('?') == std::string::npos ? "?" : "&";
    return all + joint + "options=-csearch_path%3D" + name;
  }
};

/// The tables of these models, empty.
template <class... Models>
struct stored {
  own_schema schema;
  hyper::event_loop loop;
  hyper::database database{pool_of(schema.address()), loop};

  stored() { hyper::run(database.run_script(std::string(hyper::create_tables<Models...>()))); }

  template <class T>
  T wait(hyper::task<T> work) {
    return hyper::run(std::move(work));
  }
};

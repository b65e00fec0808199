// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// A database of the test's own in the cluster of the test command, dropped at the end.

#include <hyper/postgres/transaction.hpp>
#include <hyper/runtime/run.hpp>
#include <string>
#include "app/served.hpp"

class fresh_database {
 public:
  explicit fresh_database(std::string name) : name_(std::move(name)) {
    execute("DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
    execute("CREATE DATABASE " + name_);
  }
  ~fresh_database() {
    try {
      execute("DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
    } catch (std::exception const& failure) {
      WARN(failure.what());
    }
  }
  fresh_database(fresh_database const&) = delete;
  fresh_database& operator=(fresh_database const&) = delete;

  std::string url() const {
    std::string address = test_database();
    std::size_t const begin = address.find('/', address.find("://") + 3) + 1;
    return address.replace(begin, address.find('?') - begin, name_);
  }
  std::string option() const { return "--database-url=" + url(); }

 private:
  static void execute(std::string sql) {
    hyper::event_loop loop;
    hyper::pool_settings with;
    with.url = test_database();
    hyper::database const one(with, loop);
    hyper::run(hyper::database::current().run_script(std::move(sql)));
  }
  std::string name_;
};

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/postgres/counted_statements.hpp>
//
#include <hyper/postgres/transaction.hpp>
#include "postgres/with_database.hpp"

using namespace hyper;

namespace {

task<void> ask(std::string_view sql, int times) {
  for (int i = 0; i < times; ++i) {
    auto asking = database::current().run(statement{sql, statement_hash(sql), {}, true}, {});
    co_await asking;
  }
}
task<int> ask_two(int first, int second) {
  auto one = ask("SELECT 1", first);
  co_await one;
  auto two = ask("SELECT 2", second);
  co_await two;
  co_return first + second;
}

}  // namespace

TEST_CASE("a test counts the statements of what it does", "[postgres]") {
  opened_database const open;
  {
    counted_statements asked;
    CHECK(run(ask_two(2, 3)) == 5);
    CHECK(asked.total() == 5);
    CHECK(asked.repeated_more_than(2)->sql == "SELECT 2");
    {
      counted_statements inner;
      run(ask_two(1, 1));
      CHECK(inner.total() == 2);
    }
    run(ask_two(1, 1));
    CHECK(asked.total() == 7);
  }
  run(ask_two(1, 1));  // nobody counts these
}

TEST_CASE("a transaction's own commands are not counted, its statements are", "[postgres]") {
  opened_database const open;
  counted_statements asked;
  run(atomic([] { return ask("SELECT 1", 2); }));
  CHECK(asked.total() == 2);
}

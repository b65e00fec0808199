// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

#include <hyper/postgres/transaction.hpp>
//
#include <hyper/runtime/sleep.hpp>
#include "postgres/with_database.hpp"

using namespace hyper;

namespace {

void make_table() {
  run(database::current().run_script(
      "DROP TABLE IF EXISTS transaction_test; CREATE TABLE transaction_test (v int PRIMARY KEY)"));
}

task<void> put(std::int32_t value) {
  static constexpr type_oid types[] = {23};
  static constexpr std::string_view sql = "INSERT INTO transaction_test VALUES ($1)";
  static constexpr statement what{sql, statement_hash(sql), types, false};
  parameters values;
  values.add(value);
  auto query = database::current().run(what, std::move(values));
  co_await query;
}

std::string stored() {
  return run(one_value<std::optional<std::string>>(
                 "SELECT string_agg(v::text, ',' ORDER BY v) FROM transaction_test"))
      .value_or("");
}

}  // namespace

TEST_CASE("work that ends is committed, work that throws is not", "[postgres]") {
  opened_database const open;
  make_table();
  CHECK(run(atomic([]() -> task<int> {
          co_await put(1);
          co_await put(2);
          co_return 5;
        })) == 5);
  CHECK_THROWS_AS(run(atomic([]() -> task<void> {
                    co_await put(3);
                    throw std::runtime_error("changed my mind");
                  })),
                  std::runtime_error);
  CHECK(stored() == "1,2");
}

TEST_CASE("nobody outside sees it before the end", "[postgres]") {
  opened_database const open;
  make_table();
  run(atomic([]() -> task<void> {
    co_await put(1);
    // A task that is started on its own inherits nothing: it is outside.
    std::int64_t seen = -1;
    background_task outside([](std::int64_t* into) -> task<void> {
      auto work = one_value<std::int64_t>("SELECT count(*) FROM transaction_test");
      *into = co_await work;
    }(&seen));
    while (outside.running()) {
      sleep_for pause(1);
      co_await pause;
    }
    CHECK(seen == 0);
    auto inside = one_value<std::int64_t>("SELECT count(*) FROM transaction_test -- inside");
    std::int64_t const seen_inside = co_await inside;
    CHECK(seen_inside == 1);
  }));
}

TEST_CASE("a transaction in a transaction is a savepoint", "[postgres]") {
  opened_database const open;
  make_table();
  run(atomic([]() -> task<void> {
    co_await put(1);
    try {
      co_await atomic([]() -> task<void> {
        co_await put(2);
        co_await put(1);  // unique violation: aborts to the savepoint
      });
    } catch (unique_violation const&) {
    }
    co_await atomic([]() -> task<void> { co_await put(3); });
  }));
  CHECK(stored() == "1,3");
}

TEST_CASE("a transaction that failed is over, whoever caught the error", "[postgres]") {
  opened_database const open;
  make_table();
  CHECK_THROWS_AS(run(atomic([]() -> task<void> {
                    co_await put(1);
                    co_await put(1);
                  })),
                  unique_violation);
  CHECK(stored().empty());
  CHECK(run(atomic([]() -> task<int> {
          co_await put(9);
          co_return 1;
        })) == 1);
}

TEST_CASE("a destroyed transaction is rolled back, running statement and all", "[postgres]") {
  opened_database const open;
  make_table();
  for (int turns : {1, 3, 10, 30}) {
    background_task abandoned(atomic([]() -> task<void> {
      co_await put(1);
      auto sleeping = one_value<std::string>("SELECT pg_sleep(60)::text");
      co_await sleeping;
    }));
    for (int i = 0; i < turns; ++i) event_loop::current().turn(1);
    abandoned.cancel();
    // If the row were still locked, this insert would wait for it and fail or hang.
    run(put(1));
    CHECK(stored() == "1");
    run(database::current().run_script("DELETE FROM transaction_test"));
  }
}

TEST_CASE("more transactions than connections wait for each other", "[postgres]") {
  auto with = test_pool();
  with.pool_size = 9;
  opened_database const open(with);
  make_table();
  std::vector<task<void>> many;
  for (int i = 0; i < 40; ++i)
    many.push_back(atomic([i]() -> task<void> {
      co_await put(i);
      sleep_for pause(1);
      co_await pause;
    }));
  run([](std::vector<task<void>> tasks) -> task<void> {
    when_all<void> together(std::move(tasks));
    co_await together;
  }(std::move(many)));
  CHECK(run(one_value<std::int64_t>("SELECT count(*) FROM transaction_test")) == 40);
}

TEST_CASE("waiting for a connection has an end", "[postgres]") {
  auto with = test_pool();
  with.pool_size = 9;
  with.acquire_timeout = 1000;
  opened_database const open(with);
  std::vector<background_task> holders;
  for (int i = 0; i < 8; ++i)
    holders.emplace_back(atomic([]() -> task<void> {
      sleep_for pause(60'000);
      co_await pause;
    }));
  run([]() -> task<void> {
    sleep_for pause(500);
    co_await pause;
  }());
  CHECK_THROWS_AS(run(atomic([]() -> task<void> { co_return; })), database_unavailable);
}

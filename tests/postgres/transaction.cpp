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

// ---- what may go wrong --------------------------------------------------------------------------

namespace {

task<void> kill(std::int32_t backend) {
  auto work = one_value<bool>("SELECT pg_terminate_backend(" + std::to_string(backend) + ", 5000)");
  co_await work;
}

/// From outside of the transaction.
task<void> kill_from_outside(std::int32_t backend) {
  background_task outside(kill(backend));
  while (outside.running()) {
    sleep_for pause(1);
    co_await pause;
  }
  outside.rethrow();
}

task<std::int32_t> own_backend() {
  return one_value<std::int32_t>("SELECT pg_backend_pid() -- of the transaction");
}

}  // namespace

TEST_CASE("a transaction that lost its connection does not go on without it", "[postgres]") {
  opened_database const open;
  make_table();
  for (bool const wait : {false, true})
    CHECK_THROWS_AS(run(atomic([wait]() -> task<void> {
                      co_await put(1);
                      auto asking = own_backend();
                      std::int32_t const backend = co_await asking;
                      auto killing = kill_from_outside(backend);
                      co_await killing;
                      sleep_for pause(wait ? 300 : 0);  // time enough to connect again
                      co_await pause;
                      co_await put(2);
                    })),
                    database_unavailable);
  CHECK(stored().empty());
  // The connection has been made anew, for anybody.
  run(atomic([]() -> task<void> { co_await put(3); }));
  CHECK(stored() == "3");
}

TEST_CASE("a commit that commits nothing is no success", "[postgres]") {
  opened_database const open;
  make_table();
  try {
    run(atomic([]() -> task<void> {
      co_await put(1);
      try {
        co_await put(1);
      } catch (unique_violation const&) {
        // Without a savepoint the transaction is lost all the same.
      }
    }));
    FAIL();
  } catch (database_error const& why) {
    CHECK(why.sqlstate() == "25P02");
  }
  CHECK(stored().empty());
}

TEST_CASE("an outer savepoint undoes what an inner one left", "[postgres]") {
  opened_database const open;
  make_table();
  auto const fail = []() -> task<void> {
    co_await put(3);
    throw std::runtime_error("inner");
  };
  run(atomic([fail]() -> task<void> {
    co_await put(1);
    try {
      co_await atomic([fail]() -> task<void> {
        co_await put(2);
        try {
          co_await atomic(fail);
        } catch (std::runtime_error const&) {
        }
        throw std::logic_error("outer");
      });
    } catch (std::logic_error const&) {
    }
  }));
  CHECK(stored() == "1");
}

TEST_CASE("savepoints side by side are refused", "[postgres]") {
  opened_database const open;
  make_table();
  CHECK_THROWS_AS(run(atomic([]() -> task<void> {
                    std::vector<task<void>> both;
                    for (int i = 0; i < 2; ++i)
                      both.push_back(atomic([i]() -> task<void> { co_await put(i); }));
                    when_all<void> together(std::move(both));
                    co_await together;
                  })),
                  std::logic_error);
  CHECK(stored().empty());
}

TEST_CASE("a statement beside a savepoint is refused, a read is not", "[postgres]") {
  opened_database const open;
  make_table();
  auto const beside = [](task<void> other) -> task<void> {
    std::vector<task<void>> both;
    both.push_back(atomic([]() -> task<void> { co_await put(1); }));
    both.push_back(std::move(other));
    when_all<void> together(std::move(both));
    co_await together;
  };
  CHECK_THROWS_AS(run(atomic([beside]() -> task<void> { return beside(put(2)); })),
                  std::logic_error);
  CHECK(stored().empty());
  auto const read = []() -> task<void> {
    auto work = one_value<std::int32_t>("SELECT 1");
    co_await work;
  };
  run(atomic([beside, read]() -> task<void> { return beside(read()); }));
  CHECK(stored() == "1");
}

TEST_CASE("options reach the server", "[postgres]") {
  opened_database const open;
  make_table();
  auto const setting = [](std::string name) {
    return one_value<std::string>("SELECT current_setting('transaction_" + name + "')");
  };
  transaction_options with;
  with.level = isolation::serializable;
  with.read_only = with.deferrable = true;
  run(atomic(
      [setting]() -> task<void> {
        for (auto [name, value] :
             {std::pair{"isolation", "serializable"}, {"read_only", "on"}, {"deferrable", "on"}}) {
          auto asking = setting(name);
          std::string const found = co_await asking;
          CHECK(found == value);
        }
      },
      with));
  CHECK_THROWS_AS(run(atomic([]() -> task<void> { co_await put(1); }, with)),
                  read_only_transaction);
  with.deferrable = false;
  with.read_only = false;
  with.level = isolation::repeatable_read;
  run(atomic(
      [setting]() -> task<void> {
        auto asking = setting("isolation");
        std::string const found = co_await asking;
        CHECK(found == "repeatable read");
      },
      with));
  CHECK_THROWS_AS(run(atomic([with]() -> task<void> {
                    return atomic([]() -> task<void> { co_return; }, with);
                  })),
                  std::logic_error);
}

TEST_CASE("a transaction that cannot be serialized is tried again", "[postgres]") {
  opened_database const open;
  make_table();
  run(put(0));
  static constexpr std::string_view add = "UPDATE transaction_test SET v = v + 1";
  static constexpr statement adding{add, statement_hash(add)};
  transaction_options with;
  with.level = isolation::repeatable_read;
  with.retries = 50;
  std::vector<task<void>> many;
  for (int i = 0; i < 5; ++i)
    many.push_back(atomic(
        []() -> task<void> {
          auto reading = one_value<std::int64_t>("SELECT count(*) FROM transaction_test");
          co_await reading;
          auto query = database::current().run(adding, {});
          co_await query;
        },
        with));
  run([](std::vector<task<void>> tasks) -> task<void> {
    when_all<void> together(std::move(tasks));
    co_await together;
  }(std::move(many)));
  CHECK(stored() == "5");
}

TEST_CASE("cancelling one user's work never meets the next user's", "[postgres]") {
  auto with = test_pool();
  with.pool_size = 9;
  opened_database const open(with);
  for (int i = 0; i < 100; ++i) {
    background_task abandoned(atomic([]() -> task<void> {
      auto sleeping = one_value<std::string>("SELECT pg_sleep(0.002)::text");
      co_await sleeping;
    }));
    for (int turns = 0; turns < i % 5; ++turns) event_loop::current().turn(1);
    abandoned.cancel();
    CHECK(run(atomic([]() -> task<std::int32_t> {
            auto sleeping = one_value<std::string>("SELECT pg_sleep(0.001)::text");
            co_await sleeping;
            auto work = one_value<std::int32_t>("SELECT 7");
            co_return co_await work;
          })) == 7);
  }
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

// The pool through a real PgBouncer in transaction mode, which has three connections to the server.

#include <hyper/postgres/advisory_lock.hpp>
#include <hyper/postgres/database.hpp>
#include <hyper/runtime/sleep.hpp>
#include "postgres/with_database.hpp"
#include "support/servers.hpp"

using namespace hyper;

namespace {

struct pooled {
  test_server pooler{pgbouncer_control()};
  pool_settings with = test_pool();

  pooled() {
    std::string const address = pooler.run("start", test_cluster());
    with.direct_url = std::exchange(with.url, address + "&pgbouncer=true");
  }
};

task<std::int32_t> quotient(std::int32_t by) {
  static constexpr type_oid types[] = {23};
  static constexpr std::string_view sql = "SELECT 840 / $1";
  static constexpr statement what{sql, statement_hash(sql), types, true};
  parameters values;
  values.add(by);
  std::int32_t result = 0;
  row_sink const sink{&result, [](void* target, row_view const& row) {
                        *static_cast<std::int32_t*>(target) = row.get<std::int32_t>(0);
                      }};
  auto query = database::current().run(what, std::move(values), sink);
  try {
    co_await query;
  } catch (data_error const&) {
    co_return -1;
  }
  co_return result;
}

task<void> write(std::string sql) {
  statement const what{sql, statement_hash(sql), {}, false};
  auto query = database::current().run(what, {});
  co_await query;
}

/// Adds one in a transaction of three statements, which must all meet the same connection.
task<void> add_one(bool fails) {
  auto work = atomic([fails]() -> task<void> {
    auto reading = one_value<std::int64_t>("SELECT n FROM pooled_test FOR UPDATE");
    std::int64_t const n = co_await reading;
    auto writing = write("UPDATE pooled_test SET n = " + std::to_string(n + 1));
    co_await writing;
    if (fails) throw std::runtime_error("undone");
  });
  try {
    co_await work;
  } catch (std::runtime_error const&) {
    if (!fails) throw;
  }
}

template <class T>
auto all_of(std::vector<task<T>> tasks)
    -> task<std::conditional_t<std::is_void_v<T>, void, std::vector<T>>> {
  when_all<T> together(std::move(tasks));
  co_return co_await together;
}

}  // namespace

TEST_CASE("through PgBouncer statements, errors and transactions are as without", "[postgres]") {
  if (!has_pgbouncer()) {
    WARN("left out without pgbouncer");
    return;
  }
  pooled const through;
  opened_database const open(through.with);
  for (int round = 0; round < 5; ++round) {
    std::vector<task<std::int32_t>> many;
    for (int i = 0; i < 64; ++i) many.push_back(quotient(i % 7 == 0 ? 0 : i));
    auto const results = run(all_of(std::move(many)));
    for (int i = 0; i < 64; ++i)
      CHECK(results[static_cast<std::size_t>(i)] == (i % 7 == 0 ? -1 : 840 / i));
  }
  run(database::current().run_script(
      "DROP TABLE IF EXISTS pooled_test; CREATE TABLE pooled_test (n bigint); INSERT INTO "
      "pooled_test VALUES (0)"));
  std::vector<task<void>> adding;
  for (int i = 0; i < 40; ++i) adding.push_back(add_one(i % 4 == 0));
  run(all_of(std::move(adding)));
  CHECK(run(one_value<std::int64_t>("SELECT n FROM pooled_test")) == 30);
  auto const copying = []() -> task<std::uint64_t> {
    return database::current().copy_in("COPY pooled_test FROM STDIN", "1\n2\n3\n");
  };
  CHECK(run(copying()) == 3);
  CHECK(run(one_value<std::int64_t>(
            "SELECT count(*) FROM pg_prepared_statements WHERE name <> ''")) == 0);
  run(database::current().run_script("DROP TABLE pooled_test"));
}

TEST_CASE("what a script sets stays out of the pooler's connections", "[postgres]") {
  if (!has_pgbouncer()) return;
  pooled const through;
  opened_database const open(through.with);
  for (int i = 0; i < 6; ++i) {
    run(database::current().run_script("SET search_path = nowhere"));
    CHECK_FALSE(run(one_value<std::string>("SELECT current_setting('search_path')")) == "nowhere");
  }
  // An advisory lock belongs to its transaction, not to a connection.
  auto const locked = []() -> task<bool> {
    auto taking = try_advisory_lock("through a pooler");
    co_return co_await taking;
  };
  for (int i = 0; i < 6; ++i) CHECK(run(atomic(locked)));
}

TEST_CASE("limits of time hold through PgBouncer", "[postgres]") {
  if (!has_pgbouncer()) return;
  pooled through;
  through.with.statement_timeout = 60;
  opened_database const open(through.with);
  CHECK_THROWS_AS(run(one_value<std::string>("SELECT pg_sleep(60)::text")), query_cancelled);
  auto const slow = []() -> task<void> {
    auto work = one_value<std::string>("SELECT pg_sleep(60)::text");
    co_await work;
  };
  CHECK_THROWS_AS(run(atomic(slow)), query_cancelled);
  auto const late = [](task<void> work) -> task<void> {
    with_timeout limited(std::move(work), 20);
    co_await limited;
  };
  CHECK_THROWS_AS(run(late(slow())), timed_out);
  CHECK(run(quotient(2)) == 420);
}

TEST_CASE("a PgBouncer that ends and starts is found again", "[postgres]") {
  if (!has_pgbouncer()) return;
  pooled const through;
  opened_database const open(through.with);
  for (int round = 0; round < 3; ++round) {
    CHECK(run(quotient(2)) == 420);
    through.pooler.run("stop");
    CHECK_THROWS_AS(run(quotient(2)), database_unavailable);
    through.pooler.run("start", test_cluster());
    for (int tries = 0;; ++tries) {
      try {
        std::int32_t const found = run(quotient(3));
        CHECK(found == 280);
        break;
      } catch (database_unavailable const&) {
        REQUIRE(tries < 400);
        run([]() -> task<void> {
          sleep_for pause(20);
          co_await pause;
        }());
      }
    }
  }
}

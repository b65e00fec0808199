// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// The same work by this library and by hand with libpq, on the database of HYPER_DATABASE_URL (or
// of libpq's environment). Read the CPU column: the rest of the time the server works.
//
//   HYPER_DATABASE_URL=postgresql:///test build/benchmarks/benchmark_postgres
#include <arpa/inet.h>
#include <benchmark/benchmark.h>
#include <libpq-fe.h>
#include <poll.h>
#include <cstdlib>
#include <cstring>
#include <hyper/postgres.hpp>
#include <hyper/runtime/run.hpp>
#include <hyper/runtime/when_all.hpp>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace hyper;

struct world {
  std::int32_t id = 0;
  std::int32_t number = 0;
  std::string name;
};

constexpr std::string_view by_key = "SELECT id, number, name FROM benchmark_world WHERE id = $1";
constexpr std::string_view many = "SELECT id, number, name FROM benchmark_world WHERE id <= $1";
constexpr std::string_view adding = "INSERT INTO benchmark_new VALUES ($1)";
constexpr type_oid one_integer[] = {23};

std::string address() {
  char const* const url = std::getenv("HYPER_DATABASE_URL");
  return url == nullptr ? "" : url;
}

// ---- by hand ------------------------------------------------------------------------------------

struct by_hand {
  PGconn* connection = PQconnectdb(address().c_str());

  by_hand() {
    run("CREATE TABLE IF NOT EXISTS benchmark_world (id int PRIMARY KEY, number int, name text)");
    run("INSERT INTO benchmark_world SELECT i, i * 7, 'name of ' || i FROM "
        "generate_series(1, 10000) i ON CONFLICT DO NOTHING");
    run("CREATE UNLOGGED TABLE IF NOT EXISTS benchmark_new (id int)");
    run("TRUNCATE benchmark_new");
    run("SET synchronous_commit = off");
    Oid const type = 23;
    PQclear(PQprepare(connection, "key", by_key.data(), 1, &type));
    PQclear(PQprepare(connection, "many", many.data(), 1, &type));
    PQclear(PQprepare(connection, "adding", adding.data(), 1, &type));
    PQsetnonblocking(connection, 1);
  }
  ~by_hand() { PQfinish(connection); }
  void run(char const* sql) { PQclear(PQexec(connection, sql)); }

  void ask(char const* name, std::int32_t key) {
    std::uint32_t const network = htonl(static_cast<std::uint32_t>(key));
    char const* const value = reinterpret_cast<char const*>(&network);
    int const length = 4, format = 1;
    PQsendQueryPrepared(connection, name, 1, &value, &length, &format, 1);
  }
  void wait() {
    while (PQflush(connection) > 0) {
    }
    while (PQisBusy(connection) != 0) {
      pollfd ready{PQsocket(connection), POLLIN, 0};
      poll(&ready, 1, -1);
      PQconsumeInput(connection);
    }
  }
  PGresult* next() {
    wait();
    return PQgetResult(connection);
  }
  static std::int32_t integer(PGresult* of, int row, int column) {
    std::uint32_t network = 0;
    std::memcpy(&network, PQgetvalue(of, row, column), 4);
    return static_cast<std::int32_t>(ntohl(network));
  }
  static world read(PGresult* of, int row) {
    return {integer(of, row, 0), integer(of, row, 1),
            std::string(PQgetvalue(of, row, 2), static_cast<std::size_t>(PQgetlength(of, row, 2)))};
  }
  std::vector<world> rows() {
    std::vector<world> read_rows;
    while (PGresult* const result = next()) {
      int const count = PQntuples(result);
      read_rows.reserve(static_cast<std::size_t>(count));
      for (int row = 0; row < count; ++row) read_rows.push_back(read(result, row));
      PQclear(result);
    }
    return read_rows;
  }
};

// ---- by the library -----------------------------------------------------------------------------

struct by_library {
  event_loop loop;
  database db;
  explicit by_library(bool share) : db(settings(share), loop) {}
  static pool_settings settings(bool share) {
    pool_settings with;
    with.url = address();
    with.share_syncs = share;
    with.slow_after = 1000;
    return with;
  }
};

task<std::vector<world>> fetch(statement const* what, std::int32_t key) {
  parameters values;
  values.add(key);
  std::vector<world> read;
  row_sink const sink{
      &read, [](void* target, row_view const& row) {
        static_cast<std::vector<world>*>(target)->push_back(
            {row.get<std::int32_t>(0), row.get<std::int32_t>(1), row.get<std::string>(2)});
      }};
  auto query = database::current().run(*what, std::move(values), sink);
  co_await query;
  co_return read;
}

task<void> insert(statement const* what, std::int32_t key) {
  parameters values;
  values.add(key);
  auto query = database::current().run(*what, std::move(values));
  co_await query;
}

constexpr statement key_statement{by_key, statement_hash(by_key), one_integer, true};
constexpr statement many_statement{many, statement_hash(many), one_integer, true};
constexpr statement adding_statement{adding, statement_hash(adding), one_integer, false};

// ---- one row ------------------------------------------------------------------------------------

void one_row_by_hand(benchmark::State& state) {
  by_hand with;
  std::int32_t key = 0;
  for (auto _ : state) {
    with.ask("key", key = key % 10'000 + 1);
    benchmark::DoNotOptimize(with.rows());
  }
}
BENCHMARK(one_row_by_hand);

void one_row(benchmark::State& state) {
  by_hand const tables;
  by_library const with(true);
  std::int32_t key = 0;
  for (auto _ : state) benchmark::DoNotOptimize(run(fetch(&key_statement, key = key % 10'000 + 1)));
}
BENCHMARK(one_row);

// ---- twenty queries -----------------------------------------------------------------------------

void twenty_queries_by_hand(benchmark::State& state) {
  by_hand with;
  PQenterPipelineMode(with.connection);
  std::int32_t key = 0;
  for (auto _ : state) {
    for (int i = 0; i < 20; ++i) {
      with.ask("key", key = key % 10'000 + 1);
      PQpipelineSync(with.connection);
    }
    for (int i = 0; i < 20; ++i) {
      benchmark::DoNotOptimize(with.rows());  // up to the null that ends a query
      PQclear(with.next());                   // the sync
    }
  }
}
BENCHMARK(twenty_queries_by_hand);

void twenty_queries(benchmark::State& state, bool share) {
  by_hand const tables;
  by_library const with(share);
  std::int32_t key = 0;
  for (auto _ : state) {
    std::vector<task<std::vector<world>>> all;
    for (int i = 0; i < 20; ++i) all.push_back(fetch(&key_statement, key = key % 10'000 + 1));
    auto together =
        [](std::vector<task<std::vector<world>>> tasks) -> task<std::vector<std::vector<world>>> {
      when_all<std::vector<world>> waiting(std::move(tasks));
      co_return co_await waiting;
    };
    benchmark::DoNotOptimize(run(together(std::move(all))));
  }
}
BENCHMARK_CAPTURE(twenty_queries, sync_for_each, false);
BENCHMARK_CAPTURE(twenty_queries, shared_sync, true);

// ---- a thousand rows ----------------------------------------------------------------------------

void thousand_rows_by_hand(benchmark::State& state) {
  by_hand with;
  for (auto _ : state) {
    with.ask("many", 1000);
    benchmark::DoNotOptimize(with.rows());
  }
}
BENCHMARK(thousand_rows_by_hand);

void thousand_rows(benchmark::State& state) {
  by_hand const tables;
  by_library const with(true);
  for (auto _ : state) benchmark::DoNotOptimize(run(fetch(&many_statement, 1000)));
}
BENCHMARK(thousand_rows);

// ---- an insert ----------------------------------------------------------------------------------

void insert_by_hand(benchmark::State& state) {
  by_hand with;
  for (auto _ : state) {
    with.ask("adding", 1);
    benchmark::DoNotOptimize(with.rows());
  }
}
BENCHMARK(insert_by_hand);

void insert(benchmark::State& state) {
  by_hand const tables;
  by_library const with(true);
  for (auto _ : state) run(insert(&adding_statement, 1));
}
BENCHMARK(insert);

}  // namespace

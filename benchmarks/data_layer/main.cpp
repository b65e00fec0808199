// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// What the data layer costs beside hand-written libpq that does the same work: processor time of
// this process, both in one run, taken in turns. Prints a Markdown table. Arguments: the address of
// a PostgreSQL, and what to measure when not all of it: `key`, `rows`, `insert`, `pipeline`,
// `copy`.
//
// The calls of one measurement run in one task on the loop, as handlers of a server do: to begin a
// loop for each of them would cost a system call that no server makes.

#include <libpq-fe.h>
#include <sys/resource.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <hyper/orm.hpp>
#include <hyper/postgres/database.hpp>
#include <hyper/postgres/transaction.hpp>
#include <hyper/runtime/run.hpp>
#include <hyper/runtime/when_all.hpp>
#include <string>
#include <vector>

namespace {
using namespace hyper;

struct item {
  primary_key<> id{};
  std::string title{};
  std::int32_t stock = 0;
  double weight = 0;
  bool visible = true;
  std::optional<std::string> note{};
  using meta = model<table<"benchmark_items">>;
};

/// The same row without a library.
struct plain_item {
  std::int64_t id = 0;
  std::string title;
  std::int32_t stock = 0;
  double weight = 0;
  bool visible = true;
  std::optional<std::string> note;
};

double processor_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  auto const seconds = [](timeval const& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

[[noreturn]] void fail(char const* what) {
  std::fprintf(stderr, "%s\n", what);
  std::exit(1);
}

// ---- by hand ------------------------------------------------------------------------------------

PGconn* connection = nullptr;
constexpr char const* select_columns =
    "SELECT id, title, stock, weight, visible, note FROM benchmark_items";

std::uint64_t network(std::uint64_t value, int bytes) {
  return __builtin_bswap64(value) >> (64 - 8 * bytes);
}
template <class T>
T host(char const* bytes) {
  T value;
  std::memcpy(&value, bytes, sizeof value);
  if constexpr (sizeof value == 8)
    return static_cast<T>(__builtin_bswap64(static_cast<std::uint64_t>(value)));
  else
    return static_cast<T>(__builtin_bswap32(static_cast<std::uint32_t>(value)));
}

void expect(PGresult* result, ExecStatusType wanted) {
  if (PQresultStatus(result) != wanted) fail(PQresultErrorMessage(result));
}

plain_item read_row(PGresult* result, int row) {
  plain_item made;
  made.id = host<std::int64_t>(PQgetvalue(result, row, 0));
  made.title.assign(PQgetvalue(result, row, 1),
                    static_cast<std::size_t>(PQgetlength(result, row, 1)));
  made.stock = host<std::int32_t>(PQgetvalue(result, row, 2));
  std::int64_t const bits = host<std::int64_t>(PQgetvalue(result, row, 3));
  std::memcpy(&made.weight, &bits, 8);
  made.visible = *PQgetvalue(result, row, 4) != 0;
  if (!PQgetisnull(result, row, 5))
    made.note.emplace(PQgetvalue(result, row, 5),
                      static_cast<std::size_t>(PQgetlength(result, row, 5)));
  return made;
}

struct bound_number {
  std::uint64_t bytes;
  char const* value = reinterpret_cast<char const*>(&bytes);
  int length = 8, format = 1;
  explicit bound_number(std::int64_t number)
      : bytes(network(static_cast<std::uint64_t>(number), 8)) {}
};

std::size_t hand_by_key(std::int64_t key) {
  bound_number const bound(key);
  PGresult* const result =
      PQexecPrepared(connection, "by_key", 1, &bound.value, &bound.length, &bound.format, 1);
  expect(result, PGRES_TUPLES_OK);
  plain_item const found = read_row(result, 0);
  PQclear(result);
  return found.title.size();
}

std::size_t hand_thousand(std::int64_t) {
  PGresult* const result = PQexecPrepared(connection, "thousand", 0, nullptr, nullptr, nullptr, 1);
  expect(result, PGRES_TUPLES_OK);
  std::vector<plain_item> rows;
  rows.reserve(static_cast<std::size_t>(PQntuples(result)));
  for (int i = 0; i < PQntuples(result); ++i) rows.push_back(read_row(result, i));
  PQclear(result);
  return rows.size();
}

std::size_t hand_insert(std::int64_t number) {
  std::string const title = "title " + std::to_string(number);
  std::uint32_t const stock =
      static_cast<std::uint32_t>(network(static_cast<std::uint64_t>(number), 4));
  std::uint64_t weight = 0;
  char const visible = 1;
  char const* const values[] = {title.data(), reinterpret_cast<char const*>(&stock),
                                reinterpret_cast<char const*>(&weight), &visible, nullptr};
  int const lengths[] = {static_cast<int>(title.size()), 4, 8, 1, 0};
  int const formats[] = {1, 1, 1, 1, 1};
  PGresult* const result = PQexecPrepared(connection, "insert", 5, values, lengths, formats, 1);
  expect(result, PGRES_TUPLES_OK);
  std::int64_t const id = host<std::int64_t>(PQgetvalue(result, 0, 0));
  PQclear(result);
  return static_cast<std::size_t>(id);
}

std::size_t hand_pipeline(std::int64_t first) {
  PQenterPipelineMode(connection);
  for (std::int64_t i = 0; i < 20; ++i) {
    bound_number const bound(first + i);
    PQsendQueryPrepared(connection, "by_key", 1, &bound.value, &bound.length, &bound.format, 1);
  }
  PQpipelineSync(connection);
  std::size_t letters = 0;
  for (int i = 0; i < 20; ++i) {
    PGresult* const result = PQgetResult(connection);
    expect(result, PGRES_TUPLES_OK);
    letters += read_row(result, 0).title.size();
    PQclear(result);
    PQclear(PQgetResult(connection));
  }
  PQclear(PQgetResult(connection));
  PQexitPipelineMode(connection);
  return letters;
}

template <class T>
void put(std::string& to, T value) {
  std::uint64_t const bytes = network(static_cast<std::uint64_t>(value), sizeof value);
  to.append(reinterpret_cast<char const*>(&bytes), sizeof value);
}

std::size_t hand_copy(std::vector<plain_item> const& rows) {
  PQclear(PQexec(connection, "TRUNCATE benchmark_items"));
  PQclear(PQexec(connection,
                 "COPY benchmark_items (title, stock, weight, visible, note) FROM STDIN "
                 "(FORMAT binary)"));
  std::string data("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);
  for (plain_item const& row : rows) {
    put<std::int16_t>(data, 5);
    put<std::int32_t>(data, static_cast<std::int32_t>(row.title.size()));
    data += row.title;
    put<std::int32_t>(data, 4);
    put<std::int32_t>(data, row.stock);
    put<std::int32_t>(data, 8);
    std::int64_t weight = 0;
    std::memcpy(&weight, &row.weight, 8);
    put<std::int64_t>(data, weight);
    put<std::int32_t>(data, 1);
    data += static_cast<char>(row.visible);
    if (row.note) {
      put<std::int32_t>(data, static_cast<std::int32_t>(row.note->size()));
      data += *row.note;
    } else {
      put<std::int32_t>(data, -1);
    }
    if (data.size() < (1U << 20)) continue;
    PQputCopyData(connection, data.data(), static_cast<int>(data.size()));
    data.clear();
  }
  put<std::int16_t>(data, -1);
  PQputCopyData(connection, data.data(), static_cast<int>(data.size()));
  PQputCopyEnd(connection, nullptr);
  PGresult* const result = PQgetResult(connection);
  expect(result, PGRES_COMMAND_OK);
  PQclear(result);
  PQclear(PQgetResult(connection));
  return rows.size();
}

// ---- the data layer -----------------------------------------------------------------------------

task<std::size_t> by_key(std::int64_t key) {
  auto reading = objects<item>.get<"id">(key);
  item const found = co_await reading;
  co_return found.title.size();
}
task<std::size_t> thousand(std::int64_t) {
  auto reading = objects<item>.filter<"id__lte">(1000).all();
  std::vector<item> const rows = co_await reading;
  co_return rows.size();
}
task<std::size_t> insert_one(std::int64_t number) {
  item made;
  made.title = "title " + std::to_string(number);
  made.stock = static_cast<std::int32_t>(number);
  auto writing = insert(made);
  co_await writing;
  co_return static_cast<std::size_t>(made.id.value());
}
task<std::size_t> twenty(std::int64_t first) {
  std::vector<task<item>> asked;
  for (std::int64_t i = 0; i < 20; ++i) asked.push_back(objects<item>.get<"id">(first + i));
  when_all<item> all(std::move(asked));
  std::vector<item> const found = co_await all;
  std::size_t letters = 0;
  for (item const& each : found) letters += each.title.size();
  co_return letters;
}

// ---- in turns -----------------------------------------------------------------------------------

struct cost {
  double ours = 1e9, by_hand = 1e9;
};

/// What one question of ours is: a call that gives a task.
using question = task<std::size_t> (*)(std::int64_t number);

task<std::size_t> ask(question one, int calls, int most) {
  std::size_t answered = 0;
  for (int i = 1; i <= calls; ++i) {
    auto asking = one(1 + i % most);
    answered += co_await asking;
  }
  co_return answered;
}

/// The best of five turns, in microseconds for each call; the calls get the numbers up to `most`.
template <class ByHand>
cost compare(int calls, int most, question ours, ByHand const& by_hand) {
  cost best;
  for (int turn = 0; turn < 5; ++turn) {
    double const start = processor_seconds();
    std::size_t by_hand_answered = 0;
    for (int i = 1; i <= calls; ++i) by_hand_answered += by_hand(1 + i % most);
    double const middle = processor_seconds();
    std::size_t const answered = run(ask(ours, calls, most));
    double const end = processor_seconds();
    if (answered == 0 || by_hand_answered == 0) fail("nothing was answered");
    best.by_hand = std::min(best.by_hand, (middle - start) / calls * 1e6);
    best.ours = std::min(best.ours, (end - middle) / calls * 1e6);
  }
  return best;
}

void print(char const* what, cost of) {
  std::printf("| %s | %.1f | %.1f | %.2f |\n", what, of.by_hand, of.ours, of.ours / of.by_hand);
  std::fflush(stdout);
}

void prepare(char const* address) {
  connection = PQconnectdb(address);
  if (PQstatus(connection) != CONNECTION_OK) fail(PQerrorMessage(connection));
  std::string const by_key = std::string(select_columns) + " WHERE id = $1";
  std::string const thousand = std::string(select_columns) + " WHERE id <= 1000";
  PQclear(PQprepare(connection, "by_key", by_key.c_str(), 0, nullptr));
  PQclear(PQprepare(connection, "thousand", thousand.c_str(), 0, nullptr));
  PQclear(PQprepare(connection, "insert",
                    "INSERT INTO benchmark_items (title, stock, weight, visible, note) VALUES ($1, "
                    "$2, $3, $4, $5) RETURNING id",
                    0, nullptr));
}

/// COPY, the best of two turns, in microseconds for all rows.
cost compare_copies(database& pool) {
  std::vector<item> rows(1'000'000);
  std::vector<plain_item> plain(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    plain[i].title = rows[i].title = "title " + std::to_string(i);
    plain[i].stock = rows[i].stock = static_cast<std::int32_t>(i);
    if (i % 3 == 0) plain[i].note = rows[i].note = "a note";
  }
  cost best;
  for (int turn = 0; turn < 2; ++turn) {
    double const start = processor_seconds();
    hand_copy(plain);
    double const middle = processor_seconds();
    run(pool.run_script("TRUNCATE benchmark_items"));
    run(copy_all(rows));
    best.by_hand = std::min(best.by_hand, (middle - start) * 1e6);
    best.ours = std::min(best.ours, (processor_seconds() - middle) * 1e6);
  }
  return best;
}

void fill(database& pool) {
  run(pool.run_script("DROP TABLE IF EXISTS benchmark_items"));
  run(pool.run_script(std::string(create_tables<item>())));
  run(pool.run_script(
      "INSERT INTO benchmark_items (title, stock, weight, visible, note) SELECT "
      "'title ' || n, n, n / 7.0, n % 2 = 0, CASE WHEN n % 3 = 0 THEN 'note ' || n END "
      "FROM generate_series(1, 1000) n; ANALYZE benchmark_items"));
}

}  // namespace

int main(int count, char** words) {
  if (count != 2 && count != 3) fail("give the address of a PostgreSQL, and maybe what to measure");
  std::string const chosen = count == 3 ? words[2] : "";
  auto const wanted = [&](char const* name) { return chosen.empty() || chosen == name; };
  event_loop loop;
  pool_settings with;
  with.url = words[1];
  database pool(with, loop);
  fill(pool);
  prepare(words[1]);
  std::puts(
      "| processor time of the client, µs | libpq by hand | hyper | ratio |\n|---|---|---|---|");
  if (wanted("key")) print("select by key", compare(4000, 1000, by_key, hand_by_key));
  if (wanted("rows"))
    print("select 1,000 rows into structs", compare(200, 1000, thousand, hand_thousand));
  if (wanted("insert")) print("insert", compare(2000, 1000, insert_one, hand_insert));
  if (wanted("pipeline")) print("pipeline of 20 queries", compare(500, 900, twenty, hand_pipeline));
  if (wanted("copy")) print("COPY of 1,000,000 rows", compare_copies(pool));
  run(pool.run_script("DROP TABLE benchmark_items"));
  PQfinish(connection);
}

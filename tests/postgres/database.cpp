// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

#include <hyper/postgres/database.hpp>
//
#include <algorithm>
#include <hyper/postgres/transaction.hpp>
#include <hyper/runtime/sleep.hpp>
#include <hyper/runtime/with_timeout.hpp>
#include "postgres/with_database.hpp"

using namespace hyper;

namespace {

task<std::int32_t> divide(std::int32_t by) {
  static constexpr type_oid types[] = {23};
  static constexpr statement what{"SELECT 840 / $1", statement_hash("SELECT 840 / $1"), types,
                                  true};
  parameters values;
  values.add(by);
  std::int32_t result = 0;
  row_sink const sink{&result, [](void* target, row_view const& row) {
                        *static_cast<std::int32_t*>(target) = row.get<std::int32_t>(0);
                      }};
  auto query = database::current().run(what, std::move(values), sink);
  co_await query;
  co_return result;
}

/// The quotient, or -1 when the statement failed as it should.
task<std::int32_t> divide_or_fail(std::int32_t by) {
  try {
    auto work = divide(by);
    co_return co_await work;
  } catch (data_error const&) {
    co_return -1;
  }
}

template <class T>
task<std::vector<T>> all_of_them(std::vector<task<T>> tasks) {
  when_all<T> together(std::move(tasks));
  co_return co_await together;
}

task<std::string> slept(std::string seconds) {
  auto work = one_value<std::string>("SELECT pg_sleep(" + seconds + ")::text");
  co_return co_await work;
}

task<std::int32_t> backend() { return one_value<std::int32_t>("SELECT pg_backend_pid()"); }

}  // namespace

TEST_CASE("one statement that fails beside 63 that do not fails alone", "[postgres]") {
  for (bool const share : {true, false}) {
    auto with = test_pool();
    with.share_syncs = share;
    opened_database const open(with);
    for (int failing : {0, 31, 63}) {
      std::vector<task<std::int32_t>> many;
      for (int i = 0; i < 64; ++i) many.push_back(divide_or_fail(i == failing ? 0 : i + 1));
      auto const results = run(all_of_them(std::move(many)));
      for (int i = 0; i < 64; ++i)
        CHECK(results[static_cast<std::size_t>(i)] == (i == failing ? -1 : 840 / (i + 1)));
    }
  }
}

TEST_CASE("a statement that is larger than what the socket takes is sent as there is room",
          "[postgres]") {
  opened_database const open(test_pool());
  std::string const sql = "SELECT length('" + std::string(16 << 20, 'x') + "')";
  CHECK(run(one_value<std::int32_t>(sql)) == 16 << 20);
  CHECK(run(backend()) > 0);  // and the connection goes on
}

TEST_CASE("statements of one turn travel down one connection", "[postgres]") {
  auto with = test_pool();
  with.slow_after = 60'000;
  opened_database const open(with);
  std::vector<task<std::int32_t>> many;
  for (int i = 0; i < 20; ++i) many.push_back(backend());
  auto const backends = run(all_of_them(std::move(many)));
  for (std::int32_t const each : backends) CHECK(each == backends.front());
}

TEST_CASE("what comes behind a slow statement goes to another connection", "[postgres]") {
  opened_database const open;
  std::vector<std::string> order;
  auto const note = [](std::vector<std::string>* to, task<std::string> work) -> task<void> {
    auto finished = co_await work;
    to->push_back(finished.empty() ? "slow" : finished);
  };
  auto const quick = []() -> task<std::string> { return one_value<std::string>("SELECT 'quick'"); };
  std::vector<task<void>> both;
  both.push_back(note(&order, slept("0.5")));
  for (int i = 0; i < 5; ++i) both.push_back(note(&order, quick()));
  run([](std::vector<task<void>> tasks) -> task<void> {
    when_all<void> together(std::move(tasks));
    co_await together;
  }(std::move(both)));
  REQUIRE(order.size() == 6);
  CHECK(order.back() == "slow");
}

TEST_CASE("more statements than the cache holds are prepared and forgotten", "[postgres]") {
  auto with = test_pool();
  with.statement_cache = 8;
  opened_database const open(with);
  for (int round = 0; round < 2; ++round)
    for (int i = 0; i < 30; ++i)
      REQUIRE(run(one_value<std::int32_t>("SELECT " + std::to_string(i))) == i);
  CHECK(run(one_value<std::int64_t>("SELECT count(*) FROM pg_prepared_statements")) <= 8);
}

TEST_CASE("without prepared statements nothing stays on the server", "[postgres]") {
  auto with = test_pool();
  with.prepared_statements = false;
  opened_database const open(with);
  CHECK(run(divide(2)) == 420);
  CHECK(run(divide(3)) == 280);
  CHECK(run(one_value<std::int64_t>(
            "SELECT count(*) FROM pg_prepared_statements WHERE name <> ''")) == 0);
}

TEST_CASE("a plan that no longer fits, or was dropped, is made anew", "[postgres]") {
  opened_database const open;
  auto const script = [](std::string sql) { run(database::current().run_script(std::move(sql))); };
  script(
      "DROP TABLE IF EXISTS plan_test; CREATE TABLE plan_test (v int); INSERT INTO plan_test "
      "VALUES (1)");
  CHECK(run(one_value<std::int32_t>("SELECT * FROM plan_test")) == 1);
  script("ALTER TABLE plan_test ALTER v TYPE bigint");
  CHECK(run(one_value<std::int64_t>("SELECT * FROM plan_test")) == 1);
  run([]() -> task<void> {
    // Behind the back of the connection that the reads share.
    auto query = database::current().run(statement{"DEALLOCATE ALL"}, {});
    co_await query;
  }());
  CHECK(run(one_value<std::int64_t>("SELECT * FROM plan_test")) == 1);
  script("DROP TABLE plan_test");
}

TEST_CASE("what a script sets or leaves open ends with it", "[postgres]") {
  opened_database const open;
  auto const script = [](std::string sql) { run(database::current().run_script(std::move(sql))); };
  for (int i = 0; i < 3; ++i) {
    script("SET search_path = nowhere; BEGIN");
    CHECK_THROWS_AS(script("BEGIN; SELECT 1/0"), data_error);
    script("CREATE TEMP TABLE mine (v int)");
    CHECK_FALSE(run(one_value<std::string>("SHOW search_path")) == "nowhere");
  }
  run(atomic([]() -> task<void> {
    auto work = one_value<std::string>("SELECT current_setting('search_path')");
    std::string const found = co_await work;
    CHECK_FALSE(found == "nowhere");
  }));
}

TEST_CASE("a sink that throws fails its statement and no other", "[postgres]") {
  opened_database const open;
  CHECK_THROWS_AS(run(one_value<std::int64_t>("SELECT 'text' FROM generate_series(1, 1000)")),
                  decode_error);
  CHECK(run(divide(4)) == 210);
}

TEST_CASE("rows of any size arrive whole", "[postgres]") {
  opened_database const open;
  for (std::size_t const size : {0U, 1U, 32'000U, 40'000U, 5'000'000U})
    CHECK(run(one_value<std::string>("SELECT repeat('x', " + std::to_string(size) + ")")).size() ==
          size);
}

TEST_CASE("a destroyed query leaves its connection good for the next", "[postgres]") {
  opened_database const open;
  for (int i = 0; i < 20; ++i) {
    background_task abandoned([]() -> task<void> {
      auto work = one_value<std::string>("SELECT repeat('x', 100000) FROM generate_series(1, 10)");
      co_await work;
    }());
    event_loop::current().turn(i % 3);
    abandoned.cancel();
    CHECK(run(divide(2)) == 420);
  }
}

TEST_CASE("a killed backend costs no read its answer", "[postgres]") {
  opened_database const open;
  auto other = test_pool();
  for (int i = 0; i < 5; ++i) {
    std::int32_t const mine = run(backend());
    std::vector<task<std::int32_t>> many;
    many.push_back(
        one_value<std::int32_t>("SELECT pg_terminate_backend(" + std::to_string(mine) + ")::int"));
    try {
      run(all_of_them(std::move(many)));
    } catch (database_unavailable const&) {
      // It killed the connection that it travelled on, twice.
    }
    int tries = 0;
    while (true) {
      try {
        std::int32_t const quotient = run(divide(7));
        CHECK(quotient == 120);
        break;
      } catch (database_unavailable const&) {
        REQUIRE(++tries < 200);
        run([]() -> task<void> {
          sleep_for pause(20);
          co_await pause;
        }());
      }
    }
  }
}

TEST_CASE("an address without a server fails with a sentence, soon", "[postgres]") {
  pool_settings with;
  with.url = "host=/nonexistent dbname=none";
  opened_database const open(with);
  try {
    run(divide(1));
    FAIL();
  } catch (database_unavailable const& why) {
    CHECK_THAT(why.what(), Catch::Matchers::ContainsSubstring("/nonexistent"));
  }
}

TEST_CASE("a server that stops and starts is found again", "[postgres]") {
  char const* const control = std::getenv("HYPER_TEST_POSTGRES_CONTROL");
  REQUIRE(control != nullptr);
  char folder[] = "/tmp/hyper-db.XXXXXX";
  REQUIRE(mkdtemp(folder) != nullptr);
  auto const command = [&](std::string const& verb) {
    return std::system(
        (std::string(control) + " " + verb + " " + folder + " >/dev/null 2>&1").c_str());
  };
  REQUIRE(command("start") == 0);
  auto with = test_pool();
  with.url = "host=" + std::string(folder) + " user=postgres dbname=postgres";
  if (FILE* const asked = popen((std::string(control) + " url " + folder).c_str(), "r")) {
    char line[512] = "";
    if (std::fgets(line, sizeof line, asked) != nullptr)
      with.url = std::string(line, std::strcspn(line, "\n"));
    pclose(asked);
  }
  {
    opened_database const open(with);
    CHECK(run(divide(1)) == 840);
    REQUIRE(command("stop") == 0);
    CHECK_THROWS_AS(run(divide(1)), database_unavailable);
    CHECK_FALSE(database::current().healthy());
    REQUIRE(command("start") == 0);
    int tries = 0;
    while (true) {
      try {
        std::int32_t const quotient = run(divide(1));
        CHECK(quotient == 840);
        break;
      } catch (database_unavailable const&) {
        REQUIRE(++tries < 400);
        run([]() -> task<void> {
          sleep_for pause(20);
          co_await pause;
        }());
      }
    }
  }
  CHECK(command("remove") == 0);
}

TEST_CASE("a thread without a database says so", "[postgres]") {
  CHECK_FALSE(database::exists());
  CHECK_THROWS_AS(database::current(), std::logic_error);
}

TEST_CASE("one text with parameters of two types is two statements", "[postgres]") {
  opened_database const open;
  auto const ask = []<class T>(T value) -> task<T> {
    static constexpr type_oid types[] = {codec<T>::oid};
    static constexpr statement what{"SELECT $1", statement_hash("SELECT $1"), types, true};
    parameters values;
    values.add(value);
    T back{};
    row_sink const sink{
        &back, [](void* target, row_view const& row) { *static_cast<T*>(target) = row.get<T>(0); }};
    auto query = database::current().run(what, std::move(values), sink);
    co_await query;
    co_return back;
  };
  for (int i = 0; i < 2; ++i) {
    CHECK(run(ask(std::int64_t{5})) == 5);
    CHECK(run(ask(std::string("five"))) == "five");
    CHECK(run(ask(2.5)) == 2.5);
  }
}

TEST_CASE("what cannot be sent is refused before it is sent", "[postgres]") {
  opened_database const open;
  std::string const smuggled("SELECT 1\0P", 10);
  CHECK_THROWS_AS(run(one_value<std::int32_t>(smuggled)), std::invalid_argument);
  CHECK_THROWS_AS(run(database::current().run_script(smuggled)), std::invalid_argument);
  CHECK(run(divide(1)) == 840);
}

TEST_CASE("COPY is refused with a reason", "[postgres]") {
  opened_database const open;
  for (char const* const sql : {"COPY (SELECT 1) TO STDOUT", "COPY pg_class FROM STDIN"}) {
    try {
      run(one_value<std::int32_t>(sql));
      FAIL();
    } catch (database_error const& why) {
      CHECK(why.sqlstate() == "0A000");
    }
    CHECK_THROWS_AS(run(database::current().run_script(sql)), database_error);
  }
  CHECK(run(divide(1)) == 840);
}

TEST_CASE("transactions find a connection while statements are diverted", "[postgres]") {
  auto with = test_pool();
  with.pool_size = 9;
  opened_database const open(with);
  background_task slow([]() -> task<void> {
    auto work = slept("2");
    co_await work;
  }());
  auto const busy = [](bool* stop) -> task<void> {
    while (!*stop) {
      auto work = divide(2);
      std::int32_t const found = co_await work;
      CHECK(found == 420);
    }
  };
  bool stop = false;
  std::vector<background_task> load;
  for (int i = 0; i < 20; ++i) load.emplace_back(busy(&stop));
  run([](bool* ended) -> task<void> {
    for (int i = 0; i < 30; ++i) {
      auto work = atomic([]() -> task<std::int32_t> { return divide(3); });
      std::int32_t const found = co_await work;
      CHECK(found == 280);
    }
    *ended = true;
  }(&stop));
  CHECK(slow.running());
  for (auto& each : load)
    while (each.running()) open.database.healthy(), event_loop::current().turn(10);
}

namespace {

/// Sleeps, with others behind it: answers their backends.
std::vector<std::int32_t> asked_behind(std::string seconds) {
  std::vector<std::int32_t> seen;
  auto const beside = [](std::vector<std::int32_t>* into) -> task<void> {
    auto asking = one_value<std::int32_t>("SELECT pg_backend_pid() -- beside");
    std::int32_t const found = co_await asking;
    into->push_back(found);
  };
  auto const sleep = [](std::string how_long) -> task<void> {
    auto work = slept(std::move(how_long));
    co_await work;
  };
  std::vector<task<void>> both;
  both.push_back(sleep(std::move(seconds)));
  both.push_back(beside(&seen));
  run([](std::vector<task<void>> tasks) -> task<void> {
    when_all<void> together(std::move(tasks));
    co_await together;
  }(std::move(both)));
  return seen;
}

}  // namespace

TEST_CASE("a statement that is known to be slow leaves the shared connection alone", "[postgres]") {
  opened_database const open;
  std::int32_t const shared = run(backend());
  CHECK(asked_behind("0.1") != std::vector{shared});  // nobody knew: it was asked elsewhere, too
  CHECK(asked_behind("0.1") == std::vector{shared});
}

namespace {

constexpr std::string_view napping = "SELECT pg_backend_pid() FROM pg_sleep($1)";
constexpr std::string_view writing = "SELECT pg_backend_pid() FROM pg_sleep($1) -- writes";
constexpr type_oid of_naps[] = {701};
constexpr statement nap_of_read{napping, statement_hash(napping), of_naps, true};
constexpr statement nap_of_write{writing, statement_hash(writing), of_naps, false};

task<void> nap(statement const* how, double seconds, std::int32_t* where) {
  parameters values;
  values.add(seconds);
  row_sink const sink{where, [](void* target, row_view const& row) {
                        *static_cast<std::int32_t*>(target) = row.get<std::int32_t>(0);
                      }};
  auto asking = database::current().run(*how, std::move(values), sink);
  co_await asking;
}

/// A long one, and a short one that waits behind it and finds that it is slow.
void find_slow(statement const& how) {
  std::int32_t const shared = run(backend());
  std::int32_t first = 0, beside = 0;
  std::vector<task<void>> both;
  both.push_back(nap(&how, 0.2, &first));
  both.push_back(nap(&how, 0, &beside));
  run([](std::vector<task<void>> tasks) -> task<void> {
    when_all<void> together(std::move(tasks));
    co_await together;
  }(std::move(both)));
  CHECK(first == shared);
}

}  // namespace

TEST_CASE("a statement that was slow once, and is quick again, comes back", "[postgres]") {
  opened_database const open;
  std::int32_t const shared = run(backend());
  find_slow(nap_of_read);
  // The machine may be so busy that a quick one takes long; it is asked until one is quick.
  std::int32_t now = 0;
  for (int i = 0; i < 1000 && now != shared; ++i) run(nap(&nap_of_read, 0, &now));
  CHECK(now == shared);
}

TEST_CASE("a write that was slow once stays on another connection", "[postgres]") {
  opened_database const open;
  std::int32_t const shared = run(backend());
  find_slow(nap_of_write);
  for (int i = 0; i < 20; ++i) {
    std::int32_t now = shared;
    run(nap(&nap_of_write, 0, &now));
    CHECK(now != shared);
  }
}

TEST_CASE("a COPY larger than a piece of it goes in whole, and what follows goes on",
          "[postgres]") {
  opened_database const open;
  run(database::current().run_script("CREATE TABLE IF NOT EXISTS copied_pieces (line text)"));
  std::string data;
  while (data.size() < (3U << 20)) data += "a line of no importance\n";
  auto const lines = static_cast<std::uint64_t>(std::count(data.begin(), data.end(), '\n'));
  auto const both = [](std::string copied) -> task<std::uint64_t> {
    auto copying = database::current().copy_in("COPY copied_pieces FROM STDIN", std::move(copied));
    std::uint64_t const rows = co_await copying;
    auto asking = one_value<std::int64_t>("SELECT count(*) FROM copied_pieces");
    std::int64_t const found = co_await asking;
    CHECK(static_cast<std::uint64_t>(found) == rows);
    co_return rows;
  };
  CHECK(run(atomic([&] { return both(data); })) == lines);
  // The server stops listening at the first wrong line, and the rest must not be taken for more.
  auto broken = [](std::string copied) -> task<std::uint64_t> {
    copied.insert(0, "two\tcolumns\n");
    auto copying = database::current().copy_in("COPY copied_pieces FROM STDIN", std::move(copied));
    co_return co_await copying;
  };
  CHECK_THROWS_AS(run(broken(data)), database_error);
  CHECK(run(divide(1)) == 840);
  run(database::current().run_script("DROP TABLE copied_pieces"));
}

namespace {
/// Lines without end; fails at a piece, when there is one with that number.
struct endless_lines {
  int fails_at = 0;
  int pieces = 0;

  static bool append(void* self, std::string& out) {
    auto& it = *static_cast<endless_lines*>(self);
    if (++it.pieces == it.fails_at) throw std::runtime_error("no more of it");
    while (out.size() < copy_source::piece) out += "a line\n";
    return true;
  }
  task<std::uint64_t> copy() {
    return database::current().copy_in("COPY copied_source FROM STDIN", copy_source{this, &append});
  }
};
}  // namespace

TEST_CASE("a COPY whose source fails, or has gone, stores nothing", "[postgres]") {
  opened_database const open;
  run(database::current().run_script("CREATE TABLE IF NOT EXISTS copied_source (line text)"));
  endless_lines failing{20};
  CHECK_THROWS_WITH(run(failing.copy()), "no more of it");
  CHECK(failing.pieces == 20);
  CHECK(run(one_value<std::int64_t>("SELECT count(*) FROM copied_source")) == 0);

  endless_lines left;  // whoever asked leaves amid the COPY, and takes the source along
  auto const leave = [](endless_lines* source) -> task<void> {
    with_timeout limited(source->copy(), 30);
    co_await limited;
  };
  CHECK_THROWS_AS(run(leave(&left)), timed_out);
  int const asked = left.pieces;
  CHECK(run(one_value<std::int64_t>("SELECT count(*) FROM copied_source")) == 0);
  run(database::current().run_script("DROP TABLE copied_source"));
  CHECK(left.pieces == asked);
}

TEST_CASE("a server that answers nothing is left when its time is over", "[postgres]") {
  auto with = test_pool();
  with.statement_timeout = 100;
  opened_database const open(with);
  CHECK_THROWS_AS(run(slept("30")), query_cancelled);
  std::string const mine = std::to_string(run(backend()));
  auto const signal = [](std::string text) {
    return database::current().run_script("COPY (SELECT 1) TO PROGRAM 'cat >/dev/null; " + text +
                                          "'");
  };
  run(signal("kill -STOP " + mine));  // it neither ends the statement nor answers
  static constexpr statement asking{"SELECT 1, 2", 0, {}, false};
  CHECK_THROWS_AS(run([]() -> task<void> {
                    auto query = database::current().run(asking, {});
                    co_await query;
                  }()),
                  database_unavailable);
  run(signal("kill -CONT " + mine));
}

TEST_CASE("old connections are made anew", "[postgres]") {
  auto with = test_pool();
  with.max_lifetime = 20;
  opened_database const open(with);
  std::int32_t const first = run(backend());
  std::int32_t now = first;
  for (int i = 0; i < 1000 && now == first; ++i) {
    run([]() -> task<void> {
      sleep_for pause(5);
      co_await pause;
    }());
    now = run(backend());
  }
  CHECK(now != first);
}

TEST_CASE("64 statements of which the connection is killed end, all of them", "[postgres]") {
  for (bool const share : {true, false}) {
    auto with = test_pool();
    with.share_syncs = share;
    opened_database const open(with);
    for (int round = 0; round < 5; ++round) {
      std::vector<task<std::int32_t>> many;
      std::int32_t const mine = run(one_value<std::int32_t>("SELECT pg_backend_pid()"));
      auto const either = [](task<std::int32_t> work) -> task<std::int32_t> {
        try {
          co_return co_await work;
        } catch (database_unavailable const&) {
          co_return -1;
        }
      };
      for (int i = 1; i <= 64; ++i) {
        if (i == 20)
          many.push_back(either(one_value<std::int32_t>("SELECT pg_terminate_backend(" +
                                                        std::to_string(mine) + ")::int")));
        many.push_back(either(divide(i)));
      }
      auto const results = run(all_of_them(std::move(many)));
      for (std::size_t i = 0; i < 19; ++i) CHECK(results[i] == 840 / static_cast<int>(i + 1));
    }
    CHECK(run(divide(2)) == 420);
  }
}

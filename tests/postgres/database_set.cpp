// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

#include <hyper/postgres/database_set.hpp>
//
#include <hyper/runtime/sleep.hpp>
#include "postgres/with_database.hpp"
#include "support/servers.hpp"

using namespace hyper;

namespace {

/// A primary and a server that follows it by streaming replication, made once for all tests here.
struct replicated {
  test_server primary{postgres_control()};
  test_server replica{postgres_control()};
  std::string primary_url = primary.run("start");
  std::string replica_url = replica.run("replicate", primary.folder());

  static replicated& servers() {
    static replicated made;
    return made;
  }
  named_database both() const {
    named_database with;
    with.primary.url = primary_url;
    with.replicas = {replica_url};
    with.check_every = 20;
    return with;
  }
};

void wait_a_moment() {
  run([]() -> task<void> {
    sleep_for pause(10);
    co_await pause;
  }());
}

template <class Condition>
bool comes_true(Condition condition) {
  for (int tries = 0; tries < 3000; ++tries) {
    if (condition()) return true;
    wait_a_moment();
  }
  return false;
}

struct opened_set {
  explicit opened_set(std::vector<named_database> const& with) : all(with, loop) {}
  event_loop loop;
  database_set all;
  bool replica_is_read(std::uint64_t wal = 0) {
    return comes_true([&] { return all.readable_replicas("default", wal) == 1; });
  }
};

task<void> write(std::string sql) {
  statement const what{sql, statement_hash(sql), {}, false};
  auto query = database::current().run(what, {});
  co_await query;
}

task<bool> on_a_replica() { return one_value<bool>("SELECT pg_is_in_recovery()"); }
task<std::int64_t> rows() { return one_value<std::int64_t>("SELECT count(*) FROM seen"); }
task<void> add_row() { return write("INSERT INTO seen VALUES (1)"); }

/// The replica applies nothing while one of these lives.
struct paused_replay {
  paused_replay() { tell("pg_wal_replay_pause()"); }
  ~paused_replay() { tell("pg_wal_replay_resume()"); }
  static void tell(std::string const& what) {
    said_by("psql -X -q -d '" + replicated::servers().replica_url + "' -c 'SELECT " + what + "'");
  }
};

void make_table() {
  run(database::current().run_script(
      "CREATE TABLE IF NOT EXISTS seen (n int); TRUNCATE seen; CREATE UNLOGGED TABLE IF NOT EXISTS "
      "here_only (n int)"));
}

}  // namespace

TEST_CASE("reads go to a replica; writes and transactions to the primary", "[postgres]") {
  opened_set open({replicated::servers().both()});
  REQUIRE(open.replica_is_read());
  make_table();
  CHECK(run(on_a_replica()));
  auto const within = []() -> task<bool> { return on_a_replica(); };
  CHECK_FALSE(run(atomic(within)));
  CHECK_FALSE(run(on_primary(on_a_replica())));
  CHECK_NOTHROW(run(add_row()));
}

TEST_CASE("an unlogged table is read from the primary", "[postgres]") {
  opened_set open({replicated::servers().both()});
  make_table();
  REQUIRE(open.replica_is_read());
  auto const asking = []() -> task<bool> {
    static constexpr std::string_view names[] = {"here_only"};
    static constexpr statement_tables touched{names, true};
    static constexpr statement what{
        "SELECT pg_is_in_recovery(), count(*) FROM here_only", 0, {}, true, &touched};
    bool found = true;
    row_sink const sink{&found, [](void* target, row_view const& row) {
                          *static_cast<bool*>(target) = row.get<bool>(0);
                        }};
    auto query = database::current().run(what, {}, sink);
    co_await query;
    co_return found;
  };
  CHECK_FALSE(run(asking()));
  // Whoever does not say which tables a statement reads gets an answer all the same: a read that a
  // replica cannot answer is asked of the primary.
  CHECK(run(one_value<std::int64_t>("SELECT count(*) FROM here_only")) == 0);
}

TEST_CASE("what somebody has written is read, although the replica stands still", "[postgres]") {
  opened_set open({replicated::servers().both()});
  make_table();
  read_position made;
  run(reading_from(&made, write("TRUNCATE seen")));
  REQUIRE(open.replica_is_read(made.wal));
  read_position mine;
  auto const in_transaction = []() -> task<void> { return add_row(); };
  {
    paused_replay const paused;
    run(reading_from(&mine, add_row()));
    CHECK(mine.wal > made.wal);
    CHECK(mine.unsure == 0);
    CHECK(run(rows()) == 0);  // the replica, which others may read
    read_position const kept = mine;
    CHECK(run(reading_from(&mine, rows())) == 1);
    run(reading_from(&mine, atomic(in_transaction)));
    CHECK(mine.wal > kept.wal);
    CHECK(mine.unsure == 0);
    // Another request, which has brought the position with it.
    read_position later{mine.wal};
    CHECK(run(reading_from(&later, rows())) == 2);
    CHECK(run(rows()) == 0);
    CHECK(open.all.readable_replicas("default", later.wal) == 0);
  }
  REQUIRE(open.replica_is_read(mine.wal));
  CHECK(run(reading_from(&mine, on_a_replica())));
  CHECK(run(reading_from(&mine, rows())) == 2);
}

TEST_CASE("a script's end in the log is not known: the primary is read", "[postgres]") {
  opened_set open({replicated::servers().both()});
  make_table();
  REQUIRE(open.replica_is_read());
  read_position mine;
  run(reading_from(&mine, database::current().run_script("INSERT INTO seen VALUES (1)")));
  CHECK(mine.unsure == 1);
  CHECK_FALSE(run(reading_from(&mine, on_a_replica())));
}

TEST_CASE("a replica that is too far behind is not read", "[postgres]") {
  named_database with = replicated::servers().both();
  with.max_lag = 300;
  opened_set open({with});
  make_table();
  REQUIRE(open.replica_is_read());
  {
    paused_replay const paused;
    CHECK(comes_true([&] {
      run(add_row());
      return open.all.readable_replicas("default") == 0;
    }));
    CHECK_FALSE(run(on_a_replica()));
  }
  CHECK(open.replica_is_read());
}

TEST_CASE("a replica that ends costs no read its answer", "[postgres]") {
  opened_set open({replicated::servers().both()});
  REQUIRE(open.replica_is_read());
  bool ended = false;
  std::int64_t answered = 0;
  auto const reading = [](bool const* until, std::int64_t* count) -> task<void> {
    while (!*until) {
      auto one = on_a_replica();
      co_await one;
      ++*count;
    }
  };
  std::vector<background_task> readers;
  for (int i = 0; i < 8; ++i) readers.emplace_back(reading(&ended, &answered));
  replicated::servers().replica.run("stop", "immediate");
  CHECK(comes_true([&] { return open.all.readable_replicas("default") == 0; }));
  CHECK_FALSE(run(on_a_replica()));
  replicated::servers().replica.run("start");
  CHECK(open.replica_is_read());
  ended = true;
  for (auto& each : readers) {
    while (each.running()) open.loop.turn(10);
    CHECK_NOTHROW(each.rethrow());
  }
  CHECK(answered > 0);
}

namespace {
struct by_table {
  static std::string_view database_for(route_question const& what) {
    for (std::string_view const name : what.tables)
      if (name == "reports") return "archive";
    return {};
  }
};
task<std::string> where() { return one_value<std::string>("SELECT current_database()::text"); }
}  // namespace

TEST_CASE("databases have names, and a router chooses among them", "[postgres]") {
  named_database first;
  first.primary = test_pool();
  named_database second = first;
  second.name = "archive";
  second.primary.url.replace(second.primary.url.find("/hyper?"), 7, "/postgres?");
  opened_set open({first, second});
  CHECK(run(where()) == "hyper");
  CHECK(run(on_database("archive", where())) == "postgres");
  auto const beside = []() -> task<std::string> {
    auto here = where();
    std::string const mine = co_await here;
    auto there = on_database("archive", where());
    std::string const other = co_await there;
    auto same = on_database("default", where());
    std::string const again = co_await same;
    auto nested = on_database("archive", atomic([]() -> task<std::string> { return where(); }));
    std::string const inner = co_await nested;
    co_return mine + " " + other + " " + again + " " + inner;
  };
  CHECK(run(atomic(beside)) == "hyper postgres hyper postgres");
  CHECK(run(on_database("archive", atomic([]() -> task<std::string> { return where(); }))) ==
        "postgres");
  CHECK_THROWS_AS(run(on_database("nowhere", where())), std::invalid_argument);
  CHECK_THROWS_AS(database_set({first, first}, open.loop), std::invalid_argument);

  open.all.use_router<by_table>();
  auto const reports = []() -> task<std::string> {
    static constexpr std::string_view names[] = {"reports"};
    static constexpr statement_tables touched{names};
    static constexpr statement what{"SELECT current_database()::text", 0, {}, true, &touched};
    std::string found;
    row_sink const sink{&found, [](void* target, row_view const& row) {
                          *static_cast<std::string*>(target) = row.get<std::string>(0);
                        }};
    auto query = database::current().run(what, {}, sink);
    co_await query;
    co_return found;
  };
  CHECK(run(reports()) == "postgres");
  CHECK(run(on_database("default", reports())) == "hyper");
  CHECK(run(where()) == "hyper");
}

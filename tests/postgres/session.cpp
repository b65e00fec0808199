// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

#include <hyper/postgres/session.hpp>
//
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <hyper/runtime/sleep.hpp>
#include "postgres/with_database.hpp"
#include "support/servers.hpp"

using namespace hyper;

TEST_CASE("a session tells its state", "[postgres]") {
  event_loop loop;
  database db(test_pool(), loop);
  detail::session one(db);
  CHECK(one.state() == detail::session::phase::closed);
  CHECK_FALSE(one.usable());
  one.connect();
  CHECK(one.state() == detail::session::phase::connecting);
  while (one.state() == detail::session::phase::connecting) loop.turn(100);
  REQUIRE(one.usable());
  CHECK(one.idle());
  CHECK(one.transaction_status() == 'I');

  auto* const op = new detail::operation;
  op->script = "SELECT pg_sleep(0.05)";
  op->sink = {};
  one.enqueue(op);
  CHECK(one.load() == 1);
  while (!one.idle()) loop.turn(100);
  CHECK(op->done);
  detail::operation::release(op);
  one.close(detail::unavailable("enough"));
  CHECK_FALSE(one.usable());
}

namespace {

/// How many backends are at work on a text that has this word in it.
task<std::int64_t> at_work_on(std::string word) {
  return one_value<std::int64_t>(
      "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid() "
      "AND query LIKE '%' || 'left' || '_" +
      word + "%'");
}

/// Asks until nobody is at work on it: the server needs a moment to hear of a cancel request.
bool ends_soon(std::string const& word) {
  for (int tries = 0; tries < 2000; ++tries) {
    if (run(at_work_on(word)) == 0) return true;
    run([]() -> task<void> {
      sleep_for pause(5);
      co_await pause;
    }());
  }
  return false;
}

task<void> sleep_long(std::string word) {
  auto work = one_value<std::string>("SELECT pg_sleep(60)::text -- left_" + word);
  co_await work;
}

template <class T>
task<void> in_time(task<T> work) {
  with_timeout limited(std::move(work), 30);
  co_await limited;
}

}  // namespace

TEST_CASE("a deadline ends the statement on the server, too", "[postgres]") {
  opened_database const open;
  CHECK_THROWS_AS(run(in_time(sleep_long("alone"))), timed_out);
  CHECK(ends_soon("alone"));
  CHECK(run(one_value<std::int32_t>("SELECT 7")) == 7);
}

TEST_CASE("a deadline inside of a transaction does not wait for the statement", "[postgres]") {
  opened_database const open;
  auto const work = []() -> task<void> { return in_time(sleep_long("within")); };
  CHECK_THROWS_AS(run(atomic(work)), timed_out);
  CHECK(ends_soon("within"));
  auto const whole = []() -> task<void> { return sleep_long("around"); };
  CHECK_THROWS_AS(run(in_time(atomic(whole))), timed_out);
  CHECK(ends_soon("around"));
  auto const next = []() -> task<std::int32_t> { return one_value<std::int32_t>("SELECT 8"); };
  CHECK(run(atomic(next)) == 8);
}

// The request to cancel may arrive when the next statement of the connection is at work.
TEST_CASE("statements beside one that is cancelled are none the wiser", "[postgres]") {
  opened_database const open;
  run(database::current().run_script(
      "DROP TABLE IF EXISTS beside_cancel; CREATE TABLE beside_cancel (n int)"));
  auto const write = [](int n) -> task<void> {
    std::string const sql =
        "INSERT INTO beside_cancel SELECT " + std::to_string(n) + " FROM pg_sleep(0.004) -- write";
    statement const what{sql, 0, {}, false};
    auto query = database::current().run(what, {});
    co_await query;
  };
  constexpr int rounds = 12;
  for (int i = 0; i < rounds; ++i) {
    std::vector<task<void>> together;
    auto const leave = []() -> task<void> {
      auto work = one_value<std::string>("SELECT pg_sleep(0.502)::text -- left_beside");
      with_timeout limited(std::move(work), 8);
      try {
        co_await limited;
      } catch (timed_out const&) {
      }
    };
    together.push_back(leave());
    together.push_back(write(i));
    run([](std::vector<task<void>> tasks) -> task<void> {
      when_all<void> all(std::move(tasks));
      co_await all;
    }(std::move(together)));
  }
  CHECK(run(one_value<std::int64_t>("SELECT count(DISTINCT n) FROM beside_cancel")) == rounds);
  CHECK(run(one_value<std::int64_t>("SELECT count(*) FROM beside_cancel")) == rounds);
  run(database::current().run_script("DROP TABLE beside_cancel"));
}

namespace {

struct slow_reading {
  int rows = 0;
  std::int32_t backend = 0;
  bool cancelled = false;
};

/// Its first row is there a second before the next one.
task<void> read_slowly(slow_reading* into) {
  statement const what{
      "SELECT pg_backend_pid(), repeat('x', 100000) FROM generate_series(1, 3) AS g "
      "WHERE g = 1 OR pg_sleep(1) IS NOT NULL",
      0,
      {},
      false};
  row_sink const sink{into, [](void* target, row_view const& row) {
                        auto& reading = *static_cast<slow_reading*>(target);
                        ++reading.rows;
                        reading.backend = row.get<std::int32_t>(0);
                      }};
  auto query = database::current().run(what, {}, sink);
  try {
    co_await query;
  } catch (query_cancelled const&) {
    into->cancelled = true;
  }
}

task<void> cancel_after_first_row(slow_reading const* of) {
  while (of->rows == 0) {
    sleep_for pause(5);
    co_await pause;
  }
  auto work = one_value<bool>("SELECT pg_cancel_backend(" + std::to_string(of->backend) + ")");
  try {
    co_await work;
  } catch (query_cancelled const&) {  // it went by that backend itself
  }
}

task<void> leave_at_once() {
  auto work = one_value<std::string>("SELECT pg_sleep(60)::text -- left_before");
  with_timeout limited(std::move(work), 20);
  try {
    co_await limited;
  } catch (timed_out const&) {
  }
}

}  // namespace

// Rows that have been handed out cannot be taken back: such a statement fails instead.
TEST_CASE("a statement that a stray cancel request ends amid its rows is not asked again",
          "[postgres]") {
  opened_database const open;
  slow_reading reading;
  std::vector<task<void>> together;
  together.push_back(leave_at_once());
  together.push_back(read_slowly(&reading));
  together.push_back(cancel_after_first_row(&reading));
  run([](std::vector<task<void>> tasks) -> task<void> {
    when_all<void> all(std::move(tasks));
    co_await all;
  }(std::move(together)));
  CHECK(reading.rows < 3);
  CHECK(reading.cancelled);
}

namespace {

/// Statements of two to twelve rows, each of which takes its time.
task<void> read_rows(int first, int* wrong) {
  for (int i = first; i < first + 24; ++i) {
    int const wanted = 2 + i % 11;
    std::string const sql = "SELECT g, repeat('x', 9000) FROM generate_series(1, " +
                            std::to_string(wanted) + ") AS g WHERE pg_sleep(0.0004) IS NOT NULL";
    statement const what{sql, statement_hash(sql), {}, true};
    int rows = 0;
    row_sink const sink{&rows, [](void* target, row_view const&) { ++*static_cast<int*>(target); }};
    auto query = database::current().run(what, {}, sink);
    try {
      co_await query;
    } catch (database_error const&) {
      ++*wrong;
    }
    if (rows != wanted) ++*wrong;
  }
}

}  // namespace

// Where the server is slow, what waits is asked twice. The copy that comes too late is nobody's
// concern, and must not become that of the statement behind it.
TEST_CASE("none of many slow statements fails because another was asked twice", "[postgres]") {
  auto with = test_pool();
  with.slow_after = 1;
  opened_database const open(with);
  int wrong = 0;
  std::vector<task<void>> together;
  for (int i = 0; i < 64; ++i) together.push_back(read_rows(i, &wrong));
  run([](std::vector<task<void>> tasks) -> task<void> {
    when_all<void> all(std::move(tasks));
    co_await all;
  }(std::move(together)));
  CHECK(wrong == 0);
}

namespace {

/// Holds a lock that every read of the test wants, so that no connection is quicker than another.
task<void> hold_lock(bool* held) {
  auto taken = database::current().run_script("SELECT pg_advisory_xact_lock(77)");
  co_await taken;
  *held = true;
  sleep_for pause(150);
  co_await pause;
}

task<void> read_locked(bool const* held) {
  while (!*held) {
    sleep_for pause(1);
    co_await pause;
  }
  auto read = one_value<std::int64_t>(
      "SELECT nextval('asked_under_lock') FROM (SELECT pg_advisory_xact_lock_shared(77) OFFSET 0) "
      "AS locked");
  co_await read;
}

}  // namespace

// A server that lets every statement wait is not helped by more of them.
TEST_CASE("where all connections are slow, one read is asked twice, not all", "[postgres]") {
  opened_database const open;
  run(database::current().run_script(
      "DROP SEQUENCE IF EXISTS asked_under_lock; CREATE SEQUENCE asked_under_lock"));
  bool held = false;
  auto const holder = [&held]() -> task<void> { return hold_lock(&held); };
  std::vector<task<void>> together;
  together.push_back(atomic(holder));
  for (int i = 0; i < 20; ++i) together.push_back(read_locked(&held));
  run([](std::vector<task<void>> tasks) -> task<void> {
    when_all<void> all(std::move(tasks));
    co_await all;
  }(std::move(together)));
  auto const asked = run(one_value<std::int64_t>("SELECT last_value FROM asked_under_lock"));
  CHECK(asked >= 20);
  // The lock may be gone when a second one has been sent, and with it the first group of eight.
  CHECK(asked <= 30);
  run(database::current().run_script("DROP SEQUENCE asked_under_lock"));
}

namespace {

task<void> read_and_note(std::string sql, std::vector<bool>* slow_ones) {
  bool const slow = sql.find("sleep") != sql.npos;
  auto read = one_value<std::int64_t>(std::move(sql));
  co_await read;
  slow_ones->push_back(slow);
}

}  // namespace

// They are asked elsewhere in groups that grow: all of them, while the one in front goes on.
TEST_CASE("a hundred reads behind a slow one do not wait for it", "[postgres]") {
  opened_database const open;
  run(one_value<std::int64_t>("SELECT 1::bigint"));  // connected
  std::vector<bool> slow_ones;
  std::vector<task<void>> together;
  together.push_back(read_and_note("SELECT 1::bigint FROM pg_sleep(1)", &slow_ones));
  for (int i = 0; i < 100; ++i) together.push_back(read_and_note("SELECT 2::bigint", &slow_ones));
  run([](std::vector<task<void>> tasks) -> task<void> {
    when_all<void> all(std::move(tasks));
    co_await all;
  }(std::move(together)));
  REQUIRE(slow_ones.size() == 101);
  CHECK(slow_ones.back());
}

namespace {

/// Speaks as much of protocol 3 as a session needs, and answers when the test says so.
class answering_server {
 public:
  answering_server() : folder_(short_folder()), listener_(socket(AF_UNIX, SOCK_STREAM, 0)) {
    sockaddr_un at{};
    at.sun_family = AF_UNIX;
    path().copy(at.sun_path, sizeof at.sun_path - 1);
    REQUIRE(bind(listener_, reinterpret_cast<sockaddr const*>(&at), sizeof at) == 0);
    REQUIRE(listen(listener_, 8) == 0);
  }
  ~answering_server() {
    leave();
    ::close(listener_);
    ::unlink(path().c_str());
    ::rmdir(folder_.c_str());
  }

  hyper::pool_settings settings() const {
    hyper::pool_settings with;
    with.url = "postgresql://nobody@/nothing?sslmode=disable&host=" + folder_;
    return with;
  }
  /// A connection that is not answered.
  void ignore() { ignored_ = accept(listener_, nullptr, nullptr); }
  void greet(event_loop& clients) {
    connection_ = accept(listener_, nullptr, nullptr);
    REQUIRE(connection_ >= 0);
    clients.turn(-1);  // the start is sent when there is room for it
    char startup[4096];
    REQUIRE(::read(connection_, startup, sizeof startup) > 0);
    say(std::string("R\0\0\0\x08\0\0\0\0", 9) + ready());
  }
  void answer(int statements) {
    std::string answers;
    for (int i = 0; i < statements; ++i)
      answers += std::string("C\0\0\0\x0DSELECT 0\0", 14) + ready();
    say(answers);
  }
  void leave() {
    ::close(std::exchange(connection_, -1));
    ::close(std::exchange(ignored_, -1));
  }

 private:
  std::string path() const { return folder_ + "/.s.PGSQL.5432"; }
  static std::string ready() { return std::string("Z\0\0\0\x05I", 6); }
  void say(std::string const& what) const {
    REQUIRE(::write(connection_, what.data(), what.size()) == static_cast<long>(what.size()));
  }

  std::string folder_;
  int listener_ = -1;
  int connection_ = -1;
  int ignored_ = -1;
};

/// A session with this many statements under way, of which one has been answered.
struct busy_session {
  answering_server server;
  event_loop loop;
  database db{server.settings(), loop};
  detail::session session{db};
  std::vector<detail::operation*> asked;

  explicit busy_session(std::size_t statements) {
    server.ignore();
    session.connect();
    server.greet(loop);
    while (session.state() == detail::session::phase::connecting) loop.turn(-1);
    REQUIRE(session.usable());
    for (std::size_t i = 0; i < statements; ++i) {
      asked.push_back(new detail::operation);
      asked.back()->script = "SELECT";
      session.enqueue(asked.back());
    }
    loop.turn(0);
    server.answer(1);
    loop.turn(0);
    REQUIRE(session.load() == statements - 1);
  }
  ~busy_session() {
    session.close(detail::unavailable("the test ends"));
    for (auto* const each : asked) detail::operation::release(each);
  }
  /// Whether the next answer is taken in the turn after it came.
  bool takes_next_at_once() {
    std::size_t const before = session.load();
    server.answer(1);
    loop.turn(0);
    return session.load() < before;
  }
};

}  // namespace

TEST_CASE("while many statements wait, their answers do not wake the worker one by one",
          "[postgres]") {
  busy_session busy(300);
  int at_once = 0;
  for (int i = 0; i < 50; ++i) at_once += busy.takes_next_at_once();
  CHECK(at_once < 50);  // a millisecond may end between the answer and the turn, but not each time
  while (busy.session.load() > 249) busy.loop.turn(-1);  // they are read, though no more comes

  busy.server.answer(229);
  while (busy.session.load() > 20) busy.loop.turn(-1);
  for (int i = 0; i < 20; ++i) CHECK(busy.takes_next_at_once());
  CHECK(busy.session.idle());
}

TEST_CASE("a server that goes while many statements wait is missed at once", "[postgres]") {
  busy_session busy(300);
  busy.server.leave();
  busy.loop.turn(0);
  CHECK(busy.session.state() == detail::session::phase::closed);
}

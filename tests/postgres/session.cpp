// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

#include <hyper/postgres/session.hpp>
//
#include <hyper/runtime/sleep.hpp>
#include "postgres/with_database.hpp"

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
  constexpr int rounds = 60;
  for (int i = 0; i < rounds; ++i) {
    std::vector<task<void>> together;
    auto const leave = []() -> task<void> {
      auto work = one_value<std::string>("SELECT pg_sleep(0.0125)::text -- left_beside");
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

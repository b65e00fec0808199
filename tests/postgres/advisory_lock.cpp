// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/postgres/advisory_lock.hpp>
//
#include <cstdlib>
#include <hyper/postgres/database.hpp>
#include <hyper/postgres/transaction.hpp>
#include <hyper/runtime/run.hpp>
#include <stdexcept>

#include "support/catch.hpp"

using namespace hyper;

namespace {
/// What waits for the commit outlives the function that has registered it: a function, not a lambda
/// with captures.
task<void> say(std::string* to, std::string word) {
  *to += word;
  co_return;
}
}  // namespace

TEST_CASE("an advisory lock is kept until the transaction ends", "[postgres]") {
  pool_settings with;
  with.url = std::getenv("HYPER_TEST_DATABASE_URL");
  event_loop loop;
  database db(with, loop);
  auto holding = atomic([]() -> task<void> {
    auto locking = advisory_lock("nightly work");
    co_await locking;
    auto again = try_advisory_lock("nightly work");
    bool const taken = co_await again;
    CHECK(taken);  // a lock is no obstacle to its own transaction
  });
  run(std::move(holding));
  CHECK_THROWS_AS(run(try_advisory_lock(1)), std::logic_error);
  CHECK_THROWS_AS(run(advisory_lock(1)), std::logic_error);
}

TEST_CASE("work for after the commit runs when there is one", "[postgres]") {
  pool_settings with;
  with.url = std::getenv("HYPER_TEST_DATABASE_URL");
  event_loop loop;
  database db(with, loop);
  std::string said;
  auto* const words = &said;
  run(on_commit(say(words, "at once ")));
  auto nested = atomic([words]() -> task<void> {
    auto first = on_commit(say(words, "first "));
    co_await first;
    auto lost = atomic([words]() -> task<void> {
      auto never = on_commit(say(words, "never "));
      co_await never;
      throw std::runtime_error("undone");
    });
    try {
      co_await lost;
    } catch (std::runtime_error const&) {
    }
    auto inner = atomic([words]() -> task<void> {
      auto second = on_commit(say(words, "second "));
      co_await second;
    });
    co_await inner;
    *words += "work ";
  });
  run(std::move(nested));
  CHECK(said == "at once work first second ");
  auto failing = atomic([words]() -> task<void> {
    auto never = on_commit(say(words, "never "));
    co_await never;
    throw std::runtime_error("undone");
  });
  CHECK_THROWS_AS(run(std::move(failing)), std::runtime_error);
  CHECK(said == "at once work first second ");
}

TEST_CASE("a transaction's statements have a time limit of their own", "[postgres]") {
  pool_settings with;
  with.url = std::getenv("HYPER_TEST_DATABASE_URL");
  event_loop loop;
  database db(with, loop);
  transaction_options limited;
  limited.statement_timeout = 50;
  auto slow = atomic(
      []() -> task<void> {
        static constexpr std::string_view sql = "SELECT pg_sleep(30)";
        statement const sleeping{sql, statement_hash(sql), {}, false};
        auto running = database::current().run(sleeping, {});
        co_await running;
      },
      limited);
  CHECK_THROWS_AS(run(std::move(slow)), query_cancelled);
}

TEST_CASE("COPY takes its data with it", "[postgres]") {
  pool_settings with;
  with.url = std::getenv("HYPER_TEST_DATABASE_URL");
  event_loop loop;
  database db(with, loop);
  database* const on = &db;
  auto copying = atomic([on]() -> task<std::uint64_t> {
    auto making = on->run_script("CREATE TEMPORARY TABLE copied (word text) ON COMMIT DROP");
    co_await making;
    auto taking = on->copy_in("COPY copied FROM STDIN", std::string("one\ntwo\nthree\n"));
    co_return co_await taking;
  });
  CHECK(run(std::move(copying)) == 3);
  CHECK_THROWS_AS(run(db.copy_in("COPY nowhere FROM STDIN", "x\n")), database_error);
  CHECK_THROWS_AS(run(db.copy_in("COPY nowhere FROM STDIN", "")), std::length_error);
}

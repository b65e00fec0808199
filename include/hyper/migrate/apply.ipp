// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/migrate/apply.hpp>
//
#include <algorithm>
#include <hyper/migrate/sql_tokens.hpp>
#include <hyper/migrate/text_rows.hpp>
#include <hyper/postgres/transaction.hpp>
#include <hyper/runtime/sleep.hpp>
#include <random>

namespace hyper {
namespace detail {

/// Runs a task so that all its statements go to one connection of its own, without a transaction.
HYPER_INLINE task<void> on_one_connection(task<void> work) {
  current_context asked;
  context const* const outer = co_await asked;
  transaction_lease lease(database::current(), outer);
  if (lease.nested()) throw std::logic_error("Migrations cannot run inside of a transaction.");
  auto taking = lease.run_script("SET client_min_messages = warning; SET statement_timeout = 0");
  co_await taking;
  context const link{outer, &database::running_query::transaction_key, lease.scope()};
  work.set_context(&link);
  co_await work;
}

/// The index that `CREATE INDEX CONCURRENTLY` or `DROP INDEX CONCURRENTLY` is about, or nothing.
struct concurrent_index {
  std::string name;
  bool created = false;
};
HYPER_INLINE concurrent_index concurrent_index_of(sql_statement const& statement) {
  sql_tokens words(statement.text);
  concurrent_index made;
  made.created = words.skip("CREATE");
  if (!made.created && !words.skip("DROP")) return {};
  words.skip("UNIQUE");
  if (!words.skip("INDEX") || !words.skip("CONCURRENTLY")) return {};
  if (words.skip("IF") && (words.skip("NOT") || true)) words.skip("EXISTS");
  made.name = words.next().name();
  return made;
}

/// Whether PostgreSQL refuses the statement inside of a transaction.
HYPER_INLINE bool runs_alone(sql_statement const& statement) {
  sql_tokens words(statement.text);
  return statement.has("CONCURRENTLY") || statement.has("ADD VALUE") || words.front().is("VACUUM");
}

/// One run of `apply_migrations` or `roll_back`, on a connection of its own.
class migration_run {
 public:
  migration_run(migration_folder const& folder, migration_options const& with, bool down)
      : folder_(folder), with_(with), down_(down) {}

  task<void> everything() {
    auto locking = lock();
    co_await locking;
    auto making = make_ledger();
    co_await making;
    auto asking = applied_migrations();
    applied_ = co_await asking;
    auto const work = down_ ? migrations_to_undo(folder_, applied_, with_)
                            : pending_migrations(folder_, applied_, with_);
    for (migration const& each : work) {
      auto one = run_one(each);
      co_await one;
      done_.push_back(each.name);
    }
  }
  std::vector<std::string> const& done() const { return done_; }

 private:
  // The first halves of the keys of two-part advisory locks belong to whoever made them up.
  static constexpr char const* lock_query =
      "SELECT pg_try_advisory_lock(1752198245, 1835624306)::text";

  void say(std::string const& line) const {
    if (with_.say != nullptr) with_.say(with_.self, line);
  }

  /// Asks again and again instead of waiting in the server: a statement that waits there holds a
  /// snapshot, for which CREATE INDEX CONCURRENTLY of the other process would wait in turn.
  task<void> lock() {
    constexpr std::int64_t pause = 100;
    for (std::int64_t waited = 0;; waited += pause) {
      auto asking = select_texts(lock_query);
      auto const answer = co_await asking;
      if (answer.at(0).at(0) == "true") co_return;
      if (waited == 0) say("Another process migrates: waiting for its end.");
      if (waited >= with_.wait_for_others)
        throw migration_error("Another process migrates, and has not ended in " +
                              std::to_string(with_.wait_for_others / 1000) +
                              " s. Nothing was changed.");
      sleep_for waiting(pause);
      co_await waiting;
    }
  }

  task<void> run_one(migration const& which) {
    bool const only_noted =
        with_.fake || (!down_ && !which.replaces.empty() &&
                       std::any_of(which.replaces.begin(), which.replaces.end(),
                                   [&](std::string const& name) { return is_known(name); }));
    if (only_noted) {
      auto noting = note(which);
      co_await noting;
      say(which.name + (down_ ? " is noted as not applied." : " is noted as applied."));
      co_return;
    }
    say((down_ ? "Undoing " : "Applying ") + which.name);
    auto working = which.transactional ? run_as_one(which) : run_by_steps(which);
    co_await working;
  }
  bool is_known(std::string_view name) const {
    return find_applied(applied_, name) != nullptr ||
           std::find(done_.begin(), done_.end(), name) != done_.end();
  }

  task<void> note(migration const& which) {
    return down_ ? note_undone(which.name) : note_applied(which.name, which.checksum);
  }

  // ---- a migration that is one transaction ----

  task<void> run_as_one(migration const& which) {
    for (unsigned attempt = 1;; ++attempt) {
      bool blocked = false;
      auto trying = try_as_one(which, attempt, blocked);
      co_await trying;
      if (!blocked) co_return;
      auto pausing = pause(which);
      co_await pausing;
    }
  }

  task<void> try_as_one(migration const& which, unsigned attempt, bool& blocked) {
    std::string const script = down_ ? which.down : which.up;
    sql_statement const* at = nullptr;
    auto const statements = split_statements(script);
    error_fields why;
    try {
      auto beginning = execute_statement(
          "BEGIN; SET LOCAL lock_timeout = " + std::to_string(with_.lock_timeout) +
          "; LOCK TABLE hyper_migrations IN SHARE ROW EXCLUSIVE "
          "MODE");
      co_await beginning;
      auto looking = applied_migrations();
      auto const now = co_await looking;  // where advisory locks are stubs, another was faster
      if ((find_applied(now, which.name) == nullptr) == down_) {
        auto leaving = execute_statement("ROLLBACK");
        co_await leaving;
        co_return;
      }
      for (sql_statement const& each : statements) {
        at = &each;
        auto running = execute_statement(std::string(each.text));
        co_await running;
      }
      at = nullptr;
      auto noting = note(which);
      co_await noting;
      auto ending = execute_statement("COMMIT");
      co_await ending;
      co_return;
    } catch (database_error const& failure) {
      why = failure.fields();
    }
    auto undoing = roll_back_quietly();
    co_await undoing;
    blocked = why.sqlstate == "55P03" && attempt < with_.lock_attempts;
    if (!blocked)
      fail(which, at, at == nullptr ? 0 : static_cast<std::size_t>(at - statements.data()) + 1, why,
           "Nothing of it was applied.");
  }

  task<void> roll_back_quietly() {
    try {
      auto undoing = execute_statement("ROLLBACK");
      co_await undoing;
    } catch (database_error const&) {
      // The connection is lost, and the transaction with it.
    }
  }

  // ---- a migration that runs statement by statement ----

  task<void> run_by_steps(migration const& which) {
    std::string const script = down_ ? which.down : which.up;
    auto const statements = split_statements(script);
    applied_migration const* const begun = down_ ? nullptr : find_applied(applied_, which.name);
    for (std::size_t i = begun == nullptr ? 0 : begun->steps_done; i < statements.size(); ++i) {
      for (unsigned attempt = 1;; ++attempt) {
        bool blocked = false;
        auto trying = try_step(which, statements, i, attempt, blocked);
        co_await trying;
        if (!blocked) break;
        auto pausing = pause(which);
        co_await pausing;
      }
    }
    auto noting = note(which);
    co_await noting;
  }

  task<void> try_step(migration const& which, std::vector<sql_statement> const& statements,
                      std::size_t step, unsigned attempt, bool& blocked) {
    error_fields why;
    try {
      auto working = runs_alone(statements[step]) ? run_alone(statements[step])
                                                  : run_in_transaction(which, statements, step);
      co_await working;
      if (down_) co_return;
      auto noting = note_steps(which.name, which.checksum, step + 1);
      co_await noting;
      co_return;
    } catch (database_error const& failure) {
      why = failure.fields();
    }
    auto undoing = roll_back_quietly();
    co_await undoing;
    blocked = why.sqlstate == "55P03" && attempt < with_.lock_attempts;
    if (!blocked)
      fail(which, &statements[step], step + 1, why,
           step == 0 ? "Nothing of it was applied."
                     : "The statements before it stay applied; the next run goes on with it.");
  }

  /// The step and the note that it is done are one transaction.
  task<void> run_in_transaction(migration const& which,
                                std::vector<sql_statement> const& statements, std::size_t step) {
    auto running =
        execute_statement("BEGIN; SET LOCAL lock_timeout = " + std::to_string(with_.lock_timeout));
    co_await running;
    auto working = execute_statement(std::string(statements[step].text));
    co_await working;
    if (!down_) {
      auto noting = note_steps(which.name, which.checksum, step + 1);
      co_await noting;
    }
    auto ending = execute_statement("COMMIT");
    co_await ending;
  }

  /// What an interrupted run has left is found: a whole index stays, half of one is made anew. No
  /// lock_timeout: these statements wait for old transactions, and lock nobody out meanwhile.
  task<void> run_alone(sql_statement const& statement) {
    concurrent_index const index = concurrent_index_of(statement);
    if (!index.name.empty()) {
      auto asking =
          select_texts("SELECT indisvalid::text FROM pg_index WHERE indexrelid = to_regclass($1)",
                       {quoted_name(index.name)});
      auto const found = co_await asking;
      bool const there = !found.empty();
      bool const valid = there && found[0][0] == "true";
      if (index.created ? valid : !there) co_return;
      if (index.created && there) {
        auto dropping = execute_statement("DROP INDEX CONCURRENTLY " + quoted_name(index.name));
        co_await dropping;
      }
    }
    auto running = execute_statement(std::string(statement.text));
    co_await running;
  }

  // ---- what both share ----

  task<void> pause(migration const& which) {
    say(which.name + " waited " + std::to_string(with_.lock_timeout) +
        " ms for a lock that somebody else holds: trying again.");
    thread_local std::minstd_rand random{std::random_device{}()};
    auto const more = with_.lock_pause > 0 ? static_cast<std::int64_t>(random()) % with_.lock_pause
                                           : std::int64_t{0};
    sleep_for waiting(with_.lock_pause + more);
    co_await waiting;
  }

  [[noreturn]] void fail(migration const& which, sql_statement const* at, std::size_t number,
                         error_fields const& why, std::string_view outcome) const {
    std::string sentence = "The migration " + which.name + (down_ ? ", undone," : "") + " failed";
    if (at != nullptr) {
      std::size_t const first = down_ ? which.down_line : which.up_line;
      std::string_view const text = at->text.substr(0, at->text.find('\n'));
      sentence += " in statement " + std::to_string(number) + " (line " +
                  std::to_string(first + at->line - 1) + ", " + std::string(text.substr(0, 90)) +
                  (text.size() > 90 || text.size() < at->text.size() ? " …)" : ")");
    }
    sentence += ": " + why.message + " (" + why.sqlstate + ").";
    if (!why.detail.empty()) sentence += " " + why.detail;
    throw migration_error(sentence + " " + std::string(outcome));
  }

  migration_folder const& folder_;
  migration_options const& with_;
  bool down_;
  std::vector<applied_migration> applied_;
  std::vector<std::string> done_;
};

HYPER_INLINE task<std::vector<std::string>> run_migrations(migration_folder folder,
                                                           migration_options with, bool down) {
  migration_run all(folder, with, down);
  auto working = on_one_connection(all.everything());
  co_await working;
  co_return all.done();
}

}  // namespace detail

HYPER_INLINE task<std::vector<std::string>> apply_migrations(migration_folder folder,
                                                             migration_options with) {
  return detail::run_migrations(std::move(folder), std::move(with), false);
}

HYPER_INLINE task<std::vector<std::string>> roll_back(migration_folder folder,
                                                      migration_options with) {
  return detail::run_migrations(std::move(folder), std::move(with), true);
}

}  // namespace hyper

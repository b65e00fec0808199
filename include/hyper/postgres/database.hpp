// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <coroutine>
#include <cstdint>
#include <deque>
#include <hyper/config.hpp>
#include <hyper/postgres/copy_source.hpp>
#include <hyper/postgres/errors.hpp>
#include <hyper/postgres/parameters.hpp>
#include <hyper/postgres/pool_settings.hpp>
#include <hyper/postgres/row.hpp>
#include <hyper/postgres/statement.hpp>
#include <hyper/postgres/statement_memory.hpp>
#include <hyper/postgres/statement_router.hpp>
#include <hyper/postgres/usual_wait.hpp>
#include <hyper/runtime/event_loop.hpp>
#include <hyper/runtime/task.hpp>
#include <memory>
#include <string>
#include <vector>

namespace hyper {
namespace detail {
class session;
struct operation;
struct transaction_scope;
}  // namespace detail

class statement_counts;

/// The connections of one worker thread: one that its requests share, and spare ones for
/// transactions and for statements that must not wait behind a slow one. All members belong to the
/// thread of its loop.
class database {
 public:
  /// Begins to connect, and becomes `current`. Throws std::invalid_argument when the settings do
  /// not fit together.
  database(pool_settings with, event_loop& loop);
  /// Another one of this thread, which does not become `current`.
  struct beside {};
  database(beside, pool_settings with, event_loop& loop);
  /// Whoever still waits gets database_unavailable.
  ~database();
  database(database const&) = delete;
  database& operator=(database const&) = delete;

  /// This thread's. Throws std::logic_error when it has none.
  static database& current();
  static bool exists() noexcept;

  class running_query;
  /// `co_await database::current().run(…)` executes a statement and hands each row to the sink.
  /// Inside of `atomic` it belongs to the transaction. Throws the classes of postgres/errors.hpp,
  /// and what the sink threw. The statement's text must live until the end.
  running_query run(statement const& what, parameters values, row_sink sink = {});
  /// Several statements in one text, without parameters, as one transaction unless it says
  /// otherwise. What it sets ends with it.
  task<void> run_script(std::string sql);

  /// Runs `COPY … FROM STDIN` with its data; in the transaction around, when there is one. Answers
  /// how many rows there were. A source must live until the task has ended.
  task<std::uint64_t> copy_in(std::string sql, std::string data);
  task<std::uint64_t> copy_in(std::string sql, copy_source from);

  /// From now on somebody chooses where the statements go that are given to this one.
  void route_by(detail::statement_router* router) { router_ = router; }
  /// From now on somebody keeps what was read, and is told of what is written.
  void remember_by(detail::statement_memory* memory) { memory_ = memory; }
  detail::statement_memory* memory() const { return memory_; }
  /// Counts statements from now on, see postgres/statement_counts.hpp: all of them, or those of
  /// contexts that have a counter. Returns the counter before.
  statement_counts* count_into(statement_counts* all);
  void count_by_context() { counting_ = true; }
  /// What was not answered here, pure reads outside of transactions, is asked of another one.
  void fall_back_to(database* other) { fallback_ = other; }
  /// Where the transactions and scripts of a context go that are given to this one.
  database& for_transactions(context const* around);

  /// The shared connection is there.
  bool healthy() const;
  pool_settings const& settings() const { return settings_; }

 private:
  friend class detail::session;
  friend class running_query;
  friend class transaction_lease;
  struct waiting_statement {
    detail::operation* op;
    std::int64_t deadline;
  };
  struct waiting_lease {
    std::coroutine_handle<> awaiting;
    detail::session** given;
    std::int64_t deadline;
  };
  struct alarm : timer {
    database* of = nullptr;
  };
  static constexpr std::size_t remembered = 16;
  struct slow_statement {
    std::uint64_t hash = 0;
    std::int64_t until = 0;
  };

  void submit(detail::operation* op);
  void submit_again(detail::operation* op);
  void role_changed();
  void note_script(context const* around);
  void retry_or_fail(detail::operation* op, std::exception_ptr const& why, bool unsent);
  detail::session* pick(statement const& what, detail::session const* except = nullptr);
  detail::session* idle_spare();
  void open_spare();
  bool reachable() const;
  bool crowded() const { return statements_.size() + leases_.size() >= settings_.max_waiting; }
  void serve_waiting();
  void became_ready();
  void was_lost(detail::session& which, bool was_ready, error_fields const& why);
  void fail_waiting(std::int64_t until, error_fields const& why);
  void arm_housekeeping(std::int64_t milliseconds);
  static void on_housekeeping(timer& self);
  database& past_pooler();
  void remember_slow(statement const& what);
  void forget_slow(statement const& what);
  bool known_to_be_slow(statement const& what) const;
  std::uint32_t random();

  pool_settings settings_;
  event_loop& loop_;
  std::vector<std::unique_ptr<detail::session>> sessions_;  // the first is the shared one
  std::deque<waiting_statement> statements_;
  std::deque<waiting_lease> leases_;
  alarm housekeeping_;
  std::uint64_t random_state_;
  std::int64_t backoff_ = 0;
  std::int64_t down_since_ = 0;  // 0: reachable
  std::int64_t next_attempt_ = 0;
  error_fields last_failure_;
  slow_statement slow_[remembered];
  std::size_t slow_used_ = 0;  // of these places
  detail::usual_wait usual_wait_;
  bool closing_ = false;
  detail::statement_router* router_ = nullptr;
  detail::statement_memory* memory_ = nullptr;
  database* fallback_ = nullptr;
  bool counting_ = false;  // statements
  statement_counts* counted_into_ = nullptr;
  bool current_ = false;
  database* outer_ = nullptr;
  std::unique_ptr<database> direct_;  // past a pooler, once a script has asked for it
};

/// The awaitable of `run`. Destroying it before its end makes nobody wait: rows that still come are
/// skipped.
class database::running_query {
 public:
  /// Throws std::invalid_argument for SQL that holds a NUL, std::length_error for more than the
  /// protocol can carry.
  running_query(database& on, statement const& what, parameters values, row_sink sink);
  running_query(running_query const&) = delete;
  running_query& operator=(running_query const&) = delete;
  ~running_query();

  bool await_ready() const noexcept { return false; }
  template <class Promise>
  bool await_suspend(std::coroutine_handle<Promise> awaiting) {
    context const* link = nullptr;
    if constexpr (std::is_base_of_v<detail::promise_base, Promise>)
      link = awaiting.promise().inherited;
    return begin(awaiting, link);
  }
  command_status await_resume();

  static constexpr char transaction_key = 0;

 private:
  friend class database;
  friend class transaction_lease;
  bool begin(std::coroutine_handle<> awaiting, context const* around);
  detail::transaction_scope* bind(context const* around);
  bool notes_position(context const* around, bool bound);
  void count(context const* around) const;
  database& on_;
  detail::operation* op_;
  detail::operation* position_ = nullptr;  // asks where in the log the write has ended
  bool commits_ = false;
  detail::transaction_scope* bound_ = nullptr;  // said by a lease, instead of the context
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/postgres/database.ipp>
#include <hyper/postgres/session.ipp>
#include <hyper/postgres/session_slowness.ipp>
#endif

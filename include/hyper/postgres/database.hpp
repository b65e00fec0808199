// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <coroutine>
#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/postgres/session.hpp>
#include <hyper/runtime/event_loop.hpp>
#include <hyper/runtime/task.hpp>
#include <memory>
#include <string>
#include <vector>

namespace hyper {

/// How connections are made and shared. Durations are milliseconds.
struct pool_settings {
  std::string url;         ///< libpq's connection string or URI; empty: its environment
  unsigned threads = 1;    ///< workers that will open a database
  unsigned pool_size = 0;  ///< connections of the process; 0: max(threads + 8, 32)
  std::int64_t connect_timeout = 10'000;
  std::int64_t acquire_timeout = 10'000;  ///< waiting for a free connection: pool_exhausted
  std::int64_t statement_timeout = 0;     ///< the server ends longer statements; 0: none
  std::int64_t slow_after = 5;            ///< a statement older than this diverts the others
  bool share_syncs = true;                ///< pure reads of one turn share a sync
  bool prepared_statements = true;        ///< off for poolers that cannot keep them
  std::size_t statement_cache = 256;      ///< prepared statements on a connection
  std::size_t max_waiting = 4096;         ///< statements of a worker without a connection
  std::size_t max_message = 256U << 20;   ///< bytes of one message from the server

  /// Throws std::invalid_argument with a sentence when the sizes do not fit together.
  void require() const;
  unsigned resolved_pool_size() const;
};

/// The connections of one worker thread: one that its requests share, and spare ones for
/// transactions and for statements that must not wait behind a slow one. All members belong to the
/// thread of its loop.
class database {
 public:
  database(pool_settings with, event_loop& loop);
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
  /// otherwise.
  task<void> run_script(std::string sql);

  bool healthy() const;
  pool_settings const& settings() const { return settings_; }

 private:
  friend class detail::session;
  friend class running_query;
  friend class transaction_lease;
  struct waiter {
    detail::operation* op = nullptr;   // a statement, or
    std::coroutine_handle<> awaiting;  // somebody who wants a connection for itself
    detail::session** given = nullptr;
    std::int64_t deadline = 0;
  };
  task<void> run_here(statement what, std::string script);
  void submit(detail::operation* op);
  detail::session* pick();
  detail::session* open_spare();
  void serve_waiting();
  void became_ready(detail::session& which);
  void was_lost(detail::session& which);
  void retry_or_fail(detail::operation* op, std::exception_ptr why);
  void arm_housekeeping(std::int64_t milliseconds);
  static void on_housekeeping(timer& self);
  void fail_waiting(std::int64_t older_than, error_fields const& why);

  struct alarm : timer {
    database* of = nullptr;
  };
  pool_settings settings_;
  event_loop& loop_;
  std::vector<std::unique_ptr<detail::session>> sessions_;  // the first is the shared one
  std::deque<waiter> waiting_;
  alarm housekeeping_;
  std::int64_t backoff_ = 0;
  std::int64_t down_since_ = 0;  // 0: reachable
  std::int64_t next_attempt_ = 0;
  error_fields last_failure_;
  database* outer_ = nullptr;
};

/// The awaitable of `run`. Destroying it before its end makes nobody wait: rows that still come are
/// skipped.
class database::running_query {
 public:
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
    return begin(awaiting, static_cast<detail::session*>(context::find(link, &transaction_key)));
  }
  command_status await_resume();

  static constexpr char transaction_key = 0;

 private:
  friend class database;
  bool begin(std::coroutine_handle<> awaiting, detail::session* bound);
  database& on_;
  detail::operation* op_;
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/postgres/database.ipp>
#include <hyper/postgres/session.ipp>
#endif

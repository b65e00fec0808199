// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <exception>
#include <hyper/postgres/database.hpp>
#include <hyper/postgres/operation.hpp>
#include <hyper/runtime/sleep.hpp>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace hyper {

enum class isolation : std::uint8_t {
  server_default,
  read_committed,
  repeatable_read,
  serializable
};

/// How `atomic` begins. Inside of another transaction all of it must be left as it is.
struct transaction_options {
  isolation level = isolation::server_default;
  bool read_only = false;
  bool deferrable = false;
  /// How often the work is begun anew after a serialization failure or a deadlock.
  unsigned retries = 0;
  /// How many milliseconds each statement may take, and how many it may wait for a lock; 0 is the
  /// connection's own limit. PostgreSQL ends what takes longer: query_cancelled,
  /// lock_not_available.
  std::int64_t statement_timeout = 0;
  std::int64_t lock_timeout = 0;
};

/// A connection held for one transaction. Destroying it before `commit` has ended rolls back.
class transaction_lease {
 public:
  transaction_lease(database& of, context const* outer);
  transaction_lease(transaction_lease const&) = delete;
  transaction_lease& operator=(transaction_lease const&) = delete;
  ~transaction_lease();

  /// Waits for a connection and begins; inside of another transaction sets a savepoint. Throws
  /// pool_exhausted, and std::logic_error for what a savepoint cannot do.
  task<void> begin(transaction_options with = {});
  /// Throws database_error 25P02 when a statement has failed before, whoever caught that: then
  /// nothing was committed.
  task<void> commit();
  task<void> rollback();
  /// Without a transaction: waits for a connection and runs a text on it.
  task<void> run_script(std::string sql);
  /// Runs a COPY … FROM STDIN with its data, in the transaction around it or by itself.
  task<std::uint64_t> copy_in(std::string sql, copy_source from);

  bool nested() const { return outer_ != nullptr; }
  detail::transaction_scope* scope() { return &scope_; }

 private:
  struct acquire {
    transaction_lease& lease;
    bool await_ready();
    void await_suspend(std::coroutine_handle<> awaiting);
    void await_resume();
    ~acquire();
    bool waiting = false;
  };
  task<std::uint64_t> command(std::string_view sql, std::string script = {}, copy_source from = {});
  void send(std::string_view script);
  task<void> join();
  task<std::uint64_t> alone(std::string script, copy_source from);
  void set_savepoint(transaction_options const& with);
  bool alive() const;
  void end_scope();
  detail::transaction_scope* outer_;
  database& database_;
  detail::transaction_scope scope_;
  bool open_ = false;
};

namespace detail {

/// A pause before a transaction is tried again, longer with every attempt.
sleep_for pause_before_retry(unsigned attempt);

template <class T>
struct transaction_outcome {
  std::optional<std::conditional_t<std::is_void_v<T>, bool, T>> value;
  std::exception_ptr failure;
  bool may_retry = false;
  std::vector<task<void>> after_commit = {};
};

/// Runs what `on_commit` was given, all of it; then the first failure goes on.
task<void> run_after_commit(std::vector<task<void>> work);

/// Begins, works, and commits or rolls back.
template <class Work, class T>
task<void> attempt_transaction(Work* work, transaction_options with, context const* outer,
                               transaction_outcome<T>* into) {
  transaction_lease lease(database::current(), outer);
  auto beginning = lease.begin(with);
  co_await beginning;
  context const link{outer, &database::running_query::transaction_key, lease.scope()};
  try {
    auto inner = (*work)();
    inner.set_context(&link);
    if constexpr (std::is_void_v<T>) {
      co_await inner;
      into->value.emplace(true);
    } else {
      into->value.emplace(co_await inner);
    }
    auto ending = lease.commit();
    co_await ending;
    into->after_commit = std::move(lease.scope()->after_commit);
    co_return;
  } catch (serialization_failure const&) {
    into->failure = std::current_exception();
    into->may_retry = !lease.nested();
  } catch (...) {
    into->failure = std::current_exception();
  }
  auto undoing = lease.rollback();
  co_await undoing;
}

}  // namespace detail

/// `co_await atomic([=]() -> task<T> {…})` runs the work inside of a transaction, or of a savepoint
/// when it is in one already, and commits. If the work throws, it is rolled back and the exception
/// goes on. Queries that the work awaits find the transaction by themselves.
///
/// With `retries` the work may run several times, so it must not keep what it did in an attempt
/// that failed. Savepoints of one transaction cannot be open side by side (as with `when_all`).
template <class Work>
auto atomic(Work work, transaction_options with = {})
    -> task<task_result_t<std::invoke_result_t<Work&>>> {
  using result = task_result_t<std::invoke_result_t<Work&>>;
  current_context asked;
  context const* const outer = co_await asked;
  for (unsigned attempt = 0;; ++attempt) {
    detail::transaction_outcome<result> outcome;
    auto trying = detail::attempt_transaction(&work, with, outer, &outcome);
    co_await trying;
    if (outcome.failure && (!outcome.may_retry || attempt >= with.retries))
      std::rethrow_exception(outcome.failure);
    if (!outcome.failure) {
      auto afterwards = detail::run_after_commit(std::move(outcome.after_commit));
      co_await afterwards;
      if constexpr (std::is_void_v<result>)
        co_return;
      else
        co_return std::move(*outcome.value);
    }
    auto pause = detail::pause_before_retry(attempt);
    co_await pause;
  }
}

/// Has a task run once the transaction around is committed, or at once when there is none:
///   co_await on_commit(send_letter(address));
/// Of a transaction, or of a savepoint, that is rolled back nothing runs. The tasks run in their
/// order; what one throws reaches the caller of `atomic`, after all have run. The data are stored
/// by then.
task<void> on_commit(task<void> work);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/postgres/transaction.ipp>
#endif

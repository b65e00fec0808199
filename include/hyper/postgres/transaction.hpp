// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/postgres/database.hpp>
#include <optional>
#include <type_traits>

namespace hyper {

/// A connection held for one transaction. Destroying it before `commit` has ended rolls back.
class transaction_lease {
 public:
  transaction_lease(database& of, context const* outer);
  transaction_lease(transaction_lease const&) = delete;
  transaction_lease& operator=(transaction_lease const&) = delete;
  ~transaction_lease();

  /// Waits for a connection and begins; inside of another transaction sets a savepoint. Throws
  /// pool_exhausted.
  task<void> begin();
  task<void> commit();
  task<void> rollback();
  /// Without a transaction: waits for a connection and runs a text on it.
  task<void> run_script(std::string sql);
  detail::session* session() const { return session_; }

 private:
  struct acquire {
    transaction_lease& lease;
    bool await_ready();
    void await_suspend(std::coroutine_handle<> awaiting);
    void await_resume();
    ~acquire();
    bool waiting = false;
  };
  task<void> command(statement what, std::string script = {});
  void send(statement const& what);
  database& database_;
  detail::session* session_ = nullptr;
  bool nested_ = false;
  bool open_ = false;
};

/// `co_await atomic([=]() -> task<T> {…})` runs the work inside of a transaction, or of a savepoint
/// when it is in one already, and commits. If the work throws, it is rolled back and the exception
/// goes on. Queries that the work awaits find the transaction by themselves.
template <class Work>
auto atomic(Work work) -> task<task_result_t<std::invoke_result_t<Work&>>> {
  using result = task_result_t<std::invoke_result_t<Work&>>;
  current_context asked;
  context const* const outer = co_await asked;
  transaction_lease lease(database::current(), outer);
  auto beginning = lease.begin();
  co_await beginning;
  context const link{outer, &database::running_query::transaction_key, lease.session()};
  std::exception_ptr failure;
  std::optional<std::conditional_t<std::is_void_v<result>, bool, result>> value;
  {
    auto inner = work();
    inner.set_context(&link);
    try {
      if constexpr (std::is_void_v<result>) {
        co_await inner;
        value.emplace(true);
      } else {
        value.emplace(co_await inner);
      }
    } catch (...) {
      failure = std::current_exception();
    }
  }
  if (failure) {
    auto undoing = lease.rollback();
    co_await undoing;
    std::rethrow_exception(failure);
  }
  auto ending = lease.commit();
  co_await ending;
  if constexpr (!std::is_void_v<result>) co_return std::move(*value);
}

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/postgres/transaction.ipp>
#endif

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/postgres/transaction.hpp>
//

namespace hyper {
namespace detail {
inline constexpr statement begin_statement{"BEGIN"};
inline constexpr statement commit_statement{"COMMIT"};
inline constexpr statement rollback_statement{"ROLLBACK"};
inline constexpr statement savepoint_statement{"SAVEPOINT hyper"};
inline constexpr statement release_statement{"RELEASE SAVEPOINT hyper"};
inline constexpr statement undo_statement{"ROLLBACK TO SAVEPOINT hyper"};
}  // namespace detail

HYPER_INLINE transaction_lease::transaction_lease(database& of, context const* outer)
    : database_(of) {
  session_ = static_cast<detail::session*>(
      context::find(outer, &database::running_query::transaction_key));
  nested_ = session_ != nullptr;
}

HYPER_INLINE transaction_lease::~transaction_lease() {
  if (session_ == nullptr || nested_) {
    if (nested_ && open_) send(detail::undo_statement);
    return;
  }
  if (open_) {
    if (!session_->idle()) session_->cancel_running();
    send(detail::rollback_statement);
  }
  session_->release_when_idle();
}

HYPER_INLINE bool transaction_lease::acquire::await_ready() { return false; }

HYPER_INLINE void transaction_lease::acquire::await_suspend(std::coroutine_handle<> awaiting) {
  database& db = lease.database_;
  waiting = true;
  db.waiting_.push_back(
      {nullptr, awaiting, &lease.session_, db.loop_.now() + db.settings_.acquire_timeout});
  db.arm_housekeeping(0);
}

HYPER_INLINE transaction_lease::acquire::~acquire() {
  if (!waiting) return;
  auto& queue = lease.database_.waiting_;
  for (auto it = queue.begin(); it != queue.end(); ++it)
    if (it->given == &lease.session_) {
      queue.erase(it);
      return;
    }
}

HYPER_INLINE void transaction_lease::acquire::await_resume() {
  waiting = false;
  if (lease.session_ != nullptr) return;
  error_fields why = lease.database_.down_since_ != 0
                         ? lease.database_.last_failure_
                         : detail::unavailable("no connection became free in time", "53300");
  throw_database_error(std::move(why));
}

HYPER_INLINE void transaction_lease::send(statement const& what) {
  auto* const op = new detail::operation;
  op->what = what;
  op->bound = session_;
  if (session_->state() == detail::session::phase::ready) session_->enqueue(op);
  detail::release(op);
}

HYPER_INLINE task<void> transaction_lease::command(statement what, std::string script) {
  context const link{nullptr, &database::running_query::transaction_key, session_};
  auto bound = database_.run_here(what, std::move(script));
  bound.set_context(&link);
  co_await bound;
}

HYPER_INLINE task<void> transaction_lease::begin() {
  if (!nested_) {
    acquire connection{*this};
    co_await connection;
  }
  // Nobody waits for it: it travels with the first statement of the work. If it fails, so does
  // that.
  send(nested_ ? detail::savepoint_statement : detail::begin_statement);
  open_ = true;
}

HYPER_INLINE task<void> transaction_lease::commit() {
  auto work = command(nested_ ? detail::release_statement : detail::commit_statement);
  co_await work;
  open_ = false;
}

HYPER_INLINE task<void> transaction_lease::rollback() {
  open_ = false;
  if (session_->state() != detail::session::phase::ready) co_return;
  auto work = command(nested_ ? detail::undo_statement : detail::rollback_statement);
  try {
    co_await work;
  } catch (database_error const&) {
    // The connection is lost, and the transaction with it.
  }
}

HYPER_INLINE task<void> transaction_lease::run_script(std::string sql) {
  if (!nested_) {
    acquire connection{*this};
    co_await connection;
    session_->dirty = true;
  }
  auto work = command({}, std::move(sql));
  co_await work;
}

HYPER_INLINE task<void> database::run_here(statement what, std::string script) {
  running_query query(*this, what, {}, {});
  query.op_->script = std::move(script);
  co_await query;
}

HYPER_INLINE task<void> database::run_script(std::string sql) {
  if (sql.find('\0') != sql.npos) throw std::invalid_argument("SQL cannot hold a NUL");
  current_context asked;
  context const* const outer = co_await asked;
  transaction_lease lease(*this, outer);
  auto work = lease.run_script(std::move(sql));
  co_await work;
}

}  // namespace hyper

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/postgres/transaction.hpp>
//
#include <hyper/postgres/session.hpp>
#include <stdexcept>
#include <utility>

namespace hyper {
namespace detail {

// A savepoint that was rolled back to is still there and would hide an outer one of its name.
inline constexpr char const* undo_savepoint =
    "ROLLBACK TO SAVEPOINT hyper; RELEASE SAVEPOINT hyper";

HYPER_INLINE std::string begin_text(transaction_options const& with) {
  std::string text = "BEGIN";
  if (with.level == isolation::read_committed) text += " ISOLATION LEVEL READ COMMITTED";
  if (with.level == isolation::repeatable_read) text += " ISOLATION LEVEL REPEATABLE READ";
  if (with.level == isolation::serializable) text += " ISOLATION LEVEL SERIALIZABLE";
  if (with.read_only) text += " READ ONLY";
  if (with.deferrable) text += " DEFERRABLE";
  if (with.statement_timeout > 0)
    text += "; SET LOCAL statement_timeout = " + std::to_string(with.statement_timeout);
  if (with.lock_timeout > 0)
    text += "; SET LOCAL lock_timeout = " + std::to_string(with.lock_timeout);
  return text;
}

HYPER_INLINE sleep_for pause_before_retry(unsigned attempt) {
  thread_local std::uint32_t state = 2463534242;
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5;
  std::uint32_t const longest = 5U << (attempt < 6 ? attempt : 6);
  return sleep_for(1 + state % longest);
}

}  // namespace detail

HYPER_INLINE transaction_lease::transaction_lease(database& of, context const* outer)
    : outer_(static_cast<detail::transaction_scope*>(
          context::find(outer, &database::running_query::transaction_key))),
      database_(outer_ != nullptr ? *outer_->of : of.for_transactions(outer)) {
  scope_.of = &database_;
}

HYPER_INLINE bool transaction_lease::alive() const {
  return scope_.on != nullptr && scope_.on->generation() == scope_.generation &&
         scope_.on->state() == detail::session::phase::ready;
}

HYPER_INLINE void transaction_lease::end_scope() {
  open_ = false;
  if (outer_ != nullptr && outer_->inner == &scope_) outer_->inner = nullptr;
}

HYPER_INLINE transaction_lease::~transaction_lease() {
  bool const undo = open_;
  end_scope();
  if (!alive()) return;
  if (nested()) {
    if (undo) send(detail::undo_savepoint);
    return;
  }
  if (!scope_.on->idle()) scope_.on->cancel_running();
  if (undo) send("ROLLBACK");
  scope_.on->give_back();
}

// ---- a connection -------------------------------------------------------------------------------

HYPER_INLINE bool transaction_lease::acquire::await_ready() {
  database& db = lease.database_;
  if (!db.leases_.empty()) return false;
  lease.scope_.on = db.idle_spare();
  if (lease.scope_.on != nullptr) lease.scope_.on->leased = true;
  return lease.scope_.on != nullptr || db.crowded() || !db.reachable() || db.closing_;
}

HYPER_INLINE void transaction_lease::acquire::await_suspend(std::coroutine_handle<> awaiting) {
  database& db = lease.database_;
  waiting = true;
  db.leases_.push_back({awaiting, &lease.scope_.on, db.loop_.now() + db.settings_.acquire_timeout});
  db.open_spare();
  db.arm_housekeeping(50);
}

HYPER_INLINE transaction_lease::acquire::~acquire() {
  if (!waiting) return;
  auto& queue = lease.database_.leases_;
  for (auto it = queue.begin(); it != queue.end(); ++it)
    if (it->given == &lease.scope_.on) {
      queue.erase(it);
      return;
    }
}

HYPER_INLINE void transaction_lease::acquire::await_resume() {
  waiting = false;
  if (lease.scope_.on != nullptr) {
    lease.scope_.generation = lease.scope_.on->generation();
    return;
  }
  database& db = lease.database_;
  if (!db.reachable() || db.closing_) throw_database_error(db.last_failure_);
  throw_database_error(detail::unavailable("no connection became free in time", "53300"));
}

// ---- its beginning and end ----------------------------------------------------------------------

/// Sends a text whose answer nobody waits for.
HYPER_INLINE void transaction_lease::send(std::string_view script) {
  auto* const op = new detail::operation;
  op->script = script;
  op->bound = scope_.on;
  op->generation = scope_.generation;
  if (alive()) scope_.on->enqueue(op);
  detail::operation::release(op);
}

HYPER_INLINE task<std::uint64_t> transaction_lease::command(std::string_view sql,
                                                            std::string script, copy_source from) {
  statement const what{sql, sql.empty() ? 0 : statement_hash(sql)};
  database::running_query query(database_, what, {}, {});
  query.bound_ = &scope_;
  query.op_->script = std::move(script);
  query.op_->copied = from;
  query.op_->copies = from.append != nullptr;
  query.commits_ = sql == "COMMIT";
  command_status const status = co_await query;
  if (sql == "COMMIT" && query.op_->rolled_back) {
    error_fields why;
    why.sqlstate = "25P02";
    why.message = "nothing was committed: a statement of the transaction had failed";
    throw_database_error(std::move(why));
  }
  co_return status.rows;
}

HYPER_INLINE void transaction_lease::set_savepoint(transaction_options const& with) {
  bool const plain = with.level == isolation::server_default && !with.read_only &&
                     !with.deferrable && with.retries == 0 && with.statement_timeout == 0 &&
                     with.lock_timeout == 0;
  if (!plain) throw std::logic_error("Only the outermost `atomic` can have options.");
  if (outer_->inner != nullptr)
    throw std::logic_error("Savepoints of one transaction cannot be open side by side.");
  scope_.on = outer_->on;
  scope_.generation = outer_->generation;
  outer_->inner = &scope_;
}

HYPER_INLINE task<void> transaction_lease::begin(transaction_options with) {
  if (nested()) {
    set_savepoint(with);
  } else {
    acquire connection{*this};
    co_await connection;
    scope_.on->read_only = with.read_only;
  }
  // Nobody waits for it: it travels with the first statement of the work. If it fails, so does
  // that.
  open_ = true;
  send(nested() ? "SAVEPOINT hyper" : detail::begin_text(with));
}

HYPER_INLINE task<void> transaction_lease::commit() {
  auto work = command(nested() ? "RELEASE SAVEPOINT hyper" : "COMMIT");
  co_await work;
  if (nested()) {
    for (task<void>& later : scope_.after_commit) outer_->after_commit.push_back(std::move(later));
    scope_.after_commit.clear();
    for (auto const* each : scope_.written) outer_->written.push_back(each);
    outer_->wrote_anything = outer_->wrote_anything || scope_.wrote_anything;
  }
  end_scope();
}

HYPER_INLINE task<void> transaction_lease::rollback() {
  bool const undo = open_;
  end_scope();
  if (!undo || !alive()) co_return;
  auto work = nested() ? command({}, detail::undo_savepoint) : command("ROLLBACK");
  try {
    co_await work;
  } catch (database_error const&) {
    // The connection is lost, and the transaction with it.
  }
}

// ---- scripts ------------------------------------------------------------------------------------

HYPER_INLINE task<void> transaction_lease::run_script(std::string sql) {
  auto beginning = join();
  co_await beginning;
  if (!nested()) scope_.on->dirty = !database_.settings_.transaction_pooler;
  auto work = alone(std::move(sql), {});
  co_await work;
}

/// Whatever becomes of it, it may have written something.
HYPER_INLINE task<std::uint64_t> transaction_lease::alone(std::string script, copy_source from) {
  std::exception_ptr failure;
  std::uint64_t rows = 0;
  try {
    auto work = command({}, std::move(script), from);
    rows = co_await work;
  } catch (...) {
    failure = std::current_exception();
  }
  std::string telling;
  if (!nested() && database_.memory() != nullptr) telling = database_.memory()->announce_script();
  if (!telling.empty() && alive()) {
    try {
      auto work = command({}, std::move(telling));
      co_await work;
    } catch (database_error const&) {
      // The connection is lost. Those who listen find out when what they keep is too old.
    }
  }
  if (failure) std::rethrow_exception(failure);
  co_return rows;
}

/// The connection of the transaction around, or one of its own.
HYPER_INLINE task<void> transaction_lease::join() {
  (nested() ? outer_ : &scope_)->wrote_anything = true;
  if (nested()) {
    scope_.on = outer_->on;
    scope_.generation = outer_->generation;
    co_return;
  }
  acquire connection{*this};
  co_await connection;
}

HYPER_INLINE task<std::uint64_t> transaction_lease::copy_in(std::string sql, copy_source from) {
  auto beginning = join();
  co_await beginning;
  auto work = alone(std::move(sql), from);
  co_return co_await work;
}

HYPER_INLINE task<std::uint64_t> database::copy_in(std::string sql, std::string data) {
  if (data.empty()) throw std::length_error("a COPY needs some data");
  detail::copied_text text(std::move(data));
  auto copying = copy_in(std::move(sql), text.source());
  co_return co_await copying;
}

HYPER_INLINE task<std::uint64_t> database::copy_in(std::string sql, copy_source from) {
  if (sql.find('\0') != sql.npos) throw std::invalid_argument("SQL cannot hold a NUL");
  current_context asked;
  context const* const outer = co_await asked;
  note_script(outer);
  transaction_lease lease(*this, outer);
  auto work = lease.copy_in(std::move(sql), from);
  co_return co_await work;
}

// ---- after the commit ---------------------------------------------------------------------------

HYPER_INLINE task<void> on_commit(task<void> work) {
  current_context asked;
  context const* const around = co_await asked;
  auto* const scope = static_cast<detail::transaction_scope*>(
      context::find(around, &database::running_query::transaction_key));
  if (scope == nullptr)
    co_await work;
  else
    scope->after_commit.push_back(std::move(work));
}

HYPER_INLINE task<void> detail::run_after_commit(std::vector<task<void>> work) {
  std::exception_ptr first;
  for (task<void>& one : work) {
    try {
      co_await one;
    } catch (...) {
      if (!first) first = std::current_exception();
    }
  }
  if (first) std::rethrow_exception(first);
}

HYPER_INLINE task<void> database::run_script(std::string sql) {
  if (sql.find('\0') != sql.npos) throw std::invalid_argument("SQL cannot hold a NUL");
  if (sql.size() > parameters::most_bytes)
    throw std::length_error("a script may have at most 512 MiB");
  current_context asked;
  context const* const outer = co_await asked;
  bool const within = context::find(outer, &running_query::transaction_key) != nullptr;
  note_script(outer);
  transaction_lease lease(within ? *this : for_transactions(outer).past_pooler(), outer);
  auto work = lease.run_script(std::move(sql));
  co_await work;
}

}  // namespace hyper

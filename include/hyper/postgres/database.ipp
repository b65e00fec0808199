// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/postgres/database.hpp>
//
#include <stdexcept>

namespace hyper {
namespace detail {

HYPER_INLINE database*& database_of_this_thread() {
  thread_local database* mine = nullptr;
  return mine;
}

HYPER_INLINE std::uint32_t jitter() {
  thread_local std::uint64_t state = reinterpret_cast<std::uintptr_t>(&state) | 1;
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return static_cast<std::uint32_t>(state >> 32);
}

}  // namespace detail

HYPER_INLINE unsigned pool_settings::resolved_pool_size() const {
  unsigned const enough = threads + 8;
  return pool_size != 0 ? pool_size : enough > 32 ? enough : 32;
}

HYPER_INLINE void pool_settings::require() const {
  if (threads == 0) throw std::invalid_argument("a database needs at least one thread");
  if (resolved_pool_size() < threads + 8)
    throw std::invalid_argument("The pool has " + std::to_string(resolved_pool_size()) +
                                " connections, but " + std::to_string(threads) +
                                " threads need at least " + std::to_string(threads + 8) +
                                ": one each, and 8 for transactions.");
}

HYPER_INLINE database::database(pool_settings with, event_loop& loop)
    : settings_(std::move(with)), loop_(loop) {
  settings_.require();
  housekeeping_.of = this;
  housekeeping_.due = &database::on_housekeeping;
  outer_ = std::exchange(detail::database_of_this_thread(), this);
  sessions_.push_back(std::make_unique<detail::session>(*this, true));
  sessions_.front()->connect();
}

HYPER_INLINE database::~database() {
  fail_waiting(INT64_MAX, detail::unavailable("the database was closed"));
  settings_.acquire_timeout = -1;  // nothing that ends now may ask for a new connection
  for (auto& each : sessions_) each->close(detail::unavailable("the database was closed"));
  fail_waiting(INT64_MAX, detail::unavailable("the database was closed"));
  loop_.disarm(housekeeping_);
  detail::database_of_this_thread() = outer_;
}

HYPER_INLINE bool database::exists() noexcept {
  return detail::database_of_this_thread() != nullptr;
}

HYPER_INLINE database& database::current() {
  database* const mine = detail::database_of_this_thread();
  if (mine == nullptr) throw std::logic_error("this thread has no database");
  return *mine;
}

HYPER_INLINE bool database::healthy() const {
  return sessions_.front()->state() == detail::session::phase::ready;
}

// ---- where a statement goes
// ----------------------------------------------------------------------

HYPER_INLINE detail::session* database::pick() {
  std::int64_t const now = loop_.now();
  detail::session* best = nullptr;
  for (auto& each : sessions_) {
    if (!each->usable() || each->is_slow(now)) continue;
    if (each.get() == sessions_.front().get()) return each.get();
    if (best == nullptr || each->load() < best->load()) best = each.get();
  }
  return best;
}

HYPER_INLINE detail::session* database::open_spare() {
  if (settings_.acquire_timeout < 0 || loop_.now() < next_attempt_) return nullptr;
  for (auto& each : sessions_)
    if (each->state() == detail::session::phase::connecting) return nullptr;  // one at a time
  for (auto& each : sessions_)
    if (each->state() == detail::session::phase::closed) {
      each->connect();
      return each.get();
    }
  if (sessions_.size() >= settings_.resolved_pool_size() / settings_.threads) return nullptr;
  sessions_.push_back(std::make_unique<detail::session>(*this, false));
  sessions_.back()->connect();
  return sessions_.back().get();
}

HYPER_INLINE void database::submit(detail::operation* op) {
  if (op->bound != nullptr) {
    if (op->bound->state() == detail::session::phase::ready) return op->bound->enqueue(op);
    return retry_or_fail(
        op, detail::as_exception(detail::unavailable("the transaction's connection was lost")));
  }
  if (detail::session* const to = pick()) return to->enqueue(op);
  open_spare();
  bool const reachable = down_since_ == 0 || loop_.now() - down_since_ < 200;
  if (!reachable || waiting_.size() >= settings_.max_waiting || settings_.acquire_timeout < 0) {
    op->attempts = 100;  // not again: it would come back here at once
    return retry_or_fail(
        op,
        detail::as_exception(
            reachable ? detail::unavailable("too many statements wait for a connection", "53300")
                      : last_failure_));
  }
  ++op->owners;
  waiting_.push_back({op, {}, nullptr, loop_.now() + settings_.acquire_timeout});
  arm_housekeeping(50);
}

HYPER_INLINE void database::retry_or_fail(detail::operation* op, std::exception_ptr why) {
  bool const again = op->what.pure_read && !op->received_rows && op->attempts < 2 &&
                     op->bound == nullptr && settings_.acquire_timeout >= 0 && down_since_ == 0;
  if (again) return submit(op);
  op->done = true;
  if (!op->failure) op->failure = why;
  auto const awaiting = std::exchange(op->awaiting, {});
  if (awaiting) awaiting.resume();
}

HYPER_INLINE void database::serve_waiting() {
  while (!waiting_.empty()) {
    waiter next = waiting_.front();
    if (next.op != nullptr) {
      detail::session* const to = pick();
      if (to == nullptr) return static_cast<void>(open_spare());
      waiting_.pop_front();
      if (!next.op->done) to->enqueue(next.op);
      release(next.op);
      continue;
    }
    detail::session* free = nullptr;
    for (std::size_t i = 1; i < sessions_.size() && free == nullptr; ++i)
      if (sessions_[i]->usable() && sessions_[i]->idle()) free = sessions_[i].get();
    if (free == nullptr) return static_cast<void>(open_spare());
    waiting_.pop_front();
    free->leased = true;
    *next.given = free;
    next.awaiting.resume();
  }
}

// ---- coming and going
// ----------------------------------------------------------------------------

HYPER_INLINE void database::became_ready(detail::session&) {
  down_since_ = 0;
  backoff_ = 0;
  next_attempt_ = 0;
  serve_waiting();
}

HYPER_INLINE void database::was_lost(detail::session& which) {
  which.leased = false;
  bool any = false;
  for (auto& each : sessions_) any = any || each->state() == detail::session::phase::ready;
  if (!any && down_since_ == 0) down_since_ = loop_.now();
  // One attempt at a time for the whole pool, with growing and jittered pauses.
  backoff_ = backoff_ == 0 ? 50 : backoff_ < 1000 ? backoff_ * 2 : 1000;
  next_attempt_ = loop_.now() + backoff_ / 2 + detail::jitter() % (backoff_ / 2 + 1);
  if (settings_.acquire_timeout >= 0) arm_housekeeping(next_attempt_ - loop_.now());
}

HYPER_INLINE void database::arm_housekeeping(std::int64_t milliseconds) {
  std::int64_t const moment = loop_.now() + milliseconds;
  if (!housekeeping_.armed() || housekeeping_.moment() > moment) loop_.arm(housekeeping_, moment);
}

HYPER_INLINE void database::on_housekeeping(timer& self) {
  database& it = *static_cast<alarm&>(self).of;
  std::int64_t const now = it.loop_.now();
  if (it.sessions_.front()->state() == detail::session::phase::closed && now >= it.next_attempt_)
    it.open_spare();
  if (it.down_since_ != 0 && now - it.down_since_ >= 200)
    it.fail_waiting(INT64_MAX, it.last_failure_);
  it.fail_waiting(now, detail::unavailable("no connection became free in time", "53300"));
  it.serve_waiting();
  if (!it.waiting_.empty() || !it.healthy())
    it.arm_housekeeping(it.next_attempt_ > now ? it.next_attempt_ - now : 50);
}

HYPER_INLINE void database::fail_waiting(std::int64_t older_than, error_fields const& why) {
  auto const failure = detail::as_exception(why);
  while (!waiting_.empty() && waiting_.front().deadline <= older_than) {
    waiter const next = waiting_.front();
    waiting_.pop_front();
    if (next.op == nullptr) {
      next.awaiting.resume();  // finds that it was given nothing
      continue;
    }
    if (!next.op->done) {
      next.op->attempts = 100;
      retry_or_fail(next.op, failure);
    }
    release(next.op);
  }
}

// ---- one statement
// -------------------------------------------------------------------------------

HYPER_INLINE database::running_query::running_query(database& on, statement const& what,
                                                    parameters values, row_sink sink)
    : on_(on), op_(new detail::operation) {
  op_->what = what;
  op_->values = std::move(values);
  op_->sink = sink;
}

HYPER_INLINE database::running_query::~running_query() {
  op_->awaiting = {};
  op_->sink = {};
  op_->done = true;  // whoever still holds it has nothing to deliver any more
  detail::release(op_);
}

HYPER_INLINE bool database::running_query::begin(std::coroutine_handle<> awaiting,
                                                 detail::session* bound) {
  op_->bound = bound;
  on_.submit(op_);  // may fail at once; then nobody has to be woken
  if (op_->done) return false;
  op_->awaiting = awaiting;
  return true;
}

HYPER_INLINE command_status database::running_query::await_resume() {
  if (op_->failure) std::rethrow_exception(op_->failure);
  return op_->status;
}

HYPER_INLINE database::running_query database::run(statement const& what, parameters values,
                                                   row_sink sink) {
  return running_query(*this, what, std::move(values), sink);
}

}  // namespace hyper

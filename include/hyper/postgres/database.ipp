// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/postgres/database.hpp>
//
#include <hyper/postgres/operation.hpp>
#include <hyper/postgres/session.hpp>
#include <hyper/postgres/statement_counts.hpp>
#include <stdexcept>
#include <utility>

namespace hyper {
namespace detail {

HYPER_INLINE database*& database_of_this_thread() {
  thread_local database* mine = nullptr;
  return mine;
}

/// For so long after the loss of the last connection new statements wait for another; later they
/// fail at once.
inline constexpr std::int64_t patience = 200;

}  // namespace detail

HYPER_INLINE database::database(pool_settings with, event_loop& loop)
    : database(beside(), std::move(with), loop) {
  current_ = true;
  outer_ = std::exchange(detail::database_of_this_thread(), this);
}

HYPER_INLINE database::database(beside, pool_settings with, event_loop& loop)
    : settings_(with.resolved()),
      loop_(loop),
      random_state_(reinterpret_cast<std::uintptr_t>(this) | 1) {
  settings_.require();
  random_state_ ^= static_cast<std::uint64_t>(loop.now()) << 32;
  housekeeping_.of = this;
  housekeeping_.due = &database::on_housekeeping;
  sessions_.push_back(std::make_unique<detail::session>(*this));
  sessions_.front()->connect();
}

HYPER_INLINE database::~database() {
  closing_ = true;
  auto const why = detail::unavailable("the database was closed");
  fail_waiting(INT64_MAX, why);
  for (auto& each : sessions_) each->close(why);
  fail_waiting(INT64_MAX, why);
  loop_.disarm(housekeeping_);
  if (current_) detail::database_of_this_thread() = outer_;
}

HYPER_INLINE database& database::past_pooler() {
  if (!settings_.transaction_pooler || settings_.direct_url.empty()) return *this;
  if (!direct_) direct_ = std::make_unique<database>(beside(), settings_.direct(), loop_);
  direct_->remember_by(memory_);
  return *direct_;
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

HYPER_INLINE std::uint32_t database::random() {
  random_state_ ^= random_state_ << 13;
  random_state_ ^= random_state_ >> 7;
  random_state_ ^= random_state_ << 17;
  return static_cast<std::uint32_t>(random_state_ >> 32);
}

// ---- where a statement goes ---------------------------------------------------------------------

/// The first connection that is not held up: so the others drain and are free for transactions.
HYPER_INLINE detail::session* database::pick(statement const& what, detail::session const* except) {
  if (slow_used_ != 0 && known_to_be_slow(what)) {
    if (detail::session* const spare = idle_spare()) return spare;
    open_spare();
  }
  detail::session* old = nullptr;
  for (auto& each : sessions_) {
    if (each.get() == except || !each->usable() || each->held_up()) continue;
    if (!each->retiring()) return each.get();
    old = each.get();
  }
  return old;
}

HYPER_INLINE detail::session* database::idle_spare() {
  for (std::size_t i = 1; i < sessions_.size(); ++i) {
    detail::session& each = *sessions_[i];
    if (each.usable() && each.idle() && !each.retiring()) return &each;
  }
  return nullptr;
}

HYPER_INLINE void database::open_spare() {
  if (closing_ || loop_.now() < next_attempt_) return;
  detail::session* closed = nullptr;
  for (auto& each : sessions_) {
    if (each->state() == detail::session::phase::connecting) return;  // one at a time
    if (closed == nullptr && each->state() == detail::session::phase::closed) closed = each.get();
  }
  if (closed == nullptr) {
    if (sessions_.size() >= settings_.resolved_pool_size() / settings_.threads) return;
    sessions_.push_back(std::make_unique<detail::session>(*this));
    closed = sessions_.back().get();
  }
  closed->connect();
}

HYPER_INLINE bool database::reachable() const {
  return down_since_ == 0 || loop_.now() - down_since_ < detail::patience;
}

HYPER_INLINE void database::submit(detail::operation* op) {
  if (op->bound != nullptr) {
    bool const same = op->bound->state() == detail::session::phase::ready &&
                      op->bound->generation() == op->generation;
    if (same) return op->bound->enqueue(op);
    auto const why = detail::unavailable("the connection of the transaction was lost");
    return retry_or_fail(op, detail::as_exception(why), false);
  }
  if (detail::session* const to = pick(op->what)) return to->enqueue(op);
  open_spare();
  if (fallback_ != nullptr && op->what.pure_read) return fallback_->submit(op);
  if (closing_ || crowded() || !reachable()) {
    op->attempts = INT16_MAX;
    auto const full = detail::unavailable("too many statements wait for a connection", "53300");
    return retry_or_fail(op, detail::as_exception(reachable() ? full : last_failure_), false);
  }
  ++op->owners;
  statements_.push_back({op, loop_.now() + settings_.acquire_timeout});
  arm_housekeeping(50);
}

/// The statement's connection was lost, or none was found. What certainly had no effect is asked
/// again.
HYPER_INLINE void database::retry_or_fail(detail::operation* op, std::exception_ptr const& why,
                                          bool unsent) {
  if (op->flights > 0 && !op->received_rows) return;  // another connection may answer
  bool const harmless = unsent || (op->what.pure_read && op->attempts < 3);
  if (harmless && !op->received_rows && !op->failure && op->bound == nullptr && op->attempts < 8 &&
      !closing_)
    return submit_again(op);
  if (!op->failure) op->failure = why;
  op->finish();
}

/// A replica is asked once.
HYPER_INLINE void database::submit_again(detail::operation* op) {
  bool const elsewhere = fallback_ != nullptr && op->bound == nullptr && op->what.pure_read;
  (elsewhere ? *fallback_ : *this).submit(op);
}

HYPER_INLINE statement_counts* database::count_into(statement_counts* all) {
  counting_ = counting_ || all != nullptr;
  return std::exchange(counted_into_, all);
}

HYPER_INLINE database& database::for_transactions(context const* around) {
  return router_ == nullptr ? *this : router_->choose(around, nullptr);
}

/// The server takes no writes any more: another one does, if this is a failover. All connections
/// are made anew, those at work when they have ended it.
HYPER_INLINE void database::role_changed() {
  auto const why = detail::unavailable("the server takes no writes any more");
  for (auto& each : sessions_) {
    if (each->state() != detail::session::phase::ready) continue;
    if (each->idle() && !each->leased)
      each->close(why);
    else
      each->retire();
  }
  backoff_ = 1;
  next_attempt_ = loop_.now();
  arm_housekeeping(1);
}

/// A script, or a COPY: nobody knows what it does, and where the log is behind it.
HYPER_INLINE void database::note_script(context const* around) {
  if (router_ == nullptr) return;
  auto* const seen = static_cast<read_position*>(context::find(around, &read_position::key));
  if (seen != nullptr) ++seen->unsure;
}

/// Whoever is resumed may ask for more, so nothing is kept over a resumption.
HYPER_INLINE void database::serve_waiting() {
  while (!leases_.empty()) {
    detail::session* const free = idle_spare();
    if (free == nullptr) {
      open_spare();
      break;
    }
    waiting_lease const next = leases_.front();
    leases_.pop_front();
    free->leased = true;
    *next.given = free;
    next.awaiting.resume();
  }
  while (!statements_.empty()) {
    detail::operation* const op = statements_.front().op;
    detail::session* const to = op->done ? nullptr : pick(op->what);
    if (to == nullptr && !op->done) return open_spare();
    statements_.pop_front();
    if (to != nullptr) to->enqueue(op);
    detail::operation::release(op);
  }
}

// ---- statements that are known to be slow -------------------------------------------------------

/// They go to a spare connection from the beginning, for a minute, or until one of them has been
/// quick: one that was held up by something else, a busy machine or a lock, must not stay there.
HYPER_INLINE void database::remember_slow(statement const& what) {
  if (what.hash == 0) return;
  slow_statement* place = &slow_[0];
  for (auto& each : slow_) {
    if (each.hash == what.hash) {
      place = &each;
      break;
    }
    if (each.until < place->until) place = &each;
  }
  if (place->hash == 0) ++slow_used_;
  *place = {what.hash, loop_.now() + 60'000};
}

HYPER_INLINE void database::forget_slow(statement const& what) {
  if (what.hash == 0) return;
  for (auto& each : slow_) {
    if (each.hash != what.hash) continue;
    each = {};
    --slow_used_;
  }
}

HYPER_INLINE bool database::known_to_be_slow(statement const& what) const {
  for (auto const& each : slow_)
    if (each.hash == what.hash && each.until > loop_.now()) return what.hash != 0;
  return false;
}

// ---- coming and going ---------------------------------------------------------------------------

HYPER_INLINE void database::became_ready() {
  down_since_ = backoff_ = next_attempt_ = 0;
  serve_waiting();
  if (sessions_.size() == 1) open_spare();  // the first slow statement must not wait for it
}

HYPER_INLINE void database::was_lost(detail::session&, bool was_ready, error_fields const& why) {
  last_failure_ = why;
  if (closing_) return;
  bool any = false;
  for (auto& each : sessions_) any = any || each->state() == detail::session::phase::ready;
  if (!any && down_since_ == 0) down_since_ = loop_.now();
  // One attempt at a time for the whole pool, the first at once, then with growing and jittered
  // pauses.
  backoff_ = was_ready && backoff_ == 0 ? 1
             : backoff_ < 100           ? 100
             : backoff_ < 1000          ? backoff_ * 2
                                        : 2000;
  next_attempt_ = loop_.now() + backoff_ / 2 + random() % (backoff_ / 2 + 1);
  arm_housekeeping(next_attempt_ - loop_.now());
}

HYPER_INLINE void database::arm_housekeeping(std::int64_t milliseconds) {
  std::int64_t const moment = loop_.now() + milliseconds;
  if (!housekeeping_.armed() || housekeeping_.moment() > moment) loop_.arm(housekeeping_, moment);
}

HYPER_INLINE void database::on_housekeeping(timer& self) {
  database& it = *static_cast<alarm&>(self).of;
  std::int64_t const now = it.loop_.now();
  if (it.sessions_.front()->state() == detail::session::phase::closed) it.open_spare();
  if (!it.reachable()) it.fail_waiting(INT64_MAX, it.last_failure_);
  it.fail_waiting(now, detail::unavailable("no connection became free in time", "53300"));
  it.serve_waiting();
  bool const waits = !it.statements_.empty() || !it.leases_.empty() || !it.healthy();
  if (waits) it.arm_housekeeping(it.next_attempt_ > now ? it.next_attempt_ - now : 50);
}

HYPER_INLINE void database::fail_waiting(std::int64_t until, error_fields const& why) {
  std::exception_ptr failure;
  while (!statements_.empty() && statements_.front().deadline <= until) {
    detail::operation* const op = statements_.front().op;
    statements_.pop_front();
    if (!failure) failure = detail::as_exception(why);
    op->attempts = INT16_MAX;
    if (!op->done) retry_or_fail(op, failure, false);
    detail::operation::release(op);
  }
  while (!leases_.empty() && leases_.front().deadline <= until) {
    auto const awaiting = leases_.front().awaiting;
    leases_.pop_front();
    awaiting.resume();  // finds that it was given nothing
  }
}

// ---- one statement ------------------------------------------------------------------------------

HYPER_INLINE database::running_query::running_query(database& on, statement const& what,
                                                    parameters values, row_sink sink)
    : on_(on), op_(nullptr) {
  if (what.sql.find('\0') != what.sql.npos) throw std::invalid_argument("SQL cannot hold a NUL");
  if (what.sql.size() > parameters::most_bytes)
    throw std::length_error("a statement may have at most 512 MiB");
  op_ = new detail::operation;
  op_->what = what;
  op_->values = std::move(values);
  op_->sink = sink;
}

HYPER_INLINE database::running_query::~running_query() {
  if (position_ != nullptr) {
    position_->awaiting = {};
    position_->sink = {};
    position_->done = true;
    detail::operation::release(position_);
  }
  op_->awaiting = {};
  op_->sink = {};
  op_->copied = {};
  // Whoever still holds it has nothing to deliver any more.
  if (!std::exchange(op_->done, true) && op_->flights > 0) op_->sent_on->left(*op_);
  detail::operation::release(op_);
}

/// Answers the transaction that the statement belongs to, if there is one.
HYPER_INLINE detail::transaction_scope* database::running_query::bind(context const* around) {
  auto* within =
      bound_ != nullptr
          ? bound_
          : static_cast<detail::transaction_scope*>(context::find(around, &transaction_key));
  // A transaction of another database than the one that was named.
  if (bound_ == nullptr && within != nullptr && within->of != &on_ && on_.router_ == nullptr)
    within = nullptr;
  if (within == nullptr) return nullptr;
  if (within->inner != nullptr && !op_->what.pure_read)
    throw std::logic_error(
        "A statement cannot run beside a savepoint of the same transaction: it would become part "
        "of it.");
  op_->bound = within->on;
  op_->generation = within->generation;
  return within;
}

HYPER_INLINE bool database::running_query::begin(std::coroutine_handle<> awaiting,
                                                 context const* around) {
  if (op_->what.supply != nullptr) op_->what.supply(around, op_->values);
  detail::transaction_scope* const within = bind(around);
  bool const bound = within != nullptr;
  database* to = bound || on_.router_ == nullptr ? &on_ : &on_.router_->choose(around, &op_->what);
  if (on_.memory_ != nullptr) {
    database* const primary = to->fallback_ != nullptr ? to->fallback_ : to;
    if (on_.memory_->recall(*op_, around, within, commits_, *primary)) return false;
    if (op_->note != nullptr) to = primary;  // what is kept must not be old
  }
  if (on_.counting_ && bound_ == nullptr) count(around);
  to->submit(op_);  // may fail at once; then nobody has to be woken
  bool const noted = on_.router_ != nullptr && to == &on_ && notes_position(around, bound);
  if (op_->done) return false;
  (noted ? position_ : op_)->awaiting = awaiting;
  return true;
}

HYPER_INLINE void database::running_query::count(context const* around) const {
  if (on_.counted_into_ != nullptr) on_.counted_into_->add(op_->what);
  auto* const unit = static_cast<statement_counts*>(context::find(around, &statement_counts::key));
  if (unit != nullptr) unit->add(op_->what);
}

/// Behind a write, on its connection, the server is asked where its log is now. Nobody waits longer
/// for that: both travel together. It must not be asked elsewhere, or before the write has ended.
HYPER_INLINE bool database::running_query::notes_position(context const* around, bool bound) {
  bool const writes = bound ? commits_ && !op_->bound->read_only : !op_->what.pure_read;
  auto* const seen = static_cast<read_position*>(context::find(around, &read_position::key));
  if (!writes || seen == nullptr) return false;
  ++seen->unsure;
  if (op_->flights != 1 || op_->done) return false;
  static constexpr std::string_view sql = "SELECT (pg_current_wal_insert_lsn() - '0/0')::bigint";
  static constexpr statement asking{sql, statement_hash(sql), {}, false};
  position_ = new detail::operation;
  position_->what = asking;
  position_->before = op_;
  ++op_->owners;
  position_->bound = op_->bound;
  position_->generation = op_->generation;
  position_->sink = {seen, [](void* target, row_view const& row) {
                       auto& at = *static_cast<read_position*>(target);
                       auto const now = static_cast<std::uint64_t>(row.get<std::int64_t>(0));
                       if (now > at.wal) at.wal = now;
                     }};
  op_->sent_on->enqueue(position_);
  return true;
}

HYPER_INLINE command_status database::running_query::await_resume() {
  // A write that was sent twice may have ended behind what was asked.
  if (position_ != nullptr && !position_->failure && position_->received_rows && op_->attempts == 1)
    --static_cast<read_position*>(position_->sink.target)->unsure;
  if (op_->failure) std::rethrow_exception(op_->failure);
  return op_->status;
}

HYPER_INLINE database::running_query database::run(statement const& what, parameters values,
                                                   row_sink sink) {
  return running_query(*this, what, std::move(values), sink);
}

}  // namespace hyper

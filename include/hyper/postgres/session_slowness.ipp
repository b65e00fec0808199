// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// What becomes of those that wait behind a slow statement.

#include <hyper/postgres/database.hpp>
#include <hyper/postgres/session.hpp>
#include <vector>

namespace hyper::detail {

HYPER_INLINE std::int64_t session::slow_after() const {
  return of_.usual_wait_.slow_after(of_.settings_.slow_after);
}

HYPER_INLINE void session::note_wait() {
  if (!leased && !flights_.empty())
    of_.usual_wait_.note(of_.loop_.now() - front_since_, of_.settings_.slow_after);
}

/// How soon somebody must look whether the front statement is slow. While nobody waits behind it,
/// not soon: a time limit of a few milliseconds makes each sleep of the loop dearer than all else
/// that a short statement costs the client.
HYPER_INLINE std::int64_t session::watch_interval() const {
  pool_settings const& with = of_.settings_;
  bool const limits = with.transaction_pooler && with.statement_timeout > 0;
  bool const others_wait = !leased && flights_.size() > 1;
  bool const left = flights_.front().op->done;  // it is to be cancelled
  std::int64_t const soon = slow_after();
  return limits || others_wait || left || soon > rarely ? soon : rarely;
}

HYPER_INLINE void session::look_after(std::int64_t milliseconds) {
  std::int64_t const moment = of_.loop_.now() + milliseconds;
  if (!alarm_.armed() || alarm_.moment() > moment) of_.loop_.arm(alarm_, moment);
}

/// Whether a new statement would wait behind one that is slow, as it seems. The alarm, which comes
/// behind the events of this turn, knows better.
HYPER_INLINE bool session::held_up() {
  if (flights_.empty() || of_.loop_.now() - front_since_ < slow_after()) return false;
  look_after(0);
  return probe_ == nullptr;  // else it is not certain yet
}

HYPER_INLINE void session::on_alarm(timer& self) {
  session& it = *static_cast<alarm&>(self).of;
  if (it.phase_ == phase::connecting) return it.lost("the database did not answer in time");
  if (it.phase_ != phase::ready || it.flights_.empty()) return;
  pool_settings const& with = it.of_.settings_;
  std::int64_t const now = it.of_.loop_.now();
  std::int64_t const age = now - it.front_since_;
  if (age < it.slow_after()) return it.look_after(it.watch_interval() - age);
  // The server ends a statement in time; if it does not, it is not there.
  constexpr std::int64_t grace = 2'000;
  flight& front = it.flights_.front();
  bool const limited = with.statement_timeout > 0 && front.op->script.empty();
  if (limited && age > with.statement_timeout + grace)
    return it.lost("the database did not answer in time");
  bool const late = limited && with.transaction_pooler && age >= with.statement_timeout;
  std::int64_t const left = with.statement_timeout - age;
  it.of_.loop_.arm(it.alarm_, now + (limited && left > 0 && left < rarely ? left : rarely));
  // Nobody waits for it; or its time is over, and the server was not told of a limit. Most of those
  // that were asked twice end soon, and a request to cancel them may meet a statement behind.
  bool const left_over = front.op->done && (it.leased || age >= rarely);
  if ((left_over || late) && !std::exchange(front.cancelled, true)) it.cancel_running();
  if (!it.leased) it.divert();
}

HYPER_INLINE bool session::may_be_asked_twice(operation const& op) {
  return op.what.pure_read && !op.done && op.deliverer == nullptr && op.attempts < 2 &&
         op.bound == nullptr;
}

/// A statement lets others wait. Either it is slow, or the server is, and then more connections
/// and more statements would make it slower still. So one read that waits is asked on another
/// connection: if its answer comes before this connection moves, the others follow. They follow in
/// groups that grow, while this connection does not move: one that only had no processor goes on
/// soon, and what waits there need not be answered twice. Whichever connection answers first is
/// heard.
HYPER_INLINE void session::divert() {
  if (!slow_) {
    if (probe_ == nullptr && send_probe()) return look_after(slow_after());
    if (probe_ != nullptr && !probe_->done) return look_after(slow_after());
    slow_ = true;
    moving_ = 2;
    of_.remember_slow(flights_.front().op->what);
  }
  moving_ *= 4;
  std::vector<operation*> moved;
  for (std::size_t i = 1; i < flights_.size() && moved.size() < moving_; ++i)
    if (may_be_asked_twice(*flights_[i].op)) moved.push_back(flights_[i].op);
  if (moved.size() == moving_) look_after(slow_after());
  for (operation* const op : moved) ++op->owners;
  for (operation* const op : moved) {
    if (!op->done) of_.submit(op);
    operation::release(op);
  }
}

/// False when nothing that waits may be asked twice. While no other connection is there, one is
/// opened.
HYPER_INLINE bool session::send_probe() {
  for (std::size_t i = 1; i < flights_.size(); ++i) {
    operation* const op = flights_[i].op;
    if (!may_be_asked_twice(*op)) continue;
    session* const other = of_.pick(op->what, this);
    if (other == nullptr) return of_.open_spare(), true;
    probe_ = op;
    ++op->owners;
    other->enqueue(op);
    return true;
  }
  return false;
}

HYPER_INLINE bool session::drop_probe() {
  operation* const probe = std::exchange(probe_, nullptr);
  if (probe != nullptr) operation::release(probe);
  return probe != nullptr;
}

}  // namespace hyper::detail

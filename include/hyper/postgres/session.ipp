// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/postgres/session.hpp>
//
#include <errno.h>
#include <sys/epoll.h>
#include <cstring>
#include <hyper/postgres/database.hpp>
#include <string_view>
#include <utility>

namespace hyper::detail {

HYPER_INLINE session::~session() { close(unavailable("the database was closed")); }

// ---- connecting ---------------------------------------------------------------------------------

HYPER_INLINE void session::connect() {
  ready = &session::on_ready;
  sender_.of = receiver_.of = alarm_.of = reader_.of = this;
  sender_.run = &session::on_turn_end;
  receiver_.run = &session::on_more;
  alarm_.due = &session::on_alarm;
  reader_.due = &session::on_read_due;
  phase_ = phase::connecting;
  ++generation_;
  of_.loop_.arm(alarm_, of_.loop_.now() + of_.settings_.connect_timeout);
  auto const looked_up = [](void* self) {
    auto& it = *static_cast<session*>(self);
    bool const begun = it.transport_.descriptor() >= 0;
    it.follow(begun ? transport::step::wants_write : transport::step::failed);
  };
  follow(transport_.begin(of_.settings_, of_.loop_, looked_up, this));
}

HYPER_INLINE void session::follow(transport::step next) {
  switch (next) {
    case transport::step::waits:
      return;
    case transport::step::wants_read:
      return watch_for(EPOLLIN);
    case transport::step::wants_write:
      return watch_for(EPOLLOUT);
    case transport::step::connected:
      return connected();
    case transport::step::failed:
      return lost(transport_.problem());
  }
}

HYPER_INLINE void session::watch_for(std::uint32_t events) {
  // libpq may go on to another address with another socket, perhaps under the same number.
  if (descriptor_ >= 0) of_.loop_.unwatch(descriptor_, *this);
  descriptor_ = transport_.descriptor();
  try {
    if (descriptor_ >= 0) of_.loop_.watch(descriptor_, events, *this);
  } catch (std::exception const& refused) {
    descriptor_ = -1;
    lost(refused.what());
  }
}

HYPER_INLINE void session::connected() {
  of_.loop_.disarm(alarm_);
  in_.resize(64 * 1024);
  phase_ = phase::ready;
  std::int64_t const lifetime = of_.settings_.max_lifetime;
  expires_ = lifetime == 0 ? INT64_MAX
                           : of_.loop_.now() + lifetime -
                                 static_cast<std::int64_t>(of_.random()) % (lifetime / 10 + 1);
  watch_for(EPOLLIN | EPOLLRDHUP | EPOLLET);
  if (phase_ == phase::ready) of_.became_ready();
}

HYPER_INLINE void session::lost(std::string_view reason) { close(unavailable(reason)); }

HYPER_INLINE void session::forget_connection() {
  phase_ = phase::closed;
  if (descriptor_ >= 0) of_.loop_.unwatch(std::exchange(descriptor_, -1), *this);
  of_.loop_.disarm(alarm_);
  of_.loop_.disarm(reader_);
  of_.loop_.cancel(sender_);
  of_.loop_.cancel(receiver_);
  transport_.close();
  out_.clear();
  copying_ = nullptr;
  drop_probe();
  out_begins_ = sent_ = stray_until_ = in_begin_ = in_end_ = 0;
  transaction_ = 'I';
  leased = dirty = read_only = false;
  unit_open_ = giving_back_ = cancelling_ = retiring_ = slow_ = blocked_ = reads_later_ = false;
  prepared_.clear();
}

HYPER_INLINE void session::close(error_fields const& why) {
  if (phase_ == phase::closed) return;
  bool const was_ready = phase_ == phase::ready;
  std::uint64_t const sent = out_begins_ + sent_;
  std::deque<flight> const ended = std::exchange(flights_, {});
  forget_connection();
  of_.was_lost(*this, was_ready, why);
  if (ended.empty()) return;
  auto const failure = as_exception(why);
  for (flight const& each : ended) {
    operation* const op = each.op;
    --op->flights;
    bool const mine = op->deliverer == this;
    if (mine) op->deliverer = nullptr;
    bool const others = op->deliverer != nullptr || (op->flights > 0 && !op->received_rows);
    if (!op->done && !others) of_.retry_or_fail(op, failure, each.begins >= sent);
    operation::release(op);
  }
}

// ---- sending ------------------------------------------------------------------------------------

HYPER_INLINE void session::enqueue(operation* which) {
  while (put_more_copy()) {
  }
  ++which->owners;
  ++which->attempts;
  ++which->flights;
  which->sent_on = this;
  bool const simple = !which->script.empty();
  bool const shares =
      of_.settings_.share_syncs && which->what.pure_read && !simple && which->bound == nullptr;
  if (!shares) end_unit();
  if (flights_.empty()) front_since_ = of_.loop_.now();
  flight made{which, out_begins_ + out_.size()};
  if (simple) {
    put_query(out_, which->script);
    // It need not wait for the server to ask: if the COPY fails, its data are skipped there.
    if (which->copies) copying_ = which;
    made.syncs = true;  // the simple protocol answers with ReadyForQuery by itself
  } else {
    put_announcement(made);
    put_statement(made);
    unit_open_ = true;
  }
  flights_.push_back(made);
  if (!shares) end_unit();
  of_.loop_.at_turn_end(sender_);
  look_after(watch_interval());
}

/// The next piece of the COPY that is under way. Nothing is stored when its data cannot be had, or
/// when nobody waits for it any more: they may be gone then.
HYPER_INLINE bool session::put_more_copy() {
  operation* const op = copying_;
  if (op == nullptr) return false;
  try {
    bool const there = op->copied.append != nullptr;
    if (there && put_copy_piece(out_, op->copied)) return true;
    there ? put_copy_done(out_) : put_copy_fail(out_);
  } catch (...) {
    if (!op->failure) op->failure = std::current_exception();
    put_copy_fail(out_);
  }
  copying_ = nullptr;
  return true;
}

/// In front of the statement and behind the same sync: both are done, or none.
HYPER_INLINE void session::put_announcement(flight& made) {
  if (made.op->note == nullptr) return;
  announcement const said = made.op->note->announced();
  if (said.payload.empty()) return;
  static constexpr type_oid texts[] = {codec<std::string>::oid, codec<std::string>::oid};
  static constexpr statement telling{"SELECT pg_notify($1, $2)", 0, texts};
  parameters values;
  values.add(said.channel);
  values.add(said.payload);
  put_parse(out_, "", telling);
  put_bind_execute(out_, "", values);
  made.announces = true;
}

HYPER_INLINE void session::put_statement(flight& made) {
  statement const& what = made.op->what;
  if (!of_.settings_.prepared_statements || what.hash == 0) {
    put_parse(out_, "", what);
    return put_bind_execute(out_, "", made.op->values);
  }
  made.key = what.hash;  // the same text with other types is another statement
  for (type_oid const type : what.parameter_types) made.key = (made.key ^ type) * 1099511628211ULL;
  statement_name const name(made.key);
  if (!prepared_.touch(made.key)) {
    if (prepared_.size() >= of_.settings_.statement_cache)
      put_close(out_, statement_name(prepared_.evict()));
    put_parse(out_, name, what);
    prepared_.insert(made.key);
    made.parses = true;
  }
  put_bind_execute(out_, name, made.op->values);
}

HYPER_INLINE void session::end_unit() {
  if (!unit_open_) return;
  put_sync(out_);
  flights_.back().syncs = true;
  unit_open_ = false;
}

HYPER_INLINE void session::on_turn_end(turn_hook& self) {
  session& it = *static_cast<hook&>(self).of;
  it.end_unit();
  if (!it.blocked_) it.send_all();
}

/// Room to write is watched for only while it is missing: a Unix socket tells of it whenever the
/// server reads, which would wake the worker once more for each answer.
HYPER_INLINE void session::wait_for_room(bool yes) {
  if (std::exchange(blocked_, yes) != yes) watch_again();
}

/// Each answer would wake the worker, and a sleep costs as much as several answers. While many
/// statements wait, what has come is read once in a millisecond, for all of them.
HYPER_INLINE void session::read_later(bool yes) {
  if (yes) of_.loop_.arm(reader_, of_.loop_.now() + 1);
  if (std::exchange(reads_later_, yes) != yes) watch_again();
}

HYPER_INLINE void session::watch_again() {
  std::uint32_t const room = blocked_ ? std::uint32_t{EPOLLOUT} : 0;
  std::uint32_t const answers = reads_later_ ? 0 : std::uint32_t{EPOLLIN};
  try {
    of_.loop_.rewatch(descriptor_, answers | EPOLLRDHUP | EPOLLET | room, *this);
  } catch (std::exception const& refused) {
    lost(refused.what());
  }
}

HYPER_INLINE void session::send_all() {
  do {
    if (!send_out()) return;
    out_begins_ += out_.size();
    sent_ = 0;
    out_.clear();
  } while (put_more_copy());
  wait_for_room(false);
  constexpr std::size_t kept = 1U << 20;
  if (out_.capacity() > kept) out_.shrink_to_fit();
}

/// False when there is no room for now, or no connection any more.
HYPER_INLINE bool session::send_out() {
  while (sent_ < out_.size()) {
    long const done = transport_.send(out_.data() + sent_, out_.size() - sent_);
    if (done > 0) {
      sent_ += static_cast<std::size_t>(done);
      // A socket that takes less than it is given has no more room: see epoll(7).
      if (sent_ == out_.size() || transport_.encrypted()) continue;
      wait_for_room(true);
      return false;
    } else if (done < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
      wait_for_room(true);
      return false;
    } else if (done == 0 || errno != EINTR) {
      // What the server said before it went tells more than the failure to send.
      std::uint64_t const of_generation = generation_;
      receive(true);
      if (phase_ == phase::ready && generation_ == of_generation)
        lost("the connection to the database was lost while sending");
      return false;
    }
  }
  return true;
}

// ---- receiving ----------------------------------------------------------------------------------

HYPER_INLINE void session::on_ready(watcher& self, std::uint32_t events) {
  session& it = static_cast<session&>(self);
  if (it.phase_ == phase::connecting) return it.follow(it.transport_.poll());
  // What is not blocked is sent at the end of the turn, when there is more of it.
  if (it.blocked_) it.send_all();
  bool const ends = (events & ~static_cast<std::uint32_t>(EPOLLIN | EPOLLOUT)) != 0;
  if (it.phase_ == phase::ready && (ends || (events & EPOLLIN) != 0)) it.receive(ends);
}

HYPER_INLINE void session::on_read_due(timer& self) {
  static_cast<alarm&>(self).of->receive(false);
}

HYPER_INLINE void session::on_more(turn_hook& self) { static_cast<hook&>(self).of->receive(true); }

HYPER_INLINE void session::receive(bool until_end) {
  std::uint64_t const of_generation = generation_;
  answered_ = 0;
  receive_all(until_end);
  if (phase_ == phase::ready && generation_ == of_generation) read_later(many_wait());
}

/// The server has enough to do until the next read even if it goes on twice as quickly. Where
/// nothing has come, it is not quick: the next answer wakes the worker.
HYPER_INLINE bool session::many_wait() const {
  constexpr std::size_t many = 128;
  return answered_ > 0 && flights_.size() >= many && flights_.size() >= 2 * answered_;
}

/// Reads until nothing is left. Other connections of the loop get their turn after a mebibyte.
HYPER_INLINE void session::receive_all(bool until_end) {
  std::uint64_t const of_generation = generation_;
  for (std::size_t taken = 0; taken < (1U << 20);) {
    std::size_t const room = in_.size() - in_end_;
    long const got = transport_.receive(in_.data() + in_end_, room);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return;
    if (got <= 0) return lost("the database closed the connection");
    in_end_ += static_cast<std::size_t>(got);
    taken += static_cast<std::size_t>(got);
    note_wait();
    try {
      take_messages();
    } catch (std::exception const& wrong) {  // broken protocol, or no memory for the message
      if (generation_ == of_generation) lost(wrong.what());
    }
    if (phase_ != phase::ready || generation_ != of_generation) return;
    bool const all = static_cast<std::size_t>(got) < room && !transport_.encrypted();
    if (all && !until_end) return;
  }
  of_.loop_.at_turn_end(receiver_);
}

HYPER_INLINE void session::take_messages() {
  std::uint64_t const of_generation = generation_;
  std::size_t wanted = 0;
  wire_message message;
  while (true) {
    std::size_t const size = read_message({in_.data() + in_begin_, in_end_ - in_begin_},
                                          of_.settings_.max_message, message, wanted);
    if (size == 0) break;
    in_begin_ += size;  // before `take`: what it resumes may close this session
    take(message);
    if (phase_ != phase::ready || generation_ != of_generation) return;
  }
  make_room(wanted);
}

/// Room for the rest of a message; it grows as bytes arrive, whatever length was announced.
HYPER_INLINE void session::make_room(std::size_t wanted) {
  constexpr std::size_t usual = 64 * 1024, kept = 4U << 20;
  if (in_begin_ == in_end_) {
    in_begin_ = in_end_ = 0;
    if (in_.size() > kept) in_ = std::vector<char>(usual);
  }
  if (in_begin_ + wanted > in_.size() && in_begin_ != 0) {
    std::memmove(in_.data(), in_.data() + in_begin_, in_end_ - in_begin_);
    in_end_ -= std::exchange(in_begin_, 0);
  }
  if (in_end_ == in_.size()) in_.resize(in_.size() * 2);
}

HYPER_INLINE void session::take(wire_message const& message) {
  switch (message.type) {
    case 'D':
      return take_row(message.content);
    case 'C':
      return take_command_end(message.content);
    case 'I':
      if (!front().syncs) settle(pop(), false);
      return;
    case 'E':
      return take_failure(read_error(message.content));
    case 'Z':
      if (message.content.size() != 1) throw protocol_violation("the database sent a broken state");
      transaction_ = message.content[0];
      return take_sync();
    case 'G':
      if (!front().op->copies) refuse_copy();
      return;
    case 'H':
    case 'W':
      return refuse_copy();
    case '1':  // whatever becomes of this execution, the statement is prepared now
      if (!front().announces) front().parses = false;
      return;
    case '2':
    case '3':
    case 'T':
    case 'n':
    case 't':
    case 'N':
    case 'S':
    case 'A':
    case 'K':
    case 's':
      return;
    default:
      throw protocol_violation("the database sent a message of an unknown kind");
  }
}

HYPER_INLINE session::flight& session::front() {
  if (flights_.empty())
    throw protocol_violation("the database answered a question that nobody asked");
  return flights_.front();
}

HYPER_INLINE session::flight session::pop() {
  flight const ended = flights_.front();
  flights_.pop_front();
  ++answered_;
  if (copying_ == ended.op)
    copying_ = nullptr;  // it failed: the server drops what is still to come
  front_since_ = of_.loop_.now();
  bool const suspected = drop_probe();
  if (std::exchange(slow_, false) || suspected) look_after(slow_after());
  return ended;
}

HYPER_INLINE void session::take_row(std::string_view content) {
  if (front().announces) return;
  operation& op = *front().op;
  if (op.deliverer == nullptr) op.deliverer = this;
  if (op.deliverer != this || op.done || op.sink.take == nullptr || op.failure) return;
  row_.read(content);
  op.received_rows = true;
  try {
    op.sink.take(op.sink.target,
                 row_view(row_.columns.data(), row_.nulls.data(), row_.columns.size()));
  } catch (...) {
    op.failure = std::current_exception();
  }
}

HYPER_INLINE void session::take_command_end(std::string_view tag) {
  if (std::exchange(front().announces, false)) return;
  operation& op = *front().op;
  if (op.deliverer == nullptr) op.deliverer = this;
  if (op.deliverer == this) {
    op.status.rows = read_command_rows(tag);
    op.rolled_back = tag.starts_with("ROLLBACK");
  }
  // A write that waits for the disk is slow now and quick then: it stays where it holds up nobody.
  bool const quick = of_.loop_.now() - front_since_ < of_.settings_.slow_after;
  if (quick && of_.slow_used_ != 0 && op.what.pure_read) of_.forget_slow(op.what);
  // With a sync of its own it ends with the ReadyForQuery, which tells what became of its
  // transaction. Else whether later ones of the group fail does not concern it: a pure read has had
  // no effect.
  if (!front().syncs) settle(pop(), false);
}

HYPER_INLINE void session::refuse_copy() {
  operation& op = *front().op;
  error_fields why;
  why.sqlstate = "0A000";
  why.message = "COPY is not possible here";
  if (!op.failure) op.failure = as_exception(why);
  lost("the connection was in a COPY");
}

HYPER_INLINE void session::take_failure(error_fields why) {
  if (flights_.empty()) return lost(why.message);  // says why it is about to end the connection
  flight& it = flights_.front();
  operation& op = *it.op;
  bool const listens = !op.done && (op.deliverer == nullptr || op.deliverer == this);
  if (why.is_fatal()) {
    bool const away = is_unavailable(why.sqlstate);
    if (listens && !away && !op.failure) op.failure = as_exception(why);
    return close(away ? why : unavailable(why.message));
  }
  it.failed = true;
  bool again = false;
  if (it.parses) {
    prepared_.erase(it.key);
  } else if (it.key != 0 && (why.sqlstate == "26000" || why.sqlstate == "0A000")) {
    // The server has no such statement, or its plan no longer fits. It is prepared anew, by itself
    // where nothing has been done yet.
    if (prepared_.erase(it.key)) put_close(out_, statement_name(it.key));
    again = op.attempts < 3 && op.bound == nullptr && transaction_ == 'I';
  }
  if (why.sqlstate == "57014" && hit_by_stray_cancel(it)) again = true;
  if (why.sqlstate == "25006" && !read_only) of_.role_changed();
  // Whatever it is: the primary may answer.
  if (of_.fallback_ != nullptr && op.what.pure_read && op.bound == nullptr) again = true;
  if (op.received_rows) again = false;  // they have been handed out, and would come twice
  if (!listens) return;
  op.deliverer = again ? nullptr : this;
  if (!again && !op.failure) op.failure = as_exception(why);
}

/// Ends everything up to the flight that carries this sync: the failed one, and those behind it
/// that the server has skipped.
HYPER_INLINE void session::take_sync() {
  bool failed = false;
  while (!flights_.empty()) {
    flight const ended = pop();
    bool const skipped = failed && !ended.failed;
    failed = failed || ended.failed;
    settle(ended, skipped);
    if (phase_ != phase::ready) return;
    if (ended.syncs) break;
  }
  if (giving_back_) return give_back();
  if (leased) return;
  bool const expired = retiring_ || of_.loop_.now() > expires_;
  if (expired && flights_.empty()) return lost("the connection was renewed");
  of_.serve_waiting();
}

HYPER_INLINE void session::settle(flight const& ended, bool skipped) {
  operation* const op = ended.op;
  --op->flights;
  if (skipped && ended.parses) prepared_.erase(ended.key);
  bool const mine = op->deliverer == nullptr || op->deliverer == this;
  bool const again = skipped || (ended.failed && op->deliverer == nullptr && !op->failure);
  if (mine && !op->done) {
    if (again) {
      op->deliverer = nullptr;
      of_.submit_again(op);
    } else {
      if (giving_back_ && op->failure && !op->awaiting) retiring_ = true;  // could not be cleaned
      op->finish();
    }
  }
  operation::release(op);
}

// ---- leases -------------------------------------------------------------------------------------

HYPER_INLINE void session::give_back() {
  if (phase_ != phase::ready) return;
  giving_back_ = !flights_.empty() || cancelling_;
  if (giving_back_) return;
  if (retiring_ || of_.loop_.now() > expires_) return lost("the connection was renewed");
  if (transaction_ != 'I') return run_own("ROLLBACK");
  if (std::exchange(dirty, false)) {
    prepared_.clear();
    return run_own("DISCARD ALL");
  }
  leased = read_only = false;
  of_.serve_waiting();
}

/// Cleans up before the connection is given back; `take_sync` goes on with `give_back`.
HYPER_INLINE void session::run_own(std::string_view script) {
  giving_back_ = true;
  auto* const op = new operation;
  op->script = script;
  enqueue(op);
  operation::release(op);
}

HYPER_INLINE void session::cancel_running() {
  auto const answered = [](void* self) {
    auto& it = *static_cast<session*>(self);
    it.cancelling_ = false;
    it.stray_until_ = it.out_begins_ + it.out_.size();
    if (it.giving_back_) return it.give_back();
    if (!it.leased) it.of_.serve_waiting();
  };
  // Until the server has answered, the request could still meet a later statement: none is sent.
  cancelling_ = transport_.cancel(of_.loop_, answered, this) || cancelling_;
}

/// A cancel request names a connection, not a statement: by the time that it arrives, the next one
/// may be at work. That one has had no effect then, and is asked again.
HYPER_INLINE bool session::hit_by_stray_cancel(flight const& which) const {
  operation const& op = *which.op;
  bool const possible = cancelling_ || which.begins < stray_until_;
  return possible && !which.cancelled && op.bound == nullptr && op.script.empty() &&
         op.attempts < 8;
}

HYPER_INLINE void session::left(operation const& which) {
  if (phase_ != phase::ready || flights_.empty() || flights_.front().op != &which) return;
  of_.loop_.arm(alarm_, front_since_ + slow_after());
}

}  // namespace hyper::detail

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/postgres/database.hpp>
//
#include <dlfcn.h>
#include <errno.h>
#include <libpq-fe.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <hyper/runtime/blocking.hpp>

namespace hyper::detail {

HYPER_INLINE void release(operation* which) {
  if (--which->owners == 0) delete which;
}

/// The TLS session of a connection is libpq's; reading and writing through it needs two functions
/// of the library that libpq itself has loaded.
struct tls_functions {
  int (*read)(void*, void*, int) = nullptr;
  int (*write)(void*, void const*, int) = nullptr;
  int (*get_error)(void const*, int) = nullptr;

  static tls_functions const& loaded() {
    static tls_functions const found = [] {
      tls_functions made;
      made.read = reinterpret_cast<int (*)(void*, void*, int)>(dlsym(RTLD_DEFAULT, "SSL_read"));
      made.write =
          reinterpret_cast<int (*)(void*, void const*, int)>(dlsym(RTLD_DEFAULT, "SSL_write"));
      made.get_error =
          reinterpret_cast<int (*)(void const*, int)>(dlsym(RTLD_DEFAULT, "SSL_get_error"));
      return made;
    }();
    return found;
  }
  bool complete() const { return read != nullptr && write != nullptr && get_error != nullptr; }
};

HYPER_INLINE session::~session() { close(unavailable("the database was closed")); }

// ---- connecting
// ----------------------------------------------------------------------------------

HYPER_INLINE void session::connect() {
  ready = &session::on_ready;
  hook_.of = alarm_.of = this;
  hook_.run = &session::on_turn_end;
  alarm_.due = &session::on_alarm;
  pool_settings const& with = of_.settings_;
  std::string const timeout = std::to_string(with.connect_timeout / 1000 + 1);
  std::string const options = with.statement_timeout > 0
                                  ? "-c statement_timeout=" + std::to_string(with.statement_timeout)
                                  : "";
  char const* const names[] = {"dbname",
                               "fallback_application_name",
                               "connect_timeout",
                               "gssencmode",
                               "keepalives_idle",
                               "tcp_user_timeout",
                               "client_encoding",
                               "options",
                               nullptr};
  char const* const values[] = {with.url.c_str(),
                                "hyperdjango",
                                timeout.c_str(),
                                "disable",
                                "30",
                                "15000",
                                "UTF8",
                                options.empty() ? nullptr : options.c_str(),
                                nullptr};
  handle_ = PQconnectStartParams(names, values, 1);
  phase_ = phase::connecting;
  if (handle_ == nullptr || PQstatus(handle_) == CONNECTION_BAD)
    return lost(handle_ == nullptr ? "out of memory" : PQerrorMessage(handle_));
  of_.loop_.arm(alarm_, of_.loop_.now() + with.connect_timeout);
  watch_for(EPOLLOUT);
}

HYPER_INLINE void session::watch_for(std::uint32_t events) {
  int const now = PQsocket(handle_);
  // libpq may go on to another address with another socket, perhaps under the same number.
  if (descriptor_ >= 0) of_.loop_.unwatch(descriptor_, *this);
  descriptor_ = now;
  watched_ = events;
  if (descriptor_ >= 0) of_.loop_.watch(descriptor_, events, *this);
}

HYPER_INLINE void session::poll_connection() {
  switch (PQconnectPoll(handle_)) {
    case PGRES_POLLING_READING:
      return watch_for(EPOLLIN);
    case PGRES_POLLING_WRITING:
      return watch_for(EPOLLOUT);
    case PGRES_POLLING_OK:
      return connected();
    default:
      return lost(PQerrorMessage(handle_));
  }
}

HYPER_INLINE void session::connected() {
  PQsetnonblocking(handle_, 1);
  of_.loop_.disarm(alarm_);
  if (PQsslInUse(handle_) != 0) {
    tls_ = PQsslStruct(handle_, "OpenSSL");
    if (tls_ == nullptr || !tls_functions::loaded().complete())
      return lost("TLS needs a libpq whose OpenSSL library this program can see");
  }
  in_.resize(32 * 1024);
  in_begin_ = in_end_ = 0;
  transaction_ = 'I';
  phase_ = phase::ready;
  watch_for(EPOLLIN | EPOLLOUT | EPOLLET);
  of_.became_ready(*this);
}

HYPER_INLINE void session::lost(std::string_view reason) {
  while (!reason.empty() && (reason.back() == '\n' || reason.back() == ' '))
    reason.remove_suffix(1);
  close(unavailable(reason.empty() ? "the connection was lost" : reason));
}

HYPER_INLINE void session::close(error_fields const& why) {
  if (phase_ == phase::closed) return;
  phase_ = phase::closed;
  if (descriptor_ >= 0) of_.loop_.unwatch(descriptor_, *this);
  of_.loop_.disarm(alarm_);
  of_.loop_.cancel(hook_);
  descriptor_ = -1;
  tls_ = nullptr;
  if (handle_ != nullptr) PQfinish(std::exchange(handle_, nullptr));
  out_.clear();
  sent_ = 0;
  group_open_ = releasing_ = false;
  recent_.clear();
  prepared_.clear();
  dirty = false;
  of_.last_failure_ = why;
  std::deque<flight> const lost_flights = std::exchange(flights_, {});
  auto const failure = as_exception(why);
  for (flight const& each : lost_flights) {
    operation* const op = each.op;
    if (op->deliverer == this) op->deliverer = nullptr;
    if (!op->done && op->deliverer == nullptr) of_.retry_or_fail(op, failure);
    release(op);
  }
  of_.was_lost(*this);
}

// ---- sending
// -------------------------------------------------------------------------------------

HYPER_INLINE bool session::prepare(operation* which, std::string& name, std::uint64_t& parsed) {
  if (!of_.settings_.prepared_statements || which->what.hash == 0) {
    put_parse(out_, "", which->what);
    return true;
  }
  static constexpr char hex[] = "0123456789abcdef";
  name = "h";
  for (int shift = 60; shift >= 0; shift -= 4) name += hex[(which->what.hash >> shift) & 15];
  auto const known = prepared_.find(which->what.hash);
  if (known != prepared_.end()) {
    recent_.splice(recent_.begin(), recent_, known->second);
    return false;
  }
  if (prepared_.size() >= of_.settings_.statement_cache) {
    std::uint64_t const oldest = recent_.back();
    std::string old_name = "h";
    for (int shift = 60; shift >= 0; shift -= 4) old_name += hex[(oldest >> shift) & 15];
    put_close(out_, old_name);
    prepared_.erase(oldest);
    recent_.pop_back();
  }
  put_parse(out_, name, which->what);
  recent_.push_front(which->what.hash);
  prepared_[which->what.hash] = recent_.begin();
  parsed = which->what.hash;
  return true;
}

HYPER_INLINE void session::enqueue(operation* which) {
  ++which->owners;
  ++which->attempts;
  if (flights_.empty()) head_since_ = of_.loop_.now();
  bool const shares = of_.settings_.share_syncs && which->what.pure_read && which->script.empty() &&
                      which->bound == nullptr;
  if (group_open_ && !shares) want_sync();
  flight made{which};
  if (!which->script.empty()) {
    put_query(out_, which->script);
    made.syncs = true;  // the simple protocol answers with ReadyForQuery by itself
  } else {
    std::string name;
    prepare(which, name, made.parsed);
    put_bind_execute(out_, name, which->values);
  }
  flights_.push_back(made);
  if (which->script.empty()) {
    if (shares)
      group_open_ = true;
    else
      want_sync();
  }
  of_.loop_.at_turn_end(hook_);
  if (!alarm_.armed()) of_.loop_.arm(alarm_, of_.loop_.now() + of_.settings_.slow_after);
}

HYPER_INLINE void session::want_sync() {
  put_sync(out_);
  flights_.back().syncs = true;
  group_open_ = false;
}

HYPER_INLINE void session::on_turn_end(turn_hook& self) {
  session& it = *static_cast<hook&>(self).of;
  if (it.phase_ != phase::ready) return;
  if (it.group_open_) it.want_sync();
  it.send_all();
}

HYPER_INLINE long session::transfer_out(char const* from, std::size_t size) {
  if (tls_ == nullptr) return ::send(descriptor_, from, size, MSG_NOSIGNAL);
  auto const& tls = tls_functions::loaded();
  int const done = tls.write(tls_, from, static_cast<int>(size < (1U << 30) ? size : (1U << 30)));
  if (done > 0) return done;
  int const reason = tls.get_error(tls_, done);
  errno = reason == 2 || reason == 3 ? EAGAIN : EPIPE;  // SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE
  return -1;
}

HYPER_INLINE long session::transfer_in(char* into, std::size_t size) {
  if (tls_ == nullptr) return ::recv(descriptor_, into, size, 0);
  auto const& tls = tls_functions::loaded();
  int const done = tls.read(tls_, into, static_cast<int>(size < (1U << 30) ? size : (1U << 30)));
  if (done > 0) return done;
  int const reason = tls.get_error(tls_, done);
  if (reason == 6) return 0;  // SSL_ERROR_ZERO_RETURN
  errno = reason == 2 || reason == 3 ? EAGAIN : EPIPE;
  return -1;
}

HYPER_INLINE bool session::send_all() {
  while (sent_ < out_.size()) {
    long const done = transfer_out(out_.data() + sent_, out_.size() - sent_);
    if (done > 0) {
      sent_ += static_cast<std::size_t>(done);
      continue;
    }
    if (done < 0 && errno == EINTR) continue;
    if (done < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return true;
    lost("the connection to the database was lost while sending");
    return false;
  }
  out_.clear();
  sent_ = 0;
  return true;
}

// ---- receiving
// -----------------------------------------------------------------------------------

HYPER_INLINE void session::on_ready(watcher& self, std::uint32_t events) {
  session& it = static_cast<session&>(self);
  if (it.phase_ == phase::connecting) return it.poll_connection();
  if ((events & EPOLLOUT) != 0 && !it.send_all()) return;
  if ((events & ~static_cast<std::uint32_t>(EPOLLOUT)) != 0) it.receive_all();
}

HYPER_INLINE bool session::receive_all() {
  while (true) {
    std::size_t const room = in_.size() - in_end_;
    long const got = transfer_in(in_.data() + in_end_, room);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return true;
    if (got <= 0) {
      lost("the database closed the connection");
      return false;
    }
    in_end_ += static_cast<std::size_t>(got);
    std::size_t wanted = 0;
    try {
      wire_message message;
      while (phase_ == phase::ready) {
        std::size_t const size = read_message({in_.data() + in_begin_, in_end_ - in_begin_},
                                              of_.settings_.max_message, message, wanted);
        if (size == 0) break;
        in_begin_ += size;  // before `take`: what it resumes may close this session
        take(message);
      }
    } catch (protocol_violation const& wrong) {
      lost(wrong.what());
      return false;
    }
    if (phase_ != phase::ready) return false;
    if (in_begin_ == in_end_) in_begin_ = in_end_ = 0;
    if (in_begin_ + wanted > in_.size()) {
      std::memmove(in_.data(), in_.data() + in_begin_, in_end_ - in_begin_);
      in_end_ -= in_begin_;
      in_begin_ = 0;
      if (wanted > in_.size()) in_.resize(wanted * 2);
    }
    if (tls_ == nullptr && static_cast<std::size_t>(got) < room) return true;
  }
}

HYPER_INLINE void session::take(wire_message const& message) {
  switch (message.type) {
    case 'D':
      return take_row(message.content);
    case 'C':
      if (flights_.empty())
        throw protocol_violation("the database answered a question that nobody asked");
      if (flights_.front().op->deliverer == this || flights_.front().op->deliverer == nullptr) {
        flights_.front().op->deliverer = this;
        flights_.front().op->status.rows = read_command_rows(message.content);
      }
      if (flights_.front().op->script.empty()) end_front();
      return;
    case 'I':
      if (!flights_.empty() && flights_.front().op->script.empty()) end_front();
      return;
    case 'E':
      return take_failure(read_error(message.content));
    case 'Z':
      if (message.content.size() != 1) throw protocol_violation("the database sent a broken state");
      transaction_ = message.content[0];
      return take_sync();
    case 'G':
    case 'H':
    case 'W':
      throw protocol_violation("COPY is not possible here");
    case '1':  // whatever becomes of this execution, the statement is prepared now
      if (!flights_.empty()) flights_.front().parsed = 0;
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
    case 'd':
    case 'c':
      return;
    default:
      throw protocol_violation("the database sent a message of an unknown kind");
  }
}

HYPER_INLINE void session::take_row(std::string_view content) {
  if (flights_.empty())
    throw protocol_violation("the database answered a question that nobody asked");
  operation& op = *flights_.front().op;
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

/// The statement at the front has been executed. It is finished at once, or, when it carries a
/// sync, with the ReadyForQuery that tells what became of its transaction.
HYPER_INLINE void session::end_front() {
  if (flights_.front().syncs) return;
  // Whether later ones of the group fail does not concern it: a pure read has had no effect.
  flight ended = flights_.front();
  flights_.pop_front();
  head_since_ = of_.loop_.now();
  finish(ended);
}

HYPER_INLINE void session::take_failure(error_fields why) {
  if (flights_.empty()) {  // the server says why it is about to end the connection
    return lost(why.message);
  }
  if (why.sqlstate.starts_with("57P")) return close(why);
  flight& front = flights_.front();
  operation& op = *front.op;
  front.failed = true;
  if (front.parsed != 0) {
    auto const known = prepared_.find(front.parsed);
    if (known != prepared_.end()) recent_.erase(known->second), prepared_.erase(known);
  }
  bool const plan_lost = (why.sqlstate == "26000" || why.sqlstate == "0A000") && op.what.hash != 0;
  if (plan_lost) {
    auto const known = prepared_.find(op.what.hash);
    if (known != prepared_.end()) {
      std::string name = "h";
      static constexpr char hex[] = "0123456789abcdef";
      for (int shift = 60; shift >= 0; shift -= 4) name += hex[(op.what.hash >> shift) & 15];
      if (why.sqlstate == "0A000") put_close(out_, name), of_.loop_.at_turn_end(hook_);
      recent_.erase(known->second);
      prepared_.erase(known);
    }
  }
  if (op.deliverer == nullptr) op.deliverer = this;
  if (op.deliverer == this && !op.done && !op.failure) {
    if (plan_lost && op.attempts < 3 && transaction_ == 'I' && op.bound == nullptr)
      op.deliverer = nullptr;  // again, below
    else
      op.failure = as_exception(why);
  }
}

HYPER_INLINE void session::take_sync() {
  // Ends everything up to the flight that carries this sync: the failed one, and those behind it
  // that the server has skipped.
  bool failed = false;
  while (!flights_.empty()) {
    flight ended = flights_.front();
    flights_.pop_front();
    head_since_ = of_.loop_.now();
    bool const skipped = failed && !ended.failed;
    failed = failed || ended.failed;
    if (skipped) {
      if (ended.parsed != 0) {
        auto const known = prepared_.find(ended.parsed);
        if (known != prepared_.end()) recent_.erase(known->second), prepared_.erase(known);
      }
      operation* const op = ended.op;
      if (!op->done && (op->deliverer == nullptr || op->deliverer == this)) {
        op->deliverer = nullptr;
        of_.submit(op);
      }
      release(op);
    } else if (ended.failed && ended.op->deliverer == nullptr && !ended.op->done &&
               !ended.op->failure) {
      of_.submit(ended.op);
      release(ended.op);
    } else {
      finish(ended);
    }
    if (phase_ != phase::ready) return;
    if (ended.syncs) break;
  }
  if (flights_.empty() && releasing_)
    release_when_idle();
  else if (flights_.empty() && !leased)
    of_.serve_waiting();
}

HYPER_INLINE void session::release_when_idle() {
  releasing_ = !flights_.empty() && phase_ == phase::ready;
  if (releasing_) return;
  if (phase_ == phase::ready && transaction_ != 'I') return send_script("ROLLBACK");
  if (phase_ == phase::ready && dirty) {
    dirty = false;
    recent_.clear();
    prepared_.clear();
    return send_script("DISCARD ALL");
  }
  leased = false;
  of_.serve_waiting();
}

/// Cleans up before a connection is given back; `take_sync` goes on with `release_when_idle`.
HYPER_INLINE void session::send_script(std::string_view sql) {
  releasing_ = true;
  auto* const op = new operation;
  op->script = sql;
  enqueue(op);
  release(op);
}

HYPER_INLINE void session::finish(flight& which) {
  operation* const op = which.op;
  if (!op->done && (op->deliverer == this || op->deliverer == nullptr)) {
    op->done = true;
    auto const awaiting = std::exchange(op->awaiting, {});
    if (awaiting) awaiting.resume();
  }
  release(op);
}

// ---- slowness
// ------------------------------------------------------------------------------------

HYPER_INLINE bool session::is_slow(std::int64_t now) const {
  return !flights_.empty() && now - head_since_ > of_.settings_.slow_after;
}

HYPER_INLINE void session::on_alarm(timer& self) {
  session& it = *static_cast<alarm&>(self).of;
  if (it.phase_ == phase::connecting) return it.lost("the database did not answer in time");
  if (it.phase_ != phase::ready || it.flights_.empty()) return;
  it.of_.loop_.arm(it.alarm_, it.of_.loop_.now() + it.of_.settings_.slow_after);
  if (it.leased || !it.is_slow(it.of_.loop_.now())) return;
  // What waits behind a slow statement and may be asked twice is asked elsewhere too; whichever
  // connection answers first is heard.
  std::vector<operation*> moved;
  for (std::size_t i = 1; i < it.flights_.size(); ++i) {
    operation* const op = it.flights_[i].op;
    if (op->what.pure_read && !op->done && op->deliverer == nullptr && op->attempts < 2 &&
        op->bound == nullptr && !op->diverted)
      moved.push_back(op);
  }
  for (operation* op : moved) {
    if (it.of_.waiting_.size() >= it.of_.settings_.max_waiting) return;  // it still waits here
    op->diverted = true;
    it.of_.submit(op);
  }
}

HYPER_INLINE void session::cancel_running() {
  if (handle_ == nullptr) return;
  // PQcancel waits for an answer, so a thread of the offload pool does it.
  struct cancel_job final : offload_pool::job {
    explicit cancel_job(PGcancel* which) : request(which) {}
    ~cancel_job() override { PQfreeCancel(request); }
    void run() noexcept override {
      char reason[256];
      PQcancel(request, reason, sizeof reason);
    }
    PGcancel* request;
  };
  if (PGcancel* const request = PQgetCancel(handle_)) {
    try {
      offload_pool::shared().submit(std::make_shared<cancel_job>(request));
    } catch (...) {
      PQfreeCancel(request);  // the statement ends by itself or by its time limit
    }
  }
}

}  // namespace hyper::detail

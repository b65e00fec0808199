// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/connection.hpp>
//
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <hyper/http/file_body.hpp>
#include <hyper/http/upgraded_stream.hpp>
#include <hyper/http/worker.hpp>

namespace hyper::detail {

/// What a connection may do in one turn before others have theirs: requests that it has answered,
/// reads that it makes, bytes that one of them brings, bytes that it sends.
inline constexpr int requests_per_turn = 32;
inline constexpr int receives_per_turn = 16;
inline constexpr std::size_t received_at_once = 64u << 10;
inline constexpr std::size_t sent_per_turn = 1u << 20;
inline constexpr std::size_t least_room = 1024;
inline constexpr std::size_t streaming_room = 16u << 10;
/// What may be unsent of an answer in pieces before its writer waits.
inline constexpr std::size_t stream_room = 64u << 10;

HYPER_INLINE connection::connection(worker& owner, int socket, peer_text const& peer)
    : owner_(owner), socket_(socket), peer_(peer) {
  ready = [](watcher& self, std::uint32_t events) {
    static_cast<connection&>(self).on_ready(events);
  };
  due = [](timer& self) { static_cast<connection&>(self).on_due(); };
  unproxied_ = owner_.settings().proxy_protocol;
}

HYPER_INLINE void connection::begin() {
  watch_socket();
  if (!unproxied_ && !owner_.count_client(peer_, counted_)) return turn_away();
  wait_for_request();
}

HYPER_INLINE void connection::on_ready(std::uint32_t events) {
  if ((events & (EPOLLERR | EPOLLHUP)) != 0) return close();  // nobody is left to answer
  if ((events & EPOLLRDHUP) != 0) peer_ended_ = true;
  if ((events & (EPOLLIN | EPOLLRDHUP)) != 0) readable_ = true;
  if ((events & EPOLLOUT) != 0) writable_ = true;
  proceed();
}

HYPER_INLINE void connection::resume() {
  if (answered_late_) {
    answered_late_ = false;
    finish_answer();
  }
  proceed();
}

HYPER_INLINE void connection::proceed() noexcept {
  if (closed()) return;
  try {
    work();
  } catch (...) {
    close();  // no memory, not even for an error
  }
}

HYPER_INLINE void connection::work() {
  may_send_ = sent_per_turn;
  if (waiting_ == waiting::linger) return discard_input();
  if (upgraded_ != nullptr) return work_upgraded();
  int requests = requests_per_turn;
  int receives = receives_per_turn;
  bool more = true;
  while (more && !pending_ && !last_ && requests-- > 0) {
    if (blocked() && (!flush() || blocked())) break;
    more = advance(receives);
  }
  if (closed()) return;
  if (upgraded_ != nullptr) return work_upgraded();
  if (pending_) pump_body(receives);
  bool const cut_short = requests < 0 || receives <= 0;
  if (!closed() && cut_short && !last_ && (!pending_ || with_reader())) owner_.resume_later(*this);
  if (closed() || !flush()) return;
  if (pending_) active_->talk.made_room();
  settle();
}

HYPER_INLINE bool connection::with_reader() const {
  return active_ != nullptr && static_cast<bool>(active_->body.reader);
}

HYPER_INLINE bool connection::blocked() const {
  if (active_ == nullptr) return false;
  return active_->unsent() > owner_.settings().unsent || !active_->talk.large_body().empty() ||
         active_->talk.file() != nullptr;
}

// One step: a request is answered or refused, or all that has arrived has been looked at (false).
HYPER_INLINE bool connection::advance(int& receives) {
  if (discards_ && !discard_body(receives)) return false;
  while (true) {
    if (active_ != nullptr && !active_->input.empty() && (!unproxied_ || take_proxy_header())) {
      if (active_->input.empty()) continue;
      using progress = request_parser::progress;
      std::size_t size = active_->input.size();
      progress how = active_->parser.parse(active_->input.data(), size);
      active_->input.set_size(size);
      if (how == progress::head) {
        if (!begin_body()) return !closed() && upgraded_ == nullptr;
        continue;
      }
      if (how == progress::complete) return serve(), !closed() && upgraded_ == nullptr;
      if (how == progress::refused)
        return refuse(active_->parser.status(), active_->parser.why()), false;
      offer_continue();
    }
    if (closed() || last_ || !readable_ || receives-- <= 0 || !receive()) return false;
  }
}

// The head has come and a body is to follow. True: it is read into memory first. False: the request
// has been refused, or its handler has begun.
HYPER_INLINE bool connection::begin_body() {
  conversation& with = *active_;
  with.talk.reset();
  with.parser.describe(with.input.data(), with.talk.asked);
  body_plan const plan = with.talk.plan(usual_plan());
  if (plan.refused != 0) return refuse(plan.refused, plan.why), false;
  with.body_timeout = plan.timeout;
  with.body_rate = std::max<std::int64_t>(plan.rate, 1);
  chunked_limits limits = with.parser.limits_of_chunks(plan.limit);
  limits.extensions = plan.chunk_extensions;
  limits.trailers = plan.trailers;
  if (!with.parser.accept_body(limits))
    return refuse(with.parser.status(), with.parser.why()), false;
  if (!plan.streamed) return true;
  stream_body(limits);
  return false;
}

HYPER_INLINE body_plan connection::usual_plan() const {
  server_settings const& settings = owner_.settings();
  body_plan usual;
  usual.limit = settings.limits.body;
  usual.chunk_extensions = settings.limits.chunk_extensions;
  usual.trailers = settings.limits.trailers;
  usual.timeout = settings.timeouts.body;
  usual.rate = settings.timeouts.body_rate;
  return usual;
}

// The head stays where it is, since the handler has views of it; the body gets a buffer of its own.
HYPER_INLINE void connection::stream_body(chunked_limits const& limits) {
  conversation& with = *active_;
  std::size_t const head = with.parser.head_size();
  with.body.reset();
  with.body.input.append(with.input.data() + head, with.input.size() - head);
  with.body.received = with.input.size() - head;
  with.input.set_size(head);
  with.parser.describe(with.input.data(), with.talk.asked);
  with.talk.asked.body = {};
  with.body.expects_continue = with.parser.expects_continue() && with.body.input.empty();
  if (with.parser.chunked())
    with.body.begin(limits);
  else
    with.body.begin(with.parser.body_length());
  with.talk.incoming = &with.body;
  start_answer();
}

HYPER_INLINE bool connection::receive() {
  if (active_ == nullptr) {
    active_ = owner_.lend();
    active_->held.of = this;
  }
  return receive_into(active_->input, least_room);
}

HYPER_INLINE bool connection::receive_into(receive_buffer& input, std::size_t room) {
  while (input.free_size() < room) input.make_room(room);
  std::size_t const size = std::min(input.free_size(), received_at_once);
  ssize_t got = 0;
  do got = ::recv(socket_, input.free_space(), size, 0);
  while (got < 0 && errno == EINTR);
  if (got > 0) {
    // A short read has emptied the socket; the next byte brings the next event.
    if (static_cast<std::size_t>(got) < size && !peer_ended_) readable_ = false;
    input.received(static_cast<std::size_t>(got));
    return true;
  }
  readable_ = false;
  if (got == 0)
    last_ = peer_ended_ = true;
  else if (errno != EAGAIN)
    close();
  return false;
}

HYPER_INLINE void connection::offer_continue() {
  conversation& with = *active_;
  if (with.continue_sent || !with.parser.expects_continue()) return;
  with.continue_sent = true;
  if (with.input.size() == with.parser.head_size()) with.output += "HTTP/1.1 100 Continue\r\n\r\n";
}

HYPER_INLINE void connection::serve() {
  active_->talk.reset();
  active_->parser.describe(active_->input.data(), active_->talk.asked);
  start_answer();
}

HYPER_INLINE void connection::start_answer() {
  conversation& with = *active_;
  identify_client();
  with.talk.carrier = this;
  if (owner_.draining()) {
    with.talk.begin_drain();
    end_with_this_answer();
  }
  pending_ = true;
  auto const finished = [](void* self) {
    connection& mine = *static_cast<connection*>(self);
    mine.answered_late_ = true;
    mine.owner_.resume_later(mine);
  };
  if (with.talk.serve(finished, this))
    finish_answer();
  else
    owner_.watch_lag();
}

HYPER_INLINE void connection::finish_answer() {
  conversation& with = *active_;
  pending_ = false;
  if (!with.talk.answered()) return close();
  owner_.requests.add();
  owner_.by_class[with.talk.status() / 100].add();
  if (with.talk.cut()) return cut();
  if (!with.talk.asked.keep_alive) last_ = true;
  if (with.talk.incoming != nullptr) {
    with.talk.incoming = nullptr;
    discards_ = !finish_body();
  } else {
    with.input.consume(with.parser.consumed());
  }
  with.parser.next();
  with.continue_sent = false;
  with.began = 0;
  if (with.talk.upgraded()) take_upgraded();
}

/// True when the body has come to its end; then what came behind it is the next request.
HYPER_INLINE bool connection::finish_body() {
  conversation& with = *active_;
  with.body.reader = {};
  while (with.body.look() && !with.body.ended() && with.body.status() == 0) {
  }
  if (with.body.status() != 0) last_ = true;
  if (!with.body.ended()) return false;
  with.body.finish();
  with.input.clear();
  with.input.swap(with.body.input);
  return true;
}

/// Throws the rest of a body away; true at its end.
HYPER_INLINE bool connection::discard_body(int& receives) {
  while (!finish_body()) {
    if (last_ || !readable_ || receives-- <= 0) return false;
    receive_buffer& input = active_->body.input;
    std::size_t const before = input.size();
    if (!receive_into(input, streaming_room)) return false;
    active_->body.received += input.size() - before;
  }
  discards_ = false;
  active_->began = 0;
  return true;
}

/// Reads for a handler that waits for a piece of its request's body.
HYPER_INLINE void connection::pump_body(int& receives) {
  incoming_body& body = active_->body;
  while (!closed() && body.reader) {
    if (body.expects_continue && std::exchange(body.expects_continue, false) &&
        !active_->talk.answered())
      active_->output += "HTTP/1.1 100 Continue\r\n\r\n";
    if (!body.look()) {
      if (!readable_ || receives-- <= 0) return;
      std::size_t const before = body.input.size();
      if (!receive_into(body.input, streaming_room)) {
        if (peer_ended_) close();  // in the middle of its request
        return;
      }
      body.received += body.input.size() - before;
      continue;
    }
    if (body.waiting_since != 0) body.waited += owner_.loop().now() - body.waiting_since;
    body.waiting_since = 0;
    std::exchange(body.reader, {}).resume();
  }
}

HYPER_INLINE void connection::refuse(int status, std::string_view why) {
  conversation& with = *active_;
  with.talk.reset();
  with.parser.describe(with.input.data(), with.talk.asked);
  identify_client();
  with.talk.carrier = this;
  last_ = true;
  with.talk.refuse(status, why);
  owner_.refused.add();
  owner_.by_class[with.talk.status() / 100].add();
}

/// Decides what the connection waits for now.
HYPER_INLINE void connection::settle() {
  if (active_ != nullptr && !active_->all_sent()) return wait_for_reader();
  watch_room(false);
  if (pending_) {
    settle_task();
  } else if (last_) {
    begin_linger();
  } else {
    wait_for_request();
  }
}

/// A task works on the answer, or waits for a piece of the body.
HYPER_INLINE void connection::settle_task() {
  server_timeouts const& limits = owner_.settings().timeouts;
  if (with_reader() && !peer_ended_) {
    incoming_body& body = active_->body;
    if (body.waiting_since == 0) body.waiting_since = owner_.loop().now();
    std::int64_t const patience = active_->body_timeout + static_cast<std::int64_t>(body.received) *
                                                              1000 / active_->body_rate;
    return wait_until(waiting::body, body.waiting_since + patience - body.waited);
  }
  if (waiting_ == waiting::task && deadline_ != never) return;
  wait_until(waiting::task, peer_ended_ ? owner_.loop().now() + limits.half_closed : never);
}

HYPER_INLINE void connection::wait_for_request() {
  if (active_ != nullptr && (discards_ || !active_->input.empty())) return wait_for_piece();
  release();
  wait_until(waiting::idle, owner_.loop().now() + owner_.idle_patience());
}

HYPER_INLINE void connection::wait_for_piece() {
  conversation& with = *active_;
  server_timeouts const& limits = owner_.settings().timeouts;
  waiting const why = discards_ || with.parser.head_complete() ? waiting::body : waiting::head;
  if (with.began == 0 || (why == waiting::body && waiting_ == waiting::head))
    with.began = owner_.loop().now();
  std::int64_t patience = limits.header;
  if (why == waiting::body)
    patience =
        with.body_timeout + static_cast<std::int64_t>(with.input.size()) * 1000 / with.body_rate;
  wait_until(why, with.began + patience);
}

// The timer is moved only when the new deadline is earlier than the one it stands at; a later
// deadline is seen when the timer fires. So requests in a row do not touch the heap.
HYPER_INLINE void connection::wait_until(waiting why, std::int64_t moment) {
  waiting_ = why;
  deadline_ = moment;
  if (moment != never && (!armed() || timer::moment() > moment)) owner_.loop().arm(*this, moment);
}

HYPER_INLINE void connection::on_due() {
  if (deadline_ == never) return;
  if (owner_.loop().now() < deadline_) return owner_.loop().arm(*this, deadline_);
  char byte = 0;
  switch (waiting_) {
    case waiting::idle:
      if (::recv(socket_, &byte, 1, MSG_PEEK) > 0) {  // it came at the last moment
        readable_ = true;
        return proceed();
      }
      return begin_linger();
    case waiting::head:
    case waiting::body:
      owner_.timed_out.add();
      if (discards_) return begin_linger();
      try {
        if (pending_) return body_timed_out();
        refuse(408, "The request took too long to arrive.");
      } catch (...) {
        return close();
      }
      return proceed();
    case waiting::write:
      if (reader_took_some()) return wait_until(waiting::write, write_deadline());
      owner_.timed_out.add();
      return close();
    case waiting::task:
      if (upgraded_ != nullptr && !peer_ended_) owner_.timed_out.add();
      return close();
    case waiting::linger:
      return close();
  }
}

/// The handler that waits for the body is told, and answers.
HYPER_INLINE void connection::body_timed_out() {
  active_->body.refuse(408, "The request took too long to arrive.");
  proceed();
}

// Requests that have arrived behind the present one are answered, too.
HYPER_INLINE void connection::end_with_this_answer() {
  if (active_->talk.answered()) return;  // that answer has said already that the connection stays
  if (active_->talk.incoming != nullptr) return active_->talk.close_after_answer();
  if (active_->input.size() == active_->parser.consumed()) active_->talk.close_after_answer();
}

HYPER_INLINE void connection::begin_drain() {
  if (upgraded_ != nullptr) {
    upgraded_->begin_drain();
    return owner_.resume_later(*this);
  }
  if (pending_) {
    end_with_this_answer();
    return active_->talk.begin_drain();
  }
  if (waiting_ == waiting::idle) wait_for_request();
}

// Closing with unread bytes in the socket would reset the connection and could destroy the answer
// on its way (RFC 9112 §9.6): our side ends first, then what still comes is thrown away.
HYPER_INLINE void connection::begin_linger() {
  delete std::exchange(upgraded_, nullptr);
  discards_ = false;
  release();
  ::shutdown(socket_, SHUT_WR);
  server_timeouts const& limits = owner_.settings().timeouts;
  std::int64_t patience = limits.linger;
  if (owner_.draining() && limits.drain_idle < patience) patience = limits.drain_idle;
  std::int64_t const now = owner_.loop().now();
  linger_end_ = now + (owner_.draining() ? patience : std::max(patience, limits.body));
  wait_until(waiting::linger, now + patience);
  discard_input();
}

// A client that goes on sending has not looked at its answer yet. It has as long as for a body.
HYPER_INLINE void connection::linger_on() {
  std::int64_t const moment = owner_.loop().now() + owner_.settings().timeouts.linger;
  wait_until(waiting::linger, std::clamp(moment, deadline_, std::max(deadline_, linger_end_)));
}

HYPER_INLINE void connection::discard_input() {
  char scratch[16 * 1024];
  for (int reads = 0; reads < 64; ++reads) {
    ssize_t const got = ::recv(socket_, scratch, sizeof scratch, 0);
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) return close();
    if (got < 0 && errno == EAGAIN) return;
    if (got > 0) linger_on();
  }
  owner_.resume_later(*this);
}

HYPER_INLINE void connection::release() noexcept {
  if (active_ != nullptr) owner_.take_back(active_);
  active_ = nullptr;
}

// What came behind the request, and only now, is no HTTP any more.
HYPER_INLINE void connection::take_upgraded() {
  upgraded_ = active_->talk.take_upgraded();
  upgraded_->input().swap(active_->input);
}

HYPER_INLINE void connection::work_upgraded() {
  if (active_ != nullptr) {  // it begins when the 101 has been sent
    if (!flush()) return;
    if (!active_->all_sent()) return settle();
    release();
    auto const finished = [](void* self) {
      connection& mine = *static_cast<connection*>(self);
      mine.last_ = true;
      mine.owner_.resume_later(mine);
    };
    pending_ = true;
    last_ = upgraded_->begin(*this, finished, this);
  }
  int receives = receives_per_turn;
  bool const came = pump_upgraded(receives);
  if (closed() || !flush_upgraded()) return;
  if (last_ && upgraded_->failed()) return cut();
  if (upgraded_->unsent() == 0 && (last_ || upgraded_->closing())) return end_upgraded();
  if (receives <= 0) owner_.resume_later(*this);
  if (upgraded_->unsent() > 0) return wait_for_reader();
  upgraded_->rest();
  settle_upgraded(std::exchange(progressed_, false) || came);
}

// True when something has come.
HYPER_INLINE bool connection::pump_upgraded(int& receives) {
  bool came = false;
  while (!closed() && !upgraded_->aborted() && upgraded_->wants_input() && readable_ &&
         receives-- > 0) {
    bool const before = last_;
    if (receive_into(upgraded_->input(), least_room)) {
      came = true;
      upgraded_->input_came(true);
    } else if (!closed() && peer_ended_) {
      last_ = before;  // it is for the task to end
      upgraded_->input_came(false);
    }
  }
  if (!closed() && upgraded_->aborted()) cut();
  return came;
}

HYPER_INLINE void connection::end_upgraded() {
  pending_ = false;
  begin_linger();
}

/// An answer that has begun cannot be finished. The client must not take it for whole, so the
/// connection is reset: for a body that ends with the connection nothing else tells.
HYPER_INLINE void connection::cut() noexcept {
  linger const at_once{1, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  close();
}

HYPER_INLINE void connection::output_grew() noexcept { owner_.resume_later(*this); }

HYPER_INLINE void connection::body_wanted() noexcept { owner_.resume_later(*this); }

HYPER_INLINE std::size_t connection::unsent() const noexcept {
  return upgraded_ != nullptr ? upgraded_->unsent() : active_ == nullptr ? 0 : active_->unsent();
}

HYPER_INLINE std::size_t connection::room() const noexcept { return stream_room; }

HYPER_INLINE void connection::close() noexcept {
  if (closed()) return;
  if (pending_ && !answered_late_ && upgraded_ == nullptr) owner_.abandoned.add();
  pending_ = answered_late_ = false;
  if (std::exchange(counted_, false)) owner_.forget_client(peer_);
  owner_.loop().unwatch(socket_, *this);
  owner_.loop().disarm(*this);
  ::close(socket_);
  socket_ = -1;
  delete std::exchange(upgraded_, nullptr);
  release();
  owner_.forget(*this);
}

}  // namespace hyper::detail

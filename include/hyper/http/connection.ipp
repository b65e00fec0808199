// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/connection.hpp>
//
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>
#include <cerrno>
#include <cstring>
#include <hyper/http/worker.hpp>

namespace hyper::detail {

/// Requests that a connection may have answered, and reads that it may make, in one turn: others
/// wait.
inline constexpr int requests_per_turn = 32;
inline constexpr int receives_per_turn = 16;
inline constexpr std::size_t least_room = 1024;

HYPER_INLINE connection::connection(worker& owner, int socket, peer_text const& peer)
    : owner_(owner), socket_(socket), peer_(peer) {
  ready = [](watcher& self, std::uint32_t events) {
    static_cast<connection&>(self).on_ready(events);
  };
  due = [](timer& self) { static_cast<connection&>(self).on_due(); };
}

HYPER_INLINE void connection::begin() {
  owner_.loop().watch(socket_, EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, *this);
  wait_for_request();
}

HYPER_INLINE void connection::on_ready(std::uint32_t events) {
  if ((events & (EPOLLERR | EPOLLHUP)) != 0) return close();  // nobody is left to answer
  if ((events & EPOLLRDHUP) != 0) peer_ended_ = true;
  if ((events & (EPOLLIN | EPOLLRDHUP)) != 0) readable_ = true;
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
  if (waiting_ == waiting::linger) return discard_input();
  int requests = requests_per_turn;
  int receives = receives_per_turn;
  bool more = true;
  while (more && !pending_ && !last_ && requests-- > 0) {
    if (blocked() && (!flush() || blocked())) break;
    more = advance(receives);
  }
  if (closed()) return;
  bool const cut_short = requests < 0 || receives <= 0;
  if (cut_short && !pending_ && !last_) owner_.resume_later(*this);
  if (flush()) settle();
}

HYPER_INLINE bool connection::blocked() const {
  if (active_ == nullptr) return false;
  return active_->unsent() > owner_.settings().unsent || !active_->talk.large_body().empty();
}

// One step: a request is answered or refused, or all that has arrived has been looked at (false).
HYPER_INLINE bool connection::advance(int& receives) {
  while (true) {
    if (active_ != nullptr && !active_->input.empty()) {
      std::size_t size = active_->input.size();
      auto const how = active_->parser.parse(active_->input.data(), size);
      active_->input.set_size(size);
      if (how == request_parser::progress::complete) return serve(), !closed();
      if (how == request_parser::progress::refused)
        return refuse(active_->parser.status(), active_->parser.why()), false;
      offer_continue();
    }
    if (!readable_ || receives-- <= 0 || !receive()) return false;
  }
}

HYPER_INLINE bool connection::receive() {
  if (active_ == nullptr) active_ = owner_.lend();
  receive_buffer& input = active_->input;
  input.make_room(least_room);
  ssize_t got = 0;
  do got = ::recv(socket_, input.free_space(), input.free_size(), 0);
  while (got < 0 && errno == EINTR);
  if (got > 0) {
    // A short read has emptied the socket; the next byte brings the next event.
    if (static_cast<std::size_t>(got) < input.free_size() && !peer_ended_) readable_ = false;
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
  conversation& with = *active_;
  with.talk.reset();
  with.parser.describe(with.input.data(), with.talk.asked);
  with.talk.asked.peer_address = peer_.text;
  if (owner_.draining()) end_with_this_answer();
  pending_ = true;
  auto const finished = [](void* self) {
    connection& mine = *static_cast<connection*>(self);
    mine.answered_late_ = true;
    mine.owner_.resume_later(mine);
  };
  if (with.talk.serve(finished, this)) finish_answer();
}

HYPER_INLINE void connection::finish_answer() {
  conversation& with = *active_;
  pending_ = false;
  if (!with.talk.answered()) return close();
  owner_.requests.add();
  owner_.by_class[with.talk.status() / 100].add();
  if (!with.talk.asked.keep_alive) last_ = true;
  with.input.consume(with.parser.consumed());
  with.parser.next();
  with.continue_sent = false;
  with.began = 0;
}

HYPER_INLINE void connection::refuse(int status, std::string_view why) {
  conversation& with = *active_;
  with.talk.reset();
  with.parser.describe(with.input.data(), with.talk.asked);
  with.talk.asked.peer_address = peer_.text;
  last_ = true;
  with.talk.refuse(status, why);
  owner_.refused.add();
  owner_.by_class[with.talk.status() / 100].add();
}

// False when the connection is closed. What the socket does not take waits for EPOLLOUT.
HYPER_INLINE bool connection::flush() {
  while (active_ != nullptr && active_->unsent() > 0) {
    std::string& large = active_->talk.large_body();
    std::size_t const head = active_->output.size();
    std::size_t const sent = active_->sent;
    ssize_t done = 0;
    if (large.empty()) {
      done = ::send(socket_, active_->output.data() + sent, head - sent, MSG_NOSIGNAL);
    } else {
      iovec parts[2] = {
          {active_->output.data() + (sent < head ? sent : head), sent < head ? head - sent : 0},
          {large.data() + (sent < head ? 0 : sent - head),
           large.size() - (sent < head ? 0 : sent - head)}};
      msghdr message{};
      message.msg_iov = parts;
      message.msg_iovlen = 2;
      done = ::sendmsg(socket_, &message, MSG_NOSIGNAL);
    }
    if (done < 0 && errno == EINTR) continue;
    if (done < 0 && errno == EAGAIN) return true;
    if (done < 0) return close(), false;
    active_->sent += static_cast<std::size_t>(done);
    progressed_ = true;
  }
  if (active_ == nullptr) return !closed();
  active_->output.clear();
  if (!active_->talk.large_body().empty()) std::string().swap(active_->talk.large_body());
  active_->sent = 0;
  return true;
}

/// Decides what the connection waits for now.
HYPER_INLINE void connection::settle() {
  bool const unsent = active_ != nullptr && active_->unsent() > 0;
  if (unsent) {
    bool const again = waiting_ == waiting::write && !progressed_;
    progressed_ = false;
    if (!again) wait_until(waiting::write, owner_.loop().now() + owner_.settings().timeouts.write);
  } else if (pending_) {
    bool const again = waiting_ == waiting::task && deadline_ != never;
    if (!again)
      wait_until(waiting::task, peer_ended_
                                    ? owner_.loop().now() + owner_.settings().timeouts.half_closed
                                    : never);
  } else if (last_) {
    begin_linger();
  } else {
    wait_for_request();
  }
}

HYPER_INLINE void connection::wait_for_request() {
  if (active_ != nullptr && !active_->input.empty()) return wait_for_piece();
  release();
  wait_until(waiting::idle, owner_.loop().now() + owner_.idle_patience());
}

HYPER_INLINE void connection::wait_for_piece() {
  conversation& with = *active_;
  server_timeouts const& limits = owner_.settings().timeouts;
  waiting const why = with.parser.head_complete() ? waiting::body : waiting::head;
  if (with.began == 0 || (why == waiting::body && waiting_ == waiting::head))
    with.began = owner_.loop().now();
  std::int64_t patience = limits.header;
  if (why == waiting::body)
    patience = limits.body + static_cast<std::int64_t>(with.input.size()) * 1000 / limits.body_rate;
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
      try {
        refuse(408, "The request took too long to arrive.");
      } catch (...) {
        return close();
      }
      return proceed();
    case waiting::write:
      owner_.timed_out.add();
      return close();
    case waiting::task:
    case waiting::linger:
      return close();
  }
}

// Requests that have arrived behind the present one are answered, too.
HYPER_INLINE void connection::end_with_this_answer() {
  if (active_->talk.answered()) return;  // that answer has said already that the connection stays
  if (active_->input.size() == active_->parser.consumed()) active_->talk.close_after_answer();
}

HYPER_INLINE void connection::begin_drain() {
  if (pending_) return end_with_this_answer();
  if (waiting_ == waiting::idle) wait_for_request();
}

// Closing with unread bytes in the socket would reset the connection and could destroy the answer
// on its way (RFC 9112 §9.6): our side ends first, then what still comes is thrown away.
HYPER_INLINE void connection::begin_linger() {
  release();
  ::shutdown(socket_, SHUT_WR);
  server_timeouts const& limits = owner_.settings().timeouts;
  std::int64_t patience = limits.linger;
  if (owner_.draining() && limits.drain_idle < patience) patience = limits.drain_idle;
  wait_until(waiting::linger, owner_.loop().now() + patience);
  discard_input();
}

HYPER_INLINE void connection::discard_input() {
  char scratch[16 * 1024];
  for (int reads = 0; reads < 64; ++reads) {
    ssize_t const got = ::recv(socket_, scratch, sizeof scratch, 0);
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) return close();
    if (got < 0 && errno == EAGAIN) return;
  }
  owner_.resume_later(*this);
}

HYPER_INLINE void connection::release() noexcept {
  if (active_ != nullptr) owner_.take_back(active_);
  active_ = nullptr;
}

HYPER_INLINE void connection::close() noexcept {
  if (closed()) return;
  if (pending_ && !answered_late_) owner_.abandoned.add();
  pending_ = answered_late_ = false;
  owner_.loop().unwatch(socket_, *this);
  owner_.loop().disarm(*this);
  ::close(socket_);
  socket_ = -1;
  release();
  owner_.forget(*this);
}

}  // namespace hyper::detail

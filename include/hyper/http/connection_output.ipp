// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Part of http/connection.hpp: how answers leave, and how long their readers may take.

#include <hyper/http/connection.hpp>
//
#include <linux/sockios.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <algorithm>
#include <cerrno>
#include <hyper/http/file_body.hpp>
#include <hyper/http/upgraded_stream.hpp>
#include <hyper/http/worker.hpp>

namespace hyper::detail {

/// Of what a connection may send in one turn so much at once.
inline constexpr std::size_t sent_at_once = 128u << 10;
inline constexpr std::size_t file_sent_at_once = 512u << 10;
/// What a connection is watched for. Whether its socket has room is asked only while an answer
/// waits for it: the readers of Unix sockets make an event of all that they take.
inline constexpr std::uint32_t usual_events = EPOLLIN | EPOLLRDHUP | EPOLLET;

HYPER_INLINE void connection::watch_socket() { owner_.loop().watch(socket_, usual_events, *this); }

// What send(2) says; a socket without room is left alone until it says that it has some.
HYPER_INLINE bool connection::sent_some(std::ptrdiff_t count, std::size_t tried) {
  if (count < 0 && errno == EINTR) return true;
  if (count < 0 && errno != EAGAIN) return close(), false;
  if (count < static_cast<std::ptrdiff_t>(tried)) writable_ = false;
  if (count <= 0) return true;
  may_send_ -= static_cast<std::size_t>(count);
  pace().taken += static_cast<std::size_t>(count);
  progressed_ = true;
  return true;
}

HYPER_INLINE std::ptrdiff_t connection::send_some(std::size_t most) {
  std::string& head = active_->output;
  std::string& large = active_->talk.large_body();
  std::size_t const sent = active_->sent;
  if (sent >= head.size())
    return ::send(socket_, large.data() + (sent - head.size()), most, MSG_NOSIGNAL);
  std::size_t const left = head.size() - sent;
  if (large.empty() || left >= most) {
    bool const more = active_->talk.file() != nullptr || !large.empty();
    return ::send(socket_, head.data() + sent, std::min(left, most),
                  MSG_NOSIGNAL | (more ? MSG_MORE : 0));
  }
  iovec parts[2] = {{head.data() + sent, left}, {large.data(), most - left}};
  msghdr message{};
  message.msg_iov = parts;
  message.msg_iovlen = 2;
  return ::sendmsg(socket_, &message, MSG_NOSIGNAL);
}

// False when the connection is closed. What the socket does not take waits for EPOLLOUT.
HYPER_INLINE bool connection::flush() {
  if (active_ == nullptr) return !closed();
  while (writable_ && may_send_ > 0 && active_->unsent() > 0) {
    std::size_t const most = std::min({active_->unsent(), sent_at_once, may_send_});
    std::ptrdiff_t const done = send_some(most);
    if (!sent_some(done, most)) return false;
    if (done <= 0) continue;
    active_->sent += static_cast<std::size_t>(done);
    if (active_->talk.large_body().empty()) drop_sent(active_->output, active_->sent);
  }
  if (active_->unsent() > 0) {
    if (writable_) owner_.resume_later(*this);
    return true;
  }
  active_->output.clear();
  if (!active_->talk.large_body().empty()) std::string().swap(active_->talk.large_body());
  active_->sent = 0;
  if (active_->held.bytes != 0) owner_.hold_answer(active_->held, 0, true);
  return active_->talk.file() == nullptr || send_file();
}

/// The file behind the head, some of it in a turn, so that others have their turns, too.
HYPER_INLINE bool connection::send_file() {
  file_body& file = *active_->talk.file();
  while (writable_ && may_send_ > 0 && !file.done()) {
    std::size_t sent = 0;
    auto const how = file.send_to(socket_, std::min(file_sent_at_once, may_send_), sent);
    if (how == file_body::progress::failed) return cut(), false;
    if (how == file_body::progress::must_wait) writable_ = false;
    active_->pace.taken += sent;
    may_send_ -= std::min(sent, may_send_);  // texts between the pieces go whole
    if (sent != 0) progressed_ = true;
  }
  bool const done = file.done();
  if (done) active_->talk.drop_file();
  // Next turn: more of the file, or requests that waited for its end.
  bool const more = done ? readable_ || !active_->input.empty() : writable_;
  if (more) owner_.resume_later(*this);
  return true;
}

HYPER_INLINE bool connection::flush_upgraded() {
  while (writable_ && may_send_ > 0 && upgraded_->unsent() > 0) {
    std::string_view const bytes = upgraded_->to_send();
    std::size_t const most = std::min({bytes.size(), sent_at_once, may_send_});
    ssize_t const done = ::send(socket_, bytes.data(), most, MSG_NOSIGNAL);
    if (!sent_some(done, most)) return false;
    if (done <= 0) continue;
    upgraded_->output_sent(static_cast<std::size_t>(done));
    if (upgraded_->aborted()) return cut(), false;
  }
  if (writable_ && upgraded_->unsent() > 0) owner_.resume_later(*this);
  return true;
}

// The kernel looks at the socket when it is asked, so room that came in between is not missed.
HYPER_INLINE void connection::watch_room(bool wanted) {
  if (watches_room_ == wanted) return;
  owner_.loop().rewatch(socket_, wanted ? usual_events | EPOLLOUT : usual_events, *this);
  watches_room_ = wanted;
}

HYPER_INLINE void connection::wait_for_reader() {
  if (!writable_) watch_room(true);
  bool const again = waiting_ == waiting::write && !progressed_;
  if (!again) {
    std::int64_t const moment = write_deadline();
    static_cast<void>(reader_took_some());
    wait_until(waiting::write, moment);
  }
  bool const taken = std::exchange(progressed_, false);
  if (active_ != nullptr) owner_.hold_answer(active_->held, active_->held_memory(), taken);
}

HYPER_INLINE reader_pace& connection::pace() {
  return active_ != nullptr ? active_->pace : upgraded_->pace;
}

HYPER_INLINE bool connection::reader_took_some() {
  int left = 0;
  if (::ioctl(socket_, SIOCOUTQ, &left) != 0 || left < 0) return false;
  return pace().took_from_kernel(static_cast<std::size_t>(left));
}

HYPER_INLINE std::int64_t connection::write_deadline() {
  server_timeouts const& limits = owner_.settings().timeouts;
  std::int64_t const now = owner_.loop().now();
  if (waiting_ != waiting::write) pace().begin(now);
  return pace().deadline(now, limits.write, limits.write_rate);
}

// A peer that says nothing, and is told nothing, is not kept for ever; one that has ended its side
// is kept for a moment.
HYPER_INLINE void connection::settle_upgraded(bool moved) {
  watch_room(false);
  server_timeouts const& limits = owner_.settings().timeouts;
  std::int64_t const now = owner_.loop().now();
  if (moved || waiting_ != waiting::task)
    wait_until(waiting::task, limits.upgraded == 0 ? never : now + limits.upgraded);
  if (peer_ended_) wait_until(waiting::task, std::min(deadline_, now + limits.half_closed));
}

}  // namespace hyper::detail

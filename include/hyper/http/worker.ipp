// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/worker.hpp>
//
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <cstring>

namespace hyper::detail {

/// Few: what new clients ask must not keep those that are there from their turn.
inline constexpr int accepted_at_once = 8;
inline constexpr unsigned conversations_kept = 128;
inline constexpr std::size_t input_kept = 64u << 10;
inline constexpr std::size_t output_kept = 256u << 10;

/// A connection on its way to the worker that will keep it.
struct handover {
  worker& to;
  int socket;
  peer_text peer;
};

/// The client's address as text; an IPv4 address that came over IPv6 is written as IPv4.
HYPER_INLINE peer_text peer_of(sockaddr_storage const& from) {
  peer_text peer;
  if (from.ss_family == AF_INET) {
    auto const& four = reinterpret_cast<sockaddr_in const&>(from);
    ::inet_ntop(AF_INET, &four.sin_addr, peer.text, sizeof peer.text);
    peer.address.bytes[10] = peer.address.bytes[11] = 0xFF;
    std::memcpy(peer.address.bytes.data() + 12, &four.sin_addr, 4);
    peer.known = true;
  } else if (from.ss_family == AF_INET6) {
    std::uint8_t const* const bytes = reinterpret_cast<sockaddr_in6 const&>(from).sin6_addr.s6_addr;
    std::memcpy(peer.address.bytes.data(), bytes, 16);
    peer.known = true;
    bool const mapped = IN6_IS_ADDR_V4MAPPED(reinterpret_cast<in6_addr const*>(bytes));
    ::inet_ntop(mapped ? AF_INET : AF_INET6, bytes + (mapped ? 12 : 0), peer.text,
                sizeof peer.text);
  }
  return peer;
}

HYPER_INLINE worker::worker(worker_group& group, unsigned number)
    : group_(group), settings_(&group.settings), number_(number) {
  acceptor_.owner = this;
  acceptor_.ready = [](watcher& self, std::uint32_t) {
    static_cast<acceptor&>(self).owner->accept_some(accepted_at_once);
  };
  accept_pause_.owner = this;
  accept_pause_.due = [](timer& self) { static_cast<alarm&>(self).owner->prepare(); };
  lag_probe_.owner = this;
  lag_probe_.due = [](timer& self) { static_cast<alarm&>(self).owner->measure_lag(); };
  allowance_.most = std::max(1u, settings().requests_at_work / settings().threads);
  reserve_ = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  drain_end_.owner = this;
  drain_end_.due = [](timer& self) { static_cast<alarm&>(self).owner->stop(); };
  resumer_.owner = this;
  resumer_.run = [](turn_hook& self) { static_cast<resumer&>(self).owner->run_resumed(); };
}

HYPER_INLINE worker::~worker() {
  while (connections_ != nullptr) connections_->close();
  resumed_ = nullptr;
  loop_.cancel(resumer_);
  while (closed_ != nullptr) delete std::exchange(closed_, closed_->next);
  while (pool_ != nullptr) delete std::exchange(pool_, pool_->next);
  if (reserve_ >= 0) ::close(reserve_);
}

HYPER_INLINE void worker::prepare() {
  loop_.watch(group_.listener.descriptor(), EPOLLIN | EPOLLEXCLUSIVE, acceptor_);
  accepting_ = true;
}

HYPER_INLINE void worker::run() { loop_.run(); }

HYPER_INLINE void worker::accept_some(int limit) {
  while (limit-- > 0) {
    sockaddr_storage from{};
    socklen_t size = sizeof from;
    int const got = ::accept4(group_.listener.descriptor(), reinterpret_cast<sockaddr*>(&from),
                              &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (got >= 0) {
      place(got, group_.listener.is_unix() ? peer_text() : peer_of(from));
      continue;
    }
    if (errno == EAGAIN) return;
    bool const no_descriptor = errno == EMFILE || errno == ENFILE;
    if (no_descriptor && turn_away_without_descriptors()) continue;
    if (no_descriptor || errno == ENOBUFS || errno == ENOMEM) return pause_accepting();
    // Else the client was gone before it was accepted: the next one.
  }
}

// Silence until the client's patience ends helps nobody: the descriptor that was kept for this
// moment is given up to accept the client, tell it, and be taken back.
HYPER_INLINE bool worker::turn_away_without_descriptors() {
  if (reserve_ < 0) return false;
  ::close(std::exchange(reserve_, -1));
  int const got =
      ::accept4(group_.listener.descriptor(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
  bool const none_left = got < 0 && errno != EAGAIN;  // another thread was quicker
  if (got >= 0) {
    accept_failures.add();
    turn_away(got);
  }
  reserve_ = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  return !none_left;
}

// Without descriptors or memory there is nothing to accept with. Those who wait stay in the queue
// of the kernel while connections that exist go on and, in the end, free what is needed.
HYPER_INLINE void worker::pause_accepting() {
  accept_failures.add();
  if (!accepting_) return;
  loop_.unwatch(group_.listener.descriptor(), acceptor_);
  accepting_ = false;
  loop_.arm(accept_pause_, loop_.now() + 100);
}

HYPER_INLINE void worker::place(int socket, peer_text const& peer) {
  accepted.add();
  if (group_.open.load(std::memory_order_relaxed) >= settings().connections)
    return turn_away(socket);
  group_.open.fetch_add(1, std::memory_order_relaxed);
  worker* chosen = draining_ ? this : &least_loaded();
  if (!chosen->assign()) {  // it has drained already; this one has not, or it would not accept
    chosen = this;
    assign();
  }
  if (chosen == this) return adopt(socket, peer);
  auto* const parcel = new handover{*chosen, socket, peer};
  chosen->loop().post(
      [](void* argument) {
        std::unique_ptr<handover> const arrived(static_cast<handover*>(argument));
        arrived->to.adopt(arrived->socket, arrived->peer);
      },
      parcel);
}

// A worker that drains may be done while others still accept: what it was given then would have no
// answer. So it ends by the same number that counts what it is given.
HYPER_INLINE bool worker::assign() {
  if ((assigned.fetch_add(1) & ended_bit) == 0) return true;
  assigned.fetch_sub(1);
  return false;
}

HYPER_INLINE worker& worker::least_loaded() {
  worker* best = this;
  for (auto const& each : group_.workers)
    if (each->assigned.load(std::memory_order_relaxed) <
        best->assigned.load(std::memory_order_relaxed))
      best = each.get();
  return *best;
}

HYPER_INLINE void worker::turn_away(int socket) {
  turned_away.add();
  std::string const answer =
      "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 1\r\n" +
      group_.common_lines + "Connection: close\r\n\r\n";
  static_cast<void>(::send(socket, answer.data(), answer.size(), MSG_NOSIGNAL | MSG_DONTWAIT));
  ::shutdown(socket, SHUT_WR);
  // Closing with unread bytes resets the connection, and the answer might not be read.
  char scratch[4096];
  static_cast<void>(!::recv(socket, scratch, sizeof scratch, MSG_DONTWAIT));
  ::close(socket);
}

HYPER_INLINE bool worker::count_client(peer_text const& peer, bool& counted) {
  std::uint32_t const most = settings().connections_per_address;
  if (most == 0 || !peer.known || settings().trust.covers(peer.address)) return true;
  counted = group_.clients.add(peer.address, most);
  return counted;
}

HYPER_INLINE void worker::watch_lag() {
  constexpr std::int64_t period = 50;
  if (settings().shed_lag > 0 && !lag_probe_.armed()) loop_.arm(lag_probe_, loop_.now() + period);
}

// A timer that fires late shows how late everything else is. One long turn may be chance.
HYPER_INLINE void worker::measure_lag() {
  bool const late = loop_.refresh_now() - lag_probe_.moment() > settings().shed_lag;
  late_probes_ = late ? late_probes_ + 1 : 0;
  allowance_.behind = late_probes_ >= 2;
  if (allowance_.used > 0) watch_lag();
}

HYPER_INLINE void worker::hold_answer(held_answer& what, std::size_t bytes, bool taken) noexcept {
  held_.keep(what, bytes, taken);
  std::size_t const share = settings().held / settings().threads;
  while (held_.bytes() > share && held_.longest() != &what) {
    crowded_out.add();
    held_.longest()->of->cut();
  }
}

HYPER_INLINE void worker::adopt(int socket, peer_text const& peer) {
  auto* const fresh = new connection(*this, socket, peer);
  fresh->next = connections_;
  if (connections_ != nullptr) connections_->previous = fresh;
  connections_ = fresh;
  try {
    if (stopped_) return fresh->close();
    fresh->begin();
  } catch (...) {
    fresh->close();
  }
}

HYPER_INLINE void worker::forget(connection& gone) noexcept {
  (gone.previous == nullptr ? connections_ : gone.previous->next) = gone.next;
  if (gone.next != nullptr) gone.next->previous = gone.previous;
  gone.next = closed_;
  closed_ = &gone;
  assigned.fetch_sub(1);
  group_.open.fetch_sub(1, std::memory_order_relaxed);
  loop_.at_turn_end(resumer_);
}

HYPER_INLINE void worker::resume_later(connection& which) noexcept {
  if (which.to_resume) return;
  which.to_resume = true;
  which.next_resumed = nullptr;
  (resumed_ == nullptr ? resumed_ : resumed_last_->next_resumed) = &which;
  resumed_last_ = &which;
  loop_.at_turn_end(resumer_);
}

// Connections that ask again while this runs wait for the next turn.
HYPER_INLINE void worker::run_resumed() {
  connection* each = std::exchange(resumed_, nullptr);
  while (each != nullptr) {
    connection& which = *std::exchange(each, each->next_resumed);
    which.to_resume = false;
    if (!which.closed()) which.resume();
  }
  free_closed();
  if (draining_) end_when_empty();
}

HYPER_INLINE void worker::free_closed() noexcept {
  connection* each = std::exchange(closed_, nullptr);
  while (each != nullptr) {
    connection* const gone = std::exchange(each, each->next);
    if (gone->to_resume) {  // still in the other list
      gone->next = closed_;
      closed_ = gone;
    } else {
      delete gone;
    }
  }
}

HYPER_INLINE conversation* worker::lend() {
  if (pool_ != nullptr) {
    --pooled_;
    return std::exchange(pool_, pool_->next);
  }
  auto* const fresh = new conversation(group_.service, settings());
  fresh->talk.common_lines = group_.common_lines;
  fresh->talk.allowance = &allowance_;
  fresh->talk.forms = &settings().forms;
  return fresh;
}

HYPER_INLINE void worker::take_back(conversation* used) noexcept {
  held_.drop(used->held);
  used->talk.reset();
  used->parser.next();
  used->body.reset();
  used->input.clear();
  used->output.clear();
  used->sent = 0;
  used->began = 0;
  used->continue_sent = false;
  bool const large = used->input.capacity() > input_kept || used->output.capacity() > output_kept ||
                     used->body.input.capacity() > input_kept;
  if (large || pooled_ >= conversations_kept || used->made_for != settings_) {
    delete used;
    return;
  }
  ++pooled_;
  used->next = pool_;
  pool_ = used;
}

// Conversations keep the limits that they were made with: those in use end with their request.
HYPER_INLINE void worker::change(server_settings const& now) {
  settings_ = &now;
  allowance_.most = std::max(1u, now.requests_at_work / now.threads);
  while (pool_ != nullptr) delete std::exchange(pool_, pool_->next);
  pooled_ = 0;
}

HYPER_INLINE void worker::drain(std::int64_t milliseconds) {
  if (draining_) return;
  draining_ = true;
  end_accepting();
  loop_.arm(drain_end_, loop_.refresh_now() + milliseconds);
  for (connection* each = connections_; each != nullptr; each = each->next) each->begin_drain();
  loop_.at_turn_end(resumer_);
}

// What the kernel has queued is accepted before the socket closes: those clients believe that they
// are connected.
HYPER_INLINE void worker::end_accepting() {
  if (accept_pause_.armed()) loop_.disarm(accept_pause_);
  group_.listener.hide();
  if (accepting_) loop_.unwatch(group_.listener.descriptor(), acceptor_);
  accepting_ = false;
  accept_some(1 << 20);
  if (group_.listening.fetch_sub(1) == 1) group_.listener.close();
}

HYPER_INLINE void worker::end_when_empty() {
  std::uint32_t none = 0;
  if (assigned.compare_exchange_strong(none, ended_bit)) loop_.stop();
}

HYPER_INLINE void worker::stop() {
  if (std::exchange(stopped_, true)) return;
  if (!draining_) end_accepting();
  draining_ = true;
  while (connections_ != nullptr) connections_->close();
  loop_.stop();
}

HYPER_INLINE void worker::add_to(server_counters& sum) const {
  sum.accepted += accepted.value();
  sum.turned_away += turned_away.value();
  sum.shed += allowance_.shed.load(std::memory_order_relaxed);
  sum.accept_failures += accept_failures.value();
  sum.open += assigned.load(std::memory_order_relaxed) & ~ended_bit;
  sum.requests += requests.value();
  sum.refused += refused.value();
  sum.abandoned += abandoned.value();
  sum.timed_out += timed_out.value();
  sum.crowded_out += crowded_out.value();
  for (int i = 0; i < 6; ++i) sum.by_class[i] += by_class[i].value();
}

}  // namespace hyper::detail

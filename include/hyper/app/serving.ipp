// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/serving.hpp>
//
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>
#include <cerrno>
#include <csignal>
#include <cstring>

namespace hyper {
namespace detail {

HYPER_INLINE sigset_t stopping_set() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  return set;
}

}  // namespace detail

HYPER_INLINE stop_signals::stop_signals() {
  sigset_t const set = detail::stopping_set();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);  // threads made from now on inherit it
  std::signal(SIGPIPE, SIG_IGN);
  signals_ = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  waker_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (signals_ < 0 || waker_ < 0)
    throw cannot_start("Signals cannot be received: " + std::string(std::strerror(errno)) + ".");
}

HYPER_INLINE stop_signals::~stop_signals() {
  // The mask stays: a signal that comes from now on must not interrupt the clearing up.
  ::close(signals_);
  ::close(waker_);
}

HYPER_INLINE bool stop_signals::arrived() {
  signalfd_siginfo which{};
  return ::read(signals_, &which, sizeof which) == static_cast<ssize_t>(sizeof which);
}

HYPER_INLINE bool stop_signals::wait() {
  while (true) {
    if (arrived()) return true;
    std::uint64_t count = 0;
    if (::read(waker_, &count, sizeof count) == static_cast<ssize_t>(sizeof count)) return false;
    pollfd both[] = {{signals_, POLLIN, 0}, {waker_, POLLIN, 0}};
    ::poll(both, 2, -1);
  }
}

HYPER_INLINE void stop_signals::wake() noexcept {
  std::uint64_t const one = 1;
  static_cast<void>(!::write(waker_, &one, sizeof one));
}

HYPER_INLINE server_settings server_settings_of(settings const& of) {
  server_settings into;
  into.host = of.host;
  into.port = static_cast<std::uint16_t>(of.port);
  into.unix_socket = of.unix_socket;
  into.unix_socket_mode = static_cast<unsigned>(of.unix_socket_mode);
  into.unix_socket_group = of.unix_socket_group;
  into.threads = static_cast<unsigned>(of.threads);
  into.connections = static_cast<std::uint32_t>(of.max_connections);
  into.server_name = of.server_name;
  into.limits.header_block = static_cast<std::uint32_t>(of.max_header_size);
  into.limits.fields = static_cast<std::uint32_t>(of.max_header_count);
  into.limits.body = static_cast<std::size_t>(of.max_body_size);
  into.timeouts.header = of.header_timeout;
  into.timeouts.body = of.body_timeout;
  into.timeouts.idle = of.idle_timeout;
  into.timeouts.write = of.write_timeout;
  return into;
}

namespace detail {

/// The application's own hooks, and the main thread's wish to know when all is over.
struct watched_hooks {
  server_hooks inner;
  stop_signals* signals;

  server_hooks outer() {
    server_hooks hooks;
    hooks.self = this;
    if (inner.worker_started != nullptr)
      hooks.worker_started = [](void* self, unsigned worker, event_loop& loop) {
        auto const& of = static_cast<watched_hooks*>(self)->inner;
        of.worker_started(of.self, worker, loop);
      };
    if (inner.worker_stopped != nullptr)
      hooks.worker_stopped = [](void* self, unsigned worker) noexcept {
        auto const& of = static_cast<watched_hooks*>(self)->inner;
        of.worker_stopped(of.self, worker);
      };
    hooks.all_stopped = [](void* self) noexcept {
      auto const& of = static_cast<watched_hooks*>(self)->inner;
      if (of.all_stopped != nullptr) of.all_stopped(of.self);
      static_cast<watched_hooks*>(self)->signals->wake();
    };
    return hooks;
  }
};

}  // namespace detail

HYPER_INLINE void serve_until_stopped(http_service const& service, settings const& with,
                                      server_hooks hooks, stop_signals& signals,
                                      void (*started)(void* self, server const& which),
                                      void (*draining)(void* self), void* self) {
  detail::watched_hooks watched{hooks, &signals};
  server running(service, server_settings_of(with), watched.outer());
  running.start();
  started(self, running);
  if (signals.wait()) {
    draining(self);
    running.drain(with.drain_timeout);
    if (signals.wait()) running.stop();  // asked twice
  }
  running.wait();
}

}  // namespace hyper

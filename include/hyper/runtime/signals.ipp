// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/runtime/signals.hpp>
//
#include <signal.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <unistd.h>
#include <cerrno>
#include <system_error>

namespace hyper {

HYPER_INLINE signal_watch::signal_watch(event_loop& loop, std::initializer_list<int> signals,
                                        void (*arrived)(void* self, int number), void* self)
    : loop_(loop), arrived_(arrived), self_(self) {
  sigset_t wanted;
  sigset_t before;
  sigemptyset(&wanted);
  for (int const number : signals) sigaddset(&wanted, number);
  descriptor_ = ::signalfd(-1, &wanted, SFD_CLOEXEC | SFD_NONBLOCK);
  if (descriptor_ < 0) throw std::system_error(errno, std::system_category(), "signalfd");
  pthread_sigmask(SIG_BLOCK, &wanted, &before);
  for (int const number : signals)
    if (sigismember(&before, number) == 0) added_ |= std::uint64_t{1} << (number - 1);
  reader_.owner = this;
  reader_.ready = [](watcher& self, std::uint32_t) {
    static_cast<reader&>(self).owner->take_one();
  };
  loop_.watch(descriptor_, EPOLLIN, reader_);
}

HYPER_INLINE signal_watch::~signal_watch() {
  loop_.unwatch(descriptor_, reader_);
  ::close(descriptor_);
  sigset_t ours;
  sigemptyset(&ours);
  for (int number = 1; number <= 64; ++number)
    if ((added_ >> (number - 1) & 1) != 0) sigaddset(&ours, number);
  pthread_sigmask(SIG_UNBLOCK, &ours, nullptr);
}

HYPER_INLINE void signal_watch::take_one() {
  int const descriptor = descriptor_;
  signalfd_siginfo which{};
  // One at a time: what is called may destroy this object.
  if (::read(descriptor, &which, sizeof which) == static_cast<ssize_t>(sizeof which))
    arrived_(self_, static_cast<int>(which.ssi_signo));
}

HYPER_INLINE void ignore_broken_pipes() noexcept {
  struct sigaction now{};
  if (::sigaction(SIGPIPE, nullptr, &now) != 0 || now.sa_handler != SIG_DFL) return;
  now.sa_handler = SIG_IGN;
  ::sigaction(SIGPIPE, &now, nullptr);
}

}  // namespace hyper

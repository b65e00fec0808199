// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/runtime/signals.hpp>
//
#include <signal.h>
#include <unistd.h>
#include <vector>
#include "support/catch.hpp"

using namespace hyper;

namespace {
void note(void* seen, int number) { static_cast<std::vector<int>*>(seen)->push_back(number); }

bool blocked(int number) {
  sigset_t now;
  pthread_sigmask(SIG_BLOCK, nullptr, &now);
  return sigismember(&now, number) == 1;
}
}  // namespace

TEST_CASE("signals arrive as events", "[runtime]") {
  event_loop loop;
  std::vector<int> seen;
  {
    signal_watch const watching(loop, {SIGTERM, SIGUSR1}, note, &seen);
    CHECK(blocked(SIGTERM));
    ::kill(::getpid(), SIGTERM);
    ::kill(::getpid(), SIGUSR1);
    while (seen.size() < 2) loop.turn(-1);
    CHECK(std::vector<int>{SIGUSR1, SIGTERM} == seen);  // the lowest number first
  }
  CHECK_FALSE(blocked(SIGTERM));
}

TEST_CASE("what was blocked before stays blocked", "[runtime]") {
  event_loop loop;
  std::vector<int> seen;
  sigset_t ours;
  sigemptyset(&ours);
  sigaddset(&ours, SIGUSR2);
  pthread_sigmask(SIG_BLOCK, &ours, nullptr);
  {
    signal_watch const watching(loop, {SIGUSR2, SIGUSR1}, note, &seen);
  }
  CHECK(blocked(SIGUSR2));
  CHECK_FALSE(blocked(SIGUSR1));
  pthread_sigmask(SIG_UNBLOCK, &ours, nullptr);
}

TEST_CASE("a handler of the program's own for SIGPIPE stays", "[runtime]") {
  auto const handler = [] {
    struct sigaction now{};
    ::sigaction(SIGPIPE, nullptr, &now);
    return now.sa_handler;
  };
  auto const before = ::signal(SIGPIPE, [](int) {});
  auto const own = handler();
  ignore_broken_pipes();
  CHECK(handler() == own);
  ::signal(SIGPIPE, SIG_DFL);
  ignore_broken_pipes();
  CHECK(handler() == SIG_IGN);
  ::signal(SIGPIPE, before);
}

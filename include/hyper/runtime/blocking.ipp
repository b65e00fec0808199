// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/runtime/blocking.hpp>
//
#include <pthread.h>
#include <signal.h>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <system_error>
#include <vector>

namespace hyper {

struct offload_pool::state {
  std::mutex guard;
  std::condition_variable arrived;
  std::deque<std::shared_ptr<job>> waiting;
  std::vector<pthread_t> threads;
  bool stopping = false;

  static void* serve(void* argument) {
    auto& self = *static_cast<state*>(argument);
    std::unique_lock<std::mutex> hold(self.guard);
    while (true) {
      self.arrived.wait(hold, [&] { return self.stopping || !self.waiting.empty(); });
      if (self.stopping) return nullptr;
      std::shared_ptr<job> const work = std::move(self.waiting.front());
      self.waiting.pop_front();
      hold.unlock();
      work->run();
      hold.lock();
    }
  }
};

namespace detail {

struct offload_limits {
  unsigned threads = 4;
  std::size_t waiting = 1024;
};

HYPER_INLINE offload_limits& configured_offload_limits() {
  static offload_limits limits;
  return limits;
}

}  // namespace detail

HYPER_INLINE offload_pool::offload_pool() : state_(std::make_unique<state>()) {
  // Signals belong to the main thread; the pool's threads inherit a full mask.
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  for (unsigned i = 0; i < detail::configured_offload_limits().threads; ++i) {
    pthread_t thread{};
    int const failed = pthread_create(&thread, nullptr, &state::serve, state_.get());
    if (failed == 0)
      state_->threads.push_back(thread);
    else if (i == 0)
      throw std::system_error(failed, std::system_category(), "offload pool");
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

HYPER_INLINE offload_pool::~offload_pool() {
  {
    std::lock_guard<std::mutex> const hold(state_->guard);
    state_->stopping = true;
  }
  state_->arrived.notify_all();
  for (pthread_t thread : state_->threads) pthread_join(thread, nullptr);
}

HYPER_INLINE void offload_pool::configure(unsigned threads, std::size_t waiting_limit) {
  if (threads == 0 || threads > 256)
    throw std::invalid_argument("the offload pool needs 1 to 256 threads");
  detail::configured_offload_limits() = {threads, waiting_limit};
}

HYPER_INLINE offload_pool& offload_pool::shared() {
  static offload_pool pool;
  return pool;
}

HYPER_INLINE void offload_pool::submit(std::shared_ptr<job> work) {
  {
    std::lock_guard<std::mutex> const hold(state_->guard);
    if (state_->waiting.size() >= detail::configured_offload_limits().waiting)
      throw offload_pool_full();
    state_->waiting.push_back(std::move(work));
  }
  state_->arrived.notify_one();
}

}  // namespace hyper

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of http/server.hpp: one thread, its event loop and its connections.

#include <atomic>
#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/http/address_counts.hpp>
#include <hyper/http/connection.hpp>
#include <hyper/http/counters.hpp>
#include <hyper/http/exchange.hpp>
#include <hyper/http/listener.hpp>
#include <hyper/http/server_settings.hpp>
#include <list>
#include <memory>
#include <string>
#include <vector>

namespace hyper::detail {

/// A number that one thread counts and any may read.
class tally {
 public:
  void add(std::uint64_t count = 1) {
    value_.store(value_.load(std::memory_order_relaxed) + count, std::memory_order_relaxed);
  }
  std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_{0};
};

/// What the workers of a server share.
class worker;

struct worker_group {
  worker_group(http_service const& what, server_settings how)
      : service(what), settings(std::move(how)), listener(settings) {}

  http_service const& service;
  server_settings settings;             // at the start
  std::list<server_settings> versions;  // changed since
  server_hooks hooks{};
  listening_socket listener;
  std::string common_lines;
  std::vector<std::unique_ptr<worker>> workers;  // complete before any of them runs
  std::atomic<std::int64_t> drain_time{0};       // milliseconds
  std::atomic<bool> handed_over{false};          // another process goes on listening
  std::atomic<unsigned> listening{0};            // workers that still accept
  std::atomic<unsigned> running{0};              // threads that have not ended
  std::atomic<std::uint32_t> open{0};            // connections of all workers
  address_counts clients;
};

/// Other threads write to `assigned`, so it has a cache line of its own, and so has each worker.
class worker {
 public:
  worker(worker_group& group, unsigned number);
  ~worker();
  worker(worker const&) = delete;
  worker& operator=(worker const&) = delete;

  // On the worker's thread:
  void prepare();  ///< begins to accept
  void run();      ///< until drained or stopped
  void drain(std::int64_t milliseconds);
  void stop();
  /// Other limits and timeouts from now on; the object lives as long as the group.
  void change(server_settings const& now);
  void adopt(int socket, peer_text const& peer);
  conversation* lend();
  void take_back(conversation* used) noexcept;
  void resume_later(connection& which) noexcept;
  void forget(connection& closed) noexcept;
  /// Counts a connection of this client; false when it has as many as it may. `counted` says that
  /// `forget_client` must be called.
  bool count_client(peer_text const& peer, bool& counted);
  void forget_client(peer_text const& peer) noexcept { group_.clients.remove(peer.address); }
  /// Something is waited for: from now on it is noticed when this worker comes too late.
  void watch_lag();
  /// The unsent answer of a connection takes so many bytes. Beyond what may be held in all, those
  /// are cut off whose readers have taken nothing for the longest time.
  void hold_answer(held_answer& what, std::size_t bytes, bool taken) noexcept;
  request_id_maker* id_maker() { return settings().request_ids ? &id_maker_ : nullptr; }
  bool draining() const { return draining_; }
  std::int64_t drain_time() const { return group_.drain_time; }
  /// Milliseconds that a connection without a request may stay.
  std::int64_t idle_patience() const {
    server_timeouts const& limits = settings().timeouts;
    return draining_ && !group_.handed_over ? limits.drain_idle : limits.idle;
  }
  /// After the thread has ended: closes what was handed over too late.
  void sweep() {
    stopped_ = true;
    loop_.turn(0);
  }

  // Any thread:
  event_loop& loop() { return loop_; }
  server_settings const& settings() const { return *settings_; }
  unsigned number() const { return number_; }
  void add_to(server_counters& sum) const;

  static constexpr std::uint32_t ended_bit = 1u << 31;
  // Connections given to this worker; ended_bit: no more.
  alignas(64) std::atomic<std::uint32_t> assigned{0};
  alignas(64) tally accepted, turned_away, accept_failures, requests, refused, abandoned, timed_out,
      crowded_out;
  tally by_class[6];

 private:
  struct acceptor : watcher {
    worker* owner;
  };
  struct alarm : timer {
    worker* owner;
  };
  struct resumer : turn_hook {
    worker* owner;
  };

  void accept_some(int limit);
  void place(int socket, peer_text const& peer);
  void pause_accepting();
  void end_accepting();
  void turn_away(int socket);
  bool turn_away_without_descriptors();
  void measure_lag();
  worker& least_loaded();
  bool assign();
  void run_resumed();
  void free_closed() noexcept;
  void end_when_empty();

  worker_group& group_;
  server_settings const* settings_;
  unsigned number_;
  event_loop loop_;
  acceptor acceptor_;
  alarm accept_pause_;
  alarm lag_probe_;
  task_allowance allowance_;
  request_id_maker id_maker_;
  held_answers held_;
  int reserve_ = -1;  // a descriptor to accept with when there is none left
  unsigned late_probes_ = 0;
  alarm drain_end_;
  resumer resumer_;
  bool accepting_ = false;
  bool draining_ = false;
  bool stopped_ = false;
  connection* connections_ = nullptr;
  connection* resumed_ = nullptr;
  connection* resumed_last_ = nullptr;
  connection* closed_ = nullptr;
  conversation* pool_ = nullptr;
  unsigned pooled_ = 0;
};

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/http/connection.ipp>
#include <hyper/http/connection_client.ipp>
#include <hyper/http/connection_output.ipp>
#include <hyper/http/worker.ipp>
#endif

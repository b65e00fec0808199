// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/server.hpp>
//
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <condition_variable>
#include <hyper/http/grammar.hpp>
#include <hyper/http/worker.hpp>
#include <mutex>
#include <stdexcept>
#include <system_error>

namespace hyper {
namespace detail {

HYPER_INLINE unsigned usable_cores() {
  cpu_set_t cores;
  CPU_ZERO(&cores);
  if (::sched_getaffinity(0, sizeof cores, &cores) != 0) return 1;
  int const count = CPU_COUNT(&cores);
  return count < 1 ? 1 : static_cast<unsigned>(count);
}

HYPER_INLINE server_settings checked_settings(server_settings settings) {
  auto const insist = [](bool right, char const* sentence) {
    if (!right) throw std::invalid_argument(sentence);
  };
  if (settings.threads == 0) settings.threads = usable_cores();
  server_timeouts const& times = settings.timeouts;
  insist(settings.threads <= 4096, "a server may have at most 4096 threads");
  insist(settings.backlog > 0, "the backlog of a server must be positive");
  insist(settings.connections > 0, "a server must allow at least one connection");
  insist(times.header > 0 && times.body > 0 && times.body_rate > 0 && times.idle > 0 &&
             times.upgraded >= 0 && times.write > 0 && times.write_rate > 0 && times.linger > 0 &&
             times.half_closed > 0 && times.drain_idle > 0,
         "the timeouts of a server must be positive");
  insist(settings.requests_at_work > 0, "a server must work on at least one request");
  insist(!settings.proxy_protocol || !settings.trust.ranges.empty() || settings.trust.unix_peers,
         "the PROXY protocol needs trusted proxies: nobody else may speak it");
  insist(settings.limits.body < (std::size_t{1} << 31) && settings.limits.header_block < (1u << 30),
         "a body of 2 GiB or a header block of 1 GiB does not fit in memory");
  insist(all_are(settings.server_name, value_character),
         "the name of a server may not hold control characters");
  return settings;
}

}  // namespace detail

struct server::parts {
  parts(http_service const& service, server_settings settings)
      : group(service, detail::checked_settings(std::move(settings))) {
    group.workers.resize(group.settings.threads);
  }

  detail::worker_group group;
  std::vector<pthread_t> threads;
  std::mutex guard;
  std::condition_variable changed;
  unsigned prepared = 0;  // threads that have a worker, or have failed to make one
  bool decided = false;   // all are prepared: serve, or end
  std::exception_ptr failure;

  struct beginning {
    parts& all;
    unsigned number;
  };
  static void* thread(void* argument);
  bool prepare(unsigned number) noexcept;
  void serve(unsigned number) noexcept;
  void start_threads();
};

HYPER_INLINE void* server::parts::thread(void* argument) {
  std::unique_ptr<beginning> const begun(static_cast<beginning*>(argument));
  parts& all = begun->all;
  bool const ready = all.prepare(begun->number);
  bool go = false;
  {
    std::unique_lock<std::mutex> hold(all.guard);
    ++all.prepared;
    all.changed.notify_all();
    all.changed.wait(hold, [&] { return all.decided; });
    go = !all.failure;
  }
  if (go) all.serve(begun->number);
  server_hooks const& hooks = all.group.hooks;
  if (ready && hooks.worker_stopped != nullptr) hooks.worker_stopped(hooks.self, begun->number);
  if (all.group.running.fetch_sub(1) == 1 && go && hooks.all_stopped != nullptr)
    hooks.all_stopped(hooks.self);
  return nullptr;
}

HYPER_INLINE bool server::parts::prepare(unsigned number) noexcept {
  try {
    auto made = std::make_unique<detail::worker>(group, number);
    detail::worker& mine = *made;
    {
      std::lock_guard<std::mutex> const hold(guard);
      group.workers[number] = std::move(made);
    }
    if (group.hooks.worker_started != nullptr)
      group.hooks.worker_started(group.hooks.self, number, mine.loop());
    return true;
  } catch (...) {
    std::lock_guard<std::mutex> const hold(guard);
    if (!failure) failure = std::current_exception();
    return false;
  }
}

HYPER_INLINE void server::parts::serve(unsigned number) noexcept {
  detail::worker& mine = *group.workers[number];
  mine.prepare();
  mine.run();
}

HYPER_INLINE void server::parts::start_threads() {
  // Signals belong to the main thread: the workers inherit a full mask.
  sigset_t every;
  sigset_t before;
  sigfillset(&every);
  pthread_sigmask(SIG_SETMASK, &every, &before);
  for (unsigned i = 0; i < group.settings.threads; ++i) {
    pthread_t made{};
    auto begun = std::make_unique<beginning>(beginning{*this, i});
    ++group.running;
    int const failed = pthread_create(&made, nullptr, &parts::thread, begun.get());
    if (failed != 0) {
      --group.running;
      std::lock_guard<std::mutex> const hold(guard);
      failure = std::make_exception_ptr(
          std::system_error(failed, std::system_category(), "cannot start a server thread"));
      break;
    }
    static_cast<void>(begun.release());
    threads.push_back(made);
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

HYPER_INLINE server::server(http_service const& service, server_settings settings,
                            server_hooks hooks)
    : parts_(std::make_unique<parts>(service, std::move(settings))) {
  parts_->group.hooks = hooks;
  std::string const& name = parts_->group.settings.server_name;
  if (!name.empty()) parts_->group.common_lines = "Server: " + name + "\r\n";
}

HYPER_INLINE server::~server() {
  stop();
  wait();
}

HYPER_INLINE void server::start() {
  parts& all = *parts_;
  if (!all.threads.empty()) throw std::logic_error("the server has been started already");
  all.group.listening = all.group.settings.threads;
  all.start_threads();
  {
    std::unique_lock<std::mutex> hold(all.guard);
    all.changed.wait(hold, [&] { return all.prepared == all.threads.size(); });
    all.decided = true;
    all.changed.notify_all();
  }
  if (!all.failure) return;
  wait();
  all.group.listener.close();
  std::rethrow_exception(all.failure);
}

HYPER_INLINE void server::drain(std::int64_t milliseconds) {
  parts_->group.drain_time = milliseconds;
  for (auto const& each : parts_->group.workers)
    if (each != nullptr)
      each->loop().post(
          [](void* self) {
            auto& mine = *static_cast<detail::worker*>(self);
            mine.drain(mine.drain_time());
          },
          each.get());
}

HYPER_INLINE void server::hand_over(std::int64_t milliseconds) {
  parts_->group.handed_over = true;
  parts_->group.listener.leave();
  drain(milliseconds);
}

HYPER_INLINE void server::stop() {
  for (auto const& each : parts_->group.workers)
    if (each != nullptr)
      each->loop().post([](void* self) { static_cast<detail::worker*>(self)->stop(); }, each.get());
}

HYPER_INLINE void server::call_workers(void (*work)(void* argument), void* argument) {
  for (auto const& each : parts_->group.workers)
    if (each != nullptr) each->loop().post(work, argument);
}

// The workers point into these settings, so each version stays until the end of the server.
HYPER_INLINE void server::change(server_settings const& settings) {
  struct news {
    detail::worker& to;
    server_settings const& now;
  };
  parts& all = *parts_;
  server_settings fresh = all.group.settings;
  fresh.limits = settings.limits;
  fresh.timeouts = settings.timeouts;
  fresh.connections = settings.connections;
  fresh.connections_per_address = settings.connections_per_address;
  fresh.requests_at_work = settings.requests_at_work;
  fresh.shed_lag = settings.shed_lag;
  fresh.unsent = settings.unsent;
  fresh.trust = settings.trust;
  fresh.request_ids = settings.request_ids;
  std::lock_guard<std::mutex> const hold(all.guard);
  all.group.versions.push_back(detail::checked_settings(std::move(fresh)));
  for (auto const& each : all.group.workers)
    if (each != nullptr)
      each->loop().post(
          [](void* argument) {
            std::unique_ptr<news> const arrived(static_cast<news*>(argument));
            arrived->to.change(arrived->now);
          },
          new news{*each, all.group.versions.back()});
}

HYPER_INLINE void server::wait() {
  for (pthread_t const thread : parts_->threads) pthread_join(thread, nullptr);
  bool const ran = !parts_->threads.empty();
  parts_->threads.clear();
  if (!ran) return;
  for (auto const& each : parts_->group.workers)
    if (each != nullptr) each->sweep();
}

HYPER_INLINE int server::listening_descriptor() const {
  return parts_->group.listener.descriptor();
}

HYPER_INLINE std::uint16_t server::port() const { return parts_->group.listener.port(); }

HYPER_INLINE std::string const& server::address() const { return parts_->group.listener.address(); }

HYPER_INLINE unsigned server::threads() const { return parts_->group.settings.threads; }

HYPER_INLINE server_counters server::counters() const {
  server_counters sum;
  for (auto const& each : parts_->group.workers)
    if (each != nullptr) each->add_to(sum);
  return sum;
}

}  // namespace hyper

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/serving.hpp>
//
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>
#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <hyper/app/help.hpp>
#include <hyper/app/instance.hpp>
#include <hyper/app/journal.hpp>
#include <hyper/runtime/event_loop.hpp>
#include <list>
#include <utility>

namespace hyper {
namespace detail {

HYPER_INLINE sigset_t stopping_set() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGHUP);
  return set;
}

}  // namespace detail

HYPER_INLINE stop_signals::stop_signals() {
  sigset_t const set = detail::stopping_set();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);  // threads made from now on inherit it
  std::signal(SIGPIPE, SIG_IGN);
  signals_ = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  if (signals_ < 0)
    throw cannot_start("Signals cannot be received: " + std::string(std::strerror(errno)) + ".");
}

HYPER_INLINE stop_signals::~stop_signals() {
  // The mask stays: a signal that comes from now on must not interrupt the clearing up.
  ::close(signals_);
}

HYPER_INLINE stop_signals::request stop_signals::next() {
  signalfd_siginfo which{};
  if (::read(signals_, &which, sizeof which) != static_cast<ssize_t>(sizeof which))
    return request::none;
  bool const sent =
      which.ssi_code <= 0;  // by a process; else the kernel says: the terminal is gone
  return which.ssi_signo == SIGHUP && sent ? request::reload : request::stop;
}

HYPER_INLINE bool stop_signals::arrived() {
  while (true) {
    request const which = next();
    if (which != request::reload) return which == request::stop;
  }
}

namespace detail {

/// For the method and the version in the first line of a request.
inline constexpr std::uint32_t room_beside_target = 192;

HYPER_INLINE form_limits form_limits_of(settings const& of) {
  form_limits into;
  into.fields = static_cast<std::uint32_t>(of.max_form_fields);
  into.files = static_cast<std::uint32_t>(of.max_form_files);
  into.field = static_cast<std::size_t>(of.max_field_size);
  into.file = static_cast<std::size_t>(of.max_file_size);
  into.in_memory = static_cast<std::size_t>(of.form_memory);
  into.temporary_folder = of.upload_folder;
  return into;
}

}  // namespace detail

HYPER_INLINE server_settings server_settings_of(settings const& of) {
  server_settings into;
  into.host = of.host;
  into.port = static_cast<std::uint16_t>(of.port);
  into.unix_socket = of.unix_socket;
  into.unix_socket_mode = static_cast<unsigned>(of.unix_socket_mode);
  into.unix_socket_group = of.unix_socket_group;
  into.threads = static_cast<unsigned>(of.threads);
  into.connections = static_cast<std::uint32_t>(of.max_connections);
  into.connections_per_address = static_cast<std::uint32_t>(of.max_connections_per_address);
  into.requests_at_work = static_cast<std::uint32_t>(of.max_requests_at_work);
  into.shed_lag = of.shed_lag;
  into.trust = read_proxy_trust(of.trusted_proxies).value_or(proxy_trust());
  into.trust.count = static_cast<unsigned>(of.trusted_proxy_count);
  into.trust.rfc_7239 = of.forwarded_header == "forwarded";
  into.proxy_protocol = of.proxy_protocol;
  into.request_ids = of.request_ids;
  into.server_name = of.server_name;
  into.limits.header_block = static_cast<std::uint32_t>(of.max_header_size);
  into.limits.fields = static_cast<std::uint32_t>(of.max_header_count);
  into.limits.target = static_cast<std::uint32_t>(of.max_target_size);
  into.limits.request_line = into.limits.target + detail::room_beside_target;
  into.limits.body = static_cast<std::size_t>(of.max_body_size);
  into.limits.trailers = static_cast<std::uint32_t>(of.max_trailer_size);
  into.limits.chunk_extensions = static_cast<std::uint32_t>(of.max_chunk_extensions);
  into.forms = detail::form_limits_of(of);
  into.held = static_cast<std::size_t>(of.max_held_answers);
  into.timeouts.upgraded = of.upgraded_timeout;
  into.timeouts.header = of.header_timeout;
  into.timeouts.body = of.body_timeout;
  into.timeouts.idle = of.idle_timeout;
  into.timeouts.write = of.write_timeout;
  into.timeouts.body_rate = of.body_rate;
  into.timeouts.write_rate = of.write_rate;
  return into;
}

namespace detail {

/// The application's own hooks, and the main thread's wish to know when all is over.
struct watched_hooks {
  server_hooks inner;
  event_loop& main;

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
      static_cast<watched_hooks*>(self)->main.stop();
    };
    return hooks;
  }
};

HYPER_INLINE server_settings listening_settings(settings const& of, service_manager const* manager,
                                                instance const* as) {
  server_settings into = server_settings_of(of);
  if (manager != nullptr) into.given_socket = manager->listening_socket();
  if (as != nullptr) into.inherited = as->inherited();
  return into;
}

/// What the main thread does while the workers serve: it waits for signals, for commands at the
/// control socket and for a process that takes over, and keeps the service manager informed.
class supervisor {
 public:
  supervisor(http_service const& service, settings const& with, server_hooks hooks,
             stop_signals& signals, serving_events events, service_manager const* manager,
             instance* as)
      : with_(with),
        signals_(signals),
        events_(events),
        manager_(manager),
        as_(as),
        hooks_{hooks, loop_},
        running_(service, listening_settings(with, manager, as), hooks_.outer()) {}

  void run();

 private:
  struct reader : watcher {
    supervisor* owner = nullptr;
  };
  struct beat : timer {
    supervisor* owner = nullptr;
  };
  static constexpr std::int64_t tick_period = 400;
  /// A command that is connected to the control socket.
  struct peer : watcher {
    supervisor* owner = nullptr;
    control_channel channel;
  };
  static constexpr std::size_t most_peers = 16;

  void start();
  void begin_watching();
  void take_signals();
  void stop();
  void welcome();
  void listen_to(peer& who);
  void dismiss(peer& who);
  void offer_to(peer& who);
  void hand_over_to(peer& who);
  std::string reload();
  std::string report() const;
  void say_alive();
  void tick();

  event_loop loop_;
  settings const& with_;
  stop_signals& signals_;
  serving_events events_;
  service_manager const* manager_;
  instance* as_;
  watched_hooks hooks_;
  server running_;
  reader signal_reader_;
  reader control_reader_;
  beat beat_;
  beat tick_;
  std::atomic<unsigned> workers_alive_{0};
  std::list<peer> peers_;
  peer* successor_ = nullptr;
  std::int64_t since_ = 0;
  bool draining_ = false;
  bool handed_over_ = false;
};

HYPER_INLINE void supervisor::run() {
  start();
  loop_.run();
  for (peer& each : peers_) loop_.unwatch(each.channel.descriptor(), each);
  if (control_reader_.owner != nullptr && !handed_over_)
    loop_.unwatch(as_->control_descriptor(), control_reader_);
  loop_.unwatch(signals_.descriptor(), signal_reader_);
  loop_.disarm(beat_);
  loop_.disarm(tick_);
  running_.wait();
}

// The order matters: the predecessor drains only when this process serves.
HYPER_INLINE void supervisor::start() {
  if (as_ != nullptr) as_->used(running_.listening_descriptor());
  running_.start();
  since_ = ::time(nullptr);
  if (as_ != nullptr && !as_->serves())
    journal::warning("the process before this one has not said that it drains");
  events_.started(events_.self, running_);
  if (manager_ != nullptr) manager_->ready();
  begin_watching();
}

HYPER_INLINE void supervisor::begin_watching() {
  signal_reader_.owner = this;
  signal_reader_.ready = [](watcher& self, std::uint32_t) {
    static_cast<reader&>(self).owner->take_signals();
  };
  loop_.watch(signals_.descriptor(), EPOLLIN, signal_reader_);
  if (as_ != nullptr && as_->can_be_found()) {
    control_reader_.owner = this;
    control_reader_.ready = [](watcher& self, std::uint32_t) {
      static_cast<reader&>(self).owner->welcome();
    };
    loop_.watch(as_->control_descriptor(), EPOLLIN, control_reader_);
  }
  beat_.owner = this;
  beat_.due = [](timer& self) { static_cast<beat&>(self).owner->say_alive(); };
  workers_alive_ = running_.threads();
  loop_.refresh_now();
  if (manager_ != nullptr && manager_->watchdog() > 0) say_alive();
  tick_.owner = this;
  tick_.due = [](timer& self) { static_cast<beat&>(self).owner->tick(); };
  if (events_.tick != nullptr) tick();
}

HYPER_INLINE void supervisor::tick() {
  events_.tick(events_.self);
  loop_.arm(tick_, loop_.now() + tick_period);
}

HYPER_INLINE void supervisor::take_signals() {
  while (true) {
    auto const asked = signals_.next();
    if (asked == stop_signals::request::none) return;
    if (asked == stop_signals::request::stop)
      stop();
    else
      journal::info(reload());
  }
}

HYPER_INLINE void supervisor::stop() {
  if (draining_) return running_.stop();  // asked twice
  draining_ = true;
  if (manager_ != nullptr) manager_->stopping();
  events_.draining(events_.self);
  running_.drain(with_.drain_timeout);
}

HYPER_INLINE std::string supervisor::reload() {
  if (events_.reload == nullptr) return "There is nothing to reload.";
  if (manager_ != nullptr) manager_->reloading();
  std::string const said = events_.reload(events_.self, running_);
  if (manager_ != nullptr) manager_->ready();
  return said;
}

// ---- commands -----------------------------------------------------------------------------------

HYPER_INLINE void supervisor::welcome() {
  control_channel arrived = as_->accept();
  if (!arrived.connected() || peers_.size() >= most_peers) return;
  peer& fresh = peers_.emplace_back();
  fresh.owner = this;
  fresh.channel = std::move(arrived);
  fresh.ready = [](watcher& self, std::uint32_t) {
    peer& who = static_cast<peer&>(self);
    who.owner->listen_to(who);
  };
  loop_.watch(fresh.channel.descriptor(), EPOLLIN, fresh);
}

HYPER_INLINE void supervisor::listen_to(peer& who) {
  auto const asked = who.channel.receive(0);
  if (!asked) return dismiss(who);
  for (int const each : asked->descriptors) ::close(each);  // nobody has a reason to send any
  if (asked->text == "status")
    who.channel.send(report());
  else if (asked->text == "reload")
    who.channel.send(reload());
  else if (asked->text == ask_for_sockets)
    offer_to(who);
  else if (asked->text == now_serving && &who == successor_)
    hand_over_to(who);
  else
    who.channel.send("this process does not understand that");
}

HYPER_INLINE void supervisor::dismiss(peer& who) {
  if (&who == successor_ && !handed_over_)
    journal::warning("the process that was to take over has ended: this one goes on");
  if (&who == successor_) successor_ = nullptr;
  loop_.unwatch(who.channel.descriptor(), who);
  peers_.remove_if([&](peer const& each) { return &each == &who; });
}

HYPER_INLINE void supervisor::offer_to(peer& who) {
  if (draining_ || successor_ != nullptr) {
    who.channel.send(draining_ ? "it is about to end." : "another process is taking over already.");
    return;
  }
  if (as_->offer(who.channel, running_.listening_descriptor())) successor_ = &who;
}

HYPER_INLINE void supervisor::hand_over_to(peer& who) {
  if (std::exchange(draining_, true)) return;
  handed_over_ = true;
  loop_.unwatch(as_->control_descriptor(), control_reader_);
  events_.draining(events_.self);
  running_.hand_over(with_.drain_timeout);
  as_->leave();
  who.channel.send(now_draining);
}

HYPER_INLINE std::string supervisor::report() const {
  time_t const began = since_;
  tm parts{};
  ::gmtime_r(&began, &parts);
  char stamp[32];
  ::strftime(stamp, sizeof stamp, "%Y-%m-%dT%H:%M:%SZ", &parts);
  server_counters const counts = running_.counters();
  return std::string(draining_ ? "stopping" : "serving") + "   " + running_.address() +
         "\nprocess   " + std::to_string(::getpid()) + "\nsince     " + stamp + "\nversion   " +
         version_text() + "threads   " + std::to_string(running_.threads()) + "\nclients   " +
         std::to_string(counts.open) + " now, " + std::to_string(counts.accepted) +
         " in all\nanswers   " + std::to_string(counts.requests) + "\n";
}

// ---- the service manager's watchdog -------------------------------------------------------------

// Only when every worker has answered the last call: one that hangs lets the manager act.
HYPER_INLINE void supervisor::say_alive() {
  if (workers_alive_ >= running_.threads()) {
    manager_->alive();
    workers_alive_ = 0;
    running_.call_workers([](void* self) { ++*static_cast<std::atomic<unsigned>*>(self); },
                          &workers_alive_);
  }
  loop_.arm(beat_, loop_.now() + std::max<std::int64_t>(manager_->watchdog() / 3, 1));
}

}  // namespace detail

HYPER_INLINE void serve_until_stopped(http_service const& service, settings const& with,
                                      server_hooks hooks, stop_signals& signals,
                                      serving_events events, service_manager const* manager,
                                      detail::instance* as) {
  detail::supervisor(service, with, hooks, signals, events, manager, as).run();
}

}  // namespace hyper

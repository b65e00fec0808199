// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/app/service_manager.hpp>
#include <hyper/app/setting.hpp>
#include <hyper/config.hpp>
#include <hyper/http/server.hpp>
#include <string>

namespace hyper {

/// SIGTERM, SIGINT and SIGHUP, received as values instead of interrupting the process, from the
/// construction until the end. Make it before any thread, and one at a time.
class stop_signals {
 public:
  enum class request : std::uint8_t { none, stop, reload };

  stop_signals();
  ~stop_signals();
  stop_signals(stop_signals const&) = delete;
  stop_signals& operator=(stop_signals const&) = delete;

  /// What the next signal asks for. A terminal that is gone asks to stop.
  request next();
  /// True when a signal that asks to stop has come.
  bool arrived();
  int descriptor() const { return signals_; }  ///< readable when a signal has come

 private:
  int signals_ = -1;
};

/// What a program does at the turns in the life of its server, on the main thread.
struct serving_events {
  void* self = nullptr;
  void (*started)(void* self, server const& which) = nullptr;  ///< requests are taken
  void (*draining)(void* self) = nullptr;
  /// Reads the settings again, applies those that can be, and says which those are.
  std::string (*reload)(void* self, server& which) = nullptr;
  void (*tick)(void* self) = nullptr;  ///< every 400 ms
};

/// The part of the settings that the server needs.
server_settings server_settings_of(settings const& of);

namespace detail {
class instance;
}

/// Serves until the first stop signal, then drains for at most `drain_timeout`; a second signal
/// ends at once. With `as`, other processes find this one, and it hands over to a process that asks
/// for its sockets. Throws what `server` throws.
void serve_until_stopped(http_service const& service, settings const& with, server_hooks hooks,
                         stop_signals& signals, serving_events events,
                         service_manager const* manager = nullptr, detail::instance* as = nullptr);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/app/serving.ipp>
#endif

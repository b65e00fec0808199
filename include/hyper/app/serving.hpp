// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/setting.hpp>
#include <hyper/config.hpp>
#include <hyper/http/server.hpp>

namespace hyper {

/// SIGTERM and SIGINT, received as values instead of interrupting the process, from the
/// construction until the end. Make it before any thread, and one at a time.
class stop_signals {
 public:
  stop_signals();
  ~stop_signals();
  stop_signals(stop_signals const&) = delete;
  stop_signals& operator=(stop_signals const&) = delete;

  /// True when one has come since the last call of `wait` or `arrived`.
  bool arrived();
  /// Waits for the next signal (true) or for `wake` (false).
  bool wait();
  /// Ends a `wait`. Any thread.
  void wake() noexcept;

 private:
  int signals_ = -1;
  int waker_ = -1;
};

/// The part of the settings that the server needs.
server_settings server_settings_of(settings const& of);

/// Serves until the first stop signal, then drains for at most `drain_timeout`; a second signal
/// ends at once. `started` is told when requests are taken. Throws what `server` throws.
void serve_until_stopped(http_service const& service, settings const& with, server_hooks hooks,
                         stop_signals& signals, void (*started)(void* self, server const& which),
                         void (*draining)(void* self), void* self);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/app/serving.ipp>
#endif

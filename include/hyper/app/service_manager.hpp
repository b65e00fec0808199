// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/app/setting.hpp>
#include <hyper/config.hpp>
#include <string>
#include <string_view>

namespace hyper {

/// What systemd, or another service manager with its protocols, gives and wants: sockets that it
/// has opened (sd_listen_fds(3)), and news about this process (sd_notify(3)). No library of it is
/// needed. Without a manager nothing happens.
class service_manager {
 public:
  /// Reads the variables LISTEN_PID, LISTEN_FDS, LISTEN_FDNAMES, NOTIFY_SOCKET, WATCHDOG_USEC and
  /// WATCHDOG_PID. Throws cannot_start when they contradict each other.
  explicit service_manager(char const* const* environment);

  /// The listening socket that was passed, or -1: the first one, or the one named "http".
  int listening_socket() const { return socket_; }
  /// Milliseconds within which the manager wants to hear from us; 0: it does not.
  std::int64_t watchdog() const { return watchdog_; }

  void ready() const noexcept;      ///< READY=1 and MAINPID
  void reloading() const noexcept;  ///< RELOADING=1, to be followed by `ready`
  void stopping() const noexcept;   ///< STOPPING=1
  void alive() const noexcept;      ///< WATCHDOG=1
  /// Sends one message to NOTIFY_SOCKET. False when there is none or it cannot be reached.
  bool notify(std::string_view message) const noexcept;

 private:
  std::string notify_socket_;
  int socket_ = -1;
  std::int64_t watchdog_ = 0;
};

namespace detail {
/// The text of a hardened unit for systemd, with its socket unit, for this program.
int chosen_descriptor(std::string_view names, std::int64_t count);
std::string systemd_units(settings const& of, std::string_view program, std::string_view user);
}  // namespace detail

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/app/service_manager.ipp>
#endif

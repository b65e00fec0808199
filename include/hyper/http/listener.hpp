// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/http/server_settings.hpp>
#include <stdexcept>
#include <string>

namespace hyper {

/// The address cannot be listened on; the text is a sentence for the operator.
struct cannot_listen : std::runtime_error {
  using std::runtime_error::runtime_error;
};

namespace detail {
struct file_identity {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::int64_t changed = 0;  // nanoseconds
  bool operator==(file_identity const&) const = default;
};
}  // namespace detail

/// A listening socket, TCP or Unix, opened here or received from another process. A Unix socket's
/// file goes away with it, unless another process has put its own in that place or goes on
/// listening on this one.
class listening_socket {
 public:
  /// Opens the socket, or takes the one of `settings.inherited` that has the address asked for, or
  /// `settings.given_socket` whatever its address is. Throws cannot_listen.
  explicit listening_socket(server_settings const& settings);
  ~listening_socket() { close(); }
  listening_socket(listening_socket const&) = delete;
  listening_socket& operator=(listening_socket const&) = delete;

  int descriptor() const { return descriptor_; }
  std::uint16_t port() const { return port_; }             ///< 0 for a Unix socket
  std::string const& address() const { return address_; }  ///< "http://127.0.0.1:8000", "unix:/x"
  bool is_unix() const { return !path_.empty(); }
  /// Removes the file of a Unix socket; who has connected already can still be accepted.
  void hide() noexcept;
  /// Another process listens on the same socket from now on: its file is no longer ours to remove.
  void leave() noexcept { hidden_ = true; }
  void close() noexcept;

 private:
  void open_tcp(server_settings const& settings);
  void open_unix(server_settings const& settings);
  void take(int descriptor);
  void begin_listening(server_settings const& settings);
  void describe();
  void set_group_and_mode(server_settings const& settings);

  int descriptor_ = -1;
  std::uint16_t port_ = 0;
  std::string address_;
  std::string path_;
  std::atomic<bool> hidden_{false};  // every worker hides it when it drains
  detail::file_identity made_;
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/listener.ipp>
#endif

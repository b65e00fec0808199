// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of app/instance.hpp: how commands talk to the process that serves.

#include <hyper/config.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hyper::detail {

/// A message between a command and a serving process: a few words, and descriptors on their way.
/// The receiver owns the descriptors.
struct control_message {
  std::string text;
  std::vector<int> descriptors;
};

/// One end of a connection to a control socket (SOCK_SEQPACKET, so that messages stay whole).
class control_channel {
 public:
  control_channel() = default;
  explicit control_channel(int descriptor) : descriptor_(descriptor) {}
  control_channel(control_channel&& other) noexcept;
  control_channel& operator=(control_channel&& other) noexcept;
  ~control_channel() { close(); }

  /// Connects; not connected when nobody listens there.
  static control_channel connect(std::string const& path);

  bool connected() const { return descriptor_ >= 0; }
  int descriptor() const { return descriptor_; }
  bool send(std::string_view text, std::span<int const> descriptors = {}) const noexcept;
  /// The next message, or nothing when the peer is gone or silent for so many milliseconds.
  std::optional<control_message> receive(int milliseconds) const;
  void close() noexcept;

 private:
  int descriptor_ = -1;
};

/// Listens at `path` for processes of the same user and of root. The file is removed at the end,
/// unless the socket was left to another process.
class control_socket {
 public:
  /// What a dead process left at the path is replaced: call it with the pid file locked.
  /// Throws cannot_start.
  explicit control_socket(std::string path);
  control_socket(std::string path, int taken) : path_(std::move(path)), descriptor_(taken) {}
  ~control_socket();
  control_socket(control_socket const&) = delete;
  control_socket& operator=(control_socket const&) = delete;

  int descriptor() const { return descriptor_; }
  /// The next peer that may command this process; not connected when there is none.
  control_channel accept() const;
  void leave() noexcept;

 private:
  std::string path_;
  int descriptor_ = -1;
};

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/app/control_socket.ipp>
#endif

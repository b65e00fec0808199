// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of app/serving.hpp: the serving process as other processes find it.

#include <hyper/app/control_socket.hpp>
#include <hyper/app/pid_file.hpp>
#include <hyper/app/setting.hpp>
#include <hyper/config.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hyper::detail {

/// The words of the protocol. A process of another version answers with others.
inline constexpr std::string_view ask_for_sockets = "take over 1";
inline constexpr std::string_view here_are_sockets = "sockets 1";
inline constexpr std::string_view now_serving = "serving 1";
inline constexpr std::string_view now_draining = "draining 1";
inline constexpr int control_patience = 5'000;  // milliseconds for an answer

/// Where a process keeps what makes it findable: pid file, control socket beside it, log file.
struct instance_paths {
  std::string pid;
  std::string control;
  std::string log;
};

/// As the settings say, or `.hyper/<program>/<port or socket>.pid` in the working directory.
instance_paths paths_of(settings const& of, std::string_view program);

/// A process that serves: it holds the pid file and answers at the control socket, or it is about
/// to take both, and the listening sockets, over from the process that has them.
class instance {
 public:
  /// One that nobody can find.
  instance() = default;
  ~instance();
  instance(instance const&) = delete;
  instance& operator=(instance const&) = delete;

  /// Becomes the process of these paths. Throws cannot_start when there is one.
  void claim(instance_paths const& paths);
  /// Receives the sockets of the process of these paths, which goes on serving until `serves`;
  /// when there is none, it is the same as `claim`. Throws cannot_start.
  void take_over(instance_paths const& paths);
  /// This process serves from now on and the predecessor drains. False when that has not said so:
  /// somebody killed or stopped it; its sockets are ours all the same.
  bool serves();

  bool can_be_found() const { return control_.has_value(); }
  int predecessor() const { return predecessor_process_; }  ///< its number, or 0
  /// Listening sockets of the predecessor.
  std::vector<int> const& inherited() const { return inherited_; }
  /// One of them is in use now.
  void used(int descriptor) noexcept;

  int control_descriptor() const { return control_ ? control_->descriptor() : -1; }
  control_channel accept() const { return control_->accept(); }
  /// Passes everything on to the process at the other end.
  bool offer(control_channel const& to, int listening) const noexcept;
  /// That process serves: nothing here is ours any more.
  void leave() noexcept;

 private:
  std::optional<pid_file> pid_;
  std::optional<control_socket> control_;
  std::vector<int> inherited_;
  control_channel predecessor_;
  int predecessor_process_ = 0;
};

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/app/instance.ipp>
#endif

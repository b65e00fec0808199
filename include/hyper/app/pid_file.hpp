// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of app/instance.hpp: the file that says which process serves.

#include <hyper/config.hpp>
#include <string>
#include <string_view>

namespace hyper::detail {

/// A file with the number of the process that serves, locked (flock) as long as that process lives.
/// The lock, not the number, says whether it lives: a number may belong to another process by now.
/// The lock travels with its descriptor, so it is never free while one process takes over from
/// another.
class pid_file {
 public:
  pid_file() = default;
  /// Locks the file and writes this process's number. Throws cannot_start when another process
  /// holds it, or when it cannot be made.
  explicit pid_file(std::string path);
  /// Of a lock that another process passed on; the number is written by `write_number`.
  pid_file(std::string path, int locked) : path_(std::move(path)), descriptor_(locked) {}
  /// Removes the file, unless it was left to another process.
  ~pid_file();
  pid_file(pid_file const&) = delete;
  pid_file& operator=(pid_file const&) = delete;

  bool held() const { return descriptor_ >= 0; }
  int descriptor() const { return descriptor_; }
  std::string const& path() const { return path_; }
  void write_number() const;
  /// Another process has the lock from now on.
  void leave() noexcept;

 private:
  std::string path_;
  int descriptor_ = -1;
};

/// What a pid file says about the process that wrote it.
struct pid_report {
  enum class state { absent, stale, alive, unreadable };
  state is = state::absent;
  int process = 0;
  std::string sentence;  ///< what it means, for the operator
};
pid_report read_pid_file(std::string const& path);

/// Makes the folder of a path, and those above it. False when it cannot be made.
bool make_folder_of(std::string_view path);

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/app/pid_file.ipp>
#endif

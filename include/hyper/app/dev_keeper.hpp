// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of app/program.hpp: `dev` replaces the process when its program has been rebuilt.

#include <cstdint>
#include <hyper/config.hpp>
#include <string>
#include <vector>

namespace hyper {
class stop_signals;
}

namespace hyper::detail {

/// Notices that a program has been written anew, and that its writer is done: two looks in a row
/// that show the same.
class executable_watch {
 public:
  explicit executable_watch(std::string path);
  std::string const& path() const { return path_; }
  /// True once for each change, at the look after the one that saw it first.
  bool changed();

 private:
  struct stamp {
    std::uint64_t inode = 0;
    std::int64_t size = 0;
    std::int64_t written = 0;  // nanoseconds
    bool runs = false;         // it may be executed, and holds something
    bool operator==(stamp const&) const = default;
  };
  stamp look() const;

  std::string path_;
  stamp known_;
  stamp seen_;
};

/// The path of the program that this process runs, as it was when it started.
std::string path_of_this_program();

/// Starts the rebuilt program beside the process that serves, which it takes over from like
/// `restart` does. This process stays its parent, and the owner of the database, until the end.
class dev_keeper {
 public:
  /// `words` are those of the command line; `pid_file` tells which process serves.
  dev_keeper(std::string path, std::vector<std::string> words, std::string pid_file);
  ~dev_keeper();
  dev_keeper(dev_keeper const&) = delete;
  dev_keeper& operator=(dev_keeper const&) = delete;

  static constexpr int period = 400;  // milliseconds between two looks
  void look();
  /// After this process has handed over: until the process that serves ends or a signal comes.
  void keep(stop_signals& signals);
  int process() const { return process_; }  ///< the one started last that still runs, or 0

 private:
  void start();
  void reap();

  executable_watch watch_;
  std::vector<std::string> words_;
  std::string pid_file_;
  std::vector<int> former_;  // those that drain
  int process_ = 0;
};

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/app/dev_keeper.ipp>
#endif

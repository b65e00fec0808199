// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/dev_keeper.hpp>
//
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <algorithm>
#include <hyper/app/journal.hpp>
#include <hyper/app/pid_file.hpp>
#include <hyper/app/serving.hpp>
#include <utility>

namespace hyper::detail {

HYPER_INLINE executable_watch::executable_watch(std::string path)
    : path_(std::move(path)), known_(look()), seen_(known_) {}

HYPER_INLINE executable_watch::stamp executable_watch::look() const {
  struct stat found{};
  if (::stat(path_.c_str(), &found) != 0) return {};
  bool const runs = found.st_size > 0 && ::access(path_.c_str(), X_OK) == 0;
  return {found.st_ino, found.st_size, found.st_mtim.tv_sec * 1'000'000'000 + found.st_mtim.tv_nsec,
          runs};
}

HYPER_INLINE bool executable_watch::changed() {
  stamp const now = look();
  bool const settled = now == seen_;
  seen_ = now;
  if (!settled || !now.runs || now == known_) return false;
  known_ = now;
  return true;
}

HYPER_INLINE std::string path_of_this_program() {
  char path[4096];
  ssize_t const size = ::readlink("/proc/self/exe", path, sizeof path);
  return {path, size < 0 ? 0 : static_cast<std::size_t>(size)};
}

HYPER_INLINE dev_keeper::dev_keeper(std::string path, std::vector<std::string> words,
                                    std::string pid_file)
    : watch_(std::move(path)), words_(std::move(words)), pid_file_(std::move(pid_file)) {}

HYPER_INLINE dev_keeper::~dev_keeper() {
  if (process_ > 0) former_.push_back(process_);
  for (int const each : former_) ::kill(each, SIGTERM);
  for (int const each : former_) ::waitpid(each, nullptr, 0);
}

HYPER_INLINE void dev_keeper::look() {
  reap();
  if (watch_.changed()) start();
}

HYPER_INLINE void dev_keeper::reap() {
  std::erase_if(former_, [](int each) { return ::waitpid(each, nullptr, WNOHANG) == each; });
  if (process_ == 0 || ::waitpid(process_, nullptr, WNOHANG) != process_) return;
  process_ = 0;
  if (read_pid_file(pid_file_).is == pid_report::state::alive)
    journal::warning("the rebuilt program did not come to serve: the old one goes on");
}

HYPER_INLINE void dev_keeper::start() {
  if (read_pid_file(pid_file_).is != pid_report::state::alive)
    return journal::warning(
        "the program has been rebuilt; without a pid file, restart it yourself");
  journal::info("the program has been rebuilt: restarting");
  std::vector<char*> pointers;
  for (std::string& word : words_) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  pid_t const made = ::fork();
  if (made < 0) return journal::error("a process cannot be started");
  if (made == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);  // without this process there is no database
    sigset_t none;
    sigemptyset(&none);
    pthread_sigmask(SIG_SETMASK, &none, nullptr);
    ::execv(watch_.path().c_str(), pointers.data());
    ::_exit(127);
  }
  if (process_ > 0) former_.push_back(process_);
  process_ = made;
}

HYPER_INLINE void dev_keeper::keep(stop_signals& signals) {
  while (process_ > 0) {
    pollfd waiting{signals.descriptor(), POLLIN, 0};
    ::poll(&waiting, 1, period);
    if (signals.arrived()) return;
    look();
    // One that failed at its start leaves the one before it at work.
    if (process_ == 0 && !former_.empty()) {
      process_ = former_.back();
      former_.pop_back();
    }
  }
}

}  // namespace hyper::detail

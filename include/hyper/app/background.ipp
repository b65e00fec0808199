// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/background.hpp>
//
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <hyper/app/pid_file.hpp>
#include <hyper/app/setting.hpp>
#include <utility>

namespace hyper::detail {

HYPER_INLINE background_report::background_report(background_report&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

HYPER_INLINE background_report& background_report::operator=(background_report&& other) noexcept {
  if (this != &other) {
    close();
    descriptor_ = std::exchange(other.descriptor_, -1);
  }
  return *this;
}

HYPER_INLINE void background_report::close() noexcept {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
}

HYPER_INLINE void background_report::tell(int code, std::string_view sentence) noexcept {
  if (!wanted()) return;
  char const first = static_cast<char>('0' + code);
  static_cast<void>(!::write(descriptor_, &first, 1));
  static_cast<void>(!::write(descriptor_, sentence.data(), sentence.size()));
  close();
}

HYPER_INLINE bool write_to_log(std::string const& path) noexcept {
  int const opened =
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0640);
  if (opened < 0) return false;
  ::dup2(opened, STDOUT_FILENO);
  ::dup2(opened, STDERR_FILENO);
  ::close(opened);
  return true;
}

/// All that comes until the other end closes, or until time is up (false).
HYPER_INLINE bool read_until_closed(int descriptor, std::int64_t milliseconds, std::string& into) {
  auto const now = [] {
    timespec moment{};
    ::clock_gettime(CLOCK_MONOTONIC, &moment);
    return moment.tv_sec * 1000 + moment.tv_nsec / 1'000'000;
  };
  std::int64_t const end = now() + milliseconds;
  while (true) {
    std::int64_t const left = end - now();
    pollfd waiting{descriptor, POLLIN, 0};
    if (left <= 0 || (::poll(&waiting, 1, static_cast<int>(left)) == 0)) return false;
    char bytes[1024];
    ssize_t const got = ::read(descriptor, bytes, sizeof bytes);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return true;
    into.append(bytes, static_cast<std::size_t>(got));
  }
}

HYPER_INLINE background_outcome wait_for_report(int process, int descriptor,
                                                std::int64_t milliseconds, std::string const& log) {
  std::string told;
  bool const in_time = read_until_closed(descriptor, milliseconds, told);
  ::close(descriptor);
  if (!told.empty()) return {told[0] - '0', told.substr(1)};
  if (!in_time) ::kill(process, SIGKILL);
  int status = 0;
  ::waitpid(process, &status, 0);
  return {1, in_time ? "The process ended before it served: see " + log + "."
                     : "The process did not serve within " + std::to_string(milliseconds / 1000) +
                           " seconds and was ended: see " + log + "."};
}

/// Whatever the caller had open (a pipe of its shell, say) would stay open as long as the service.
HYPER_INLINE void close_all_but(int kept) {
  auto const close = [](unsigned first, unsigned last) {
    if (first <= last) static_cast<void>(::syscall(SYS_close_range, first, last, 0));
  };
  auto const number = static_cast<unsigned>(kept);
  close(3, number - 1);
  close(number + 1, ~0u);
}

HYPER_INLINE std::optional<background_outcome> go_to_background(std::string const& log,
                                                                std::int64_t milliseconds,
                                                                background_report& report) {
  make_folder_of(log);
  int const opened = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
  if (opened < 0)
    throw cannot_start("The log file " + log + " cannot be written: " + std::strerror(errno) + ".");
  ::close(opened);
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0)
    throw cannot_start(std::string("A pipe cannot be made: ") + std::strerror(errno) + ".");
  std::fflush(nullptr);  // else both processes would write what waits
  pid_t const process = ::fork();
  if (process < 0)
    throw cannot_start(std::string("A process cannot be started: ") + std::strerror(errno) + ".");
  if (process > 0) {
    ::close(ends[1]);
    return wait_for_report(process, ends[0], milliseconds, log);
  }
  ::close(ends[0]);
  ::setsid();
  int const nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  ::dup2(nothing, STDIN_FILENO);
  ::close(nothing);
  write_to_log(log);
  close_all_but(ends[1]);
  report = background_report(ends[1]);
  return std::nullopt;
}

}  // namespace hyper::detail

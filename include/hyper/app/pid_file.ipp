// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/pid_file.hpp>
//
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <hyper/app/setting.hpp>

namespace hyper::detail {

HYPER_INLINE bool make_folder_of(std::string_view path) {
  for (std::size_t at = path.find('/', 1); at != path.npos; at = path.find('/', at + 1))
    if (::mkdir(std::string(path.substr(0, at)).c_str(), 0755) != 0 && errno != EEXIST)
      return false;
  return true;
}

/// The number in the file; 0 when it holds none.
HYPER_INLINE int number_in(int descriptor) {
  char text[32]{};
  if (::pread(descriptor, text, sizeof text - 1, 0) <= 0) return 0;
  long const number = std::strtol(text, nullptr, 10);
  return number > 1 && number < (1 << 30) ? static_cast<int>(number) : 0;
}

/// True when the path still names the file behind the descriptor.
HYPER_INLINE bool still_named(std::string const& path, int descriptor) {
  struct stat named{};
  struct stat held{};
  return ::stat(path.c_str(), &named) == 0 && ::fstat(descriptor, &held) == 0 &&
         named.st_dev == held.st_dev && named.st_ino == held.st_ino;
}

[[noreturn]] HYPER_INLINE void refuse_pid_file(std::string const& path, int reason) {
  throw cannot_start("The pid file " + path + " cannot be written: " + std::strerror(reason) + ".");
}

HYPER_INLINE pid_file::pid_file(std::string path) : path_(std::move(path)) {
  make_folder_of(path_);
  while (descriptor_ < 0) {
    int const opened = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (opened < 0) refuse_pid_file(path_, errno);
    if (::flock(opened, LOCK_EX | LOCK_NB) != 0) {
      int const holder = number_in(opened);
      ::close(opened);
      throw cannot_start("A process serves already: " +
                         (holder == 0 ? "it" : "process " + std::to_string(holder)) + " holds " +
                         path_ + ".");
    }
    // Between open and lock its last holder may have removed it.
    if (still_named(path_, opened))
      descriptor_ = opened;
    else
      ::close(opened);
  }
  write_number();
}

HYPER_INLINE pid_file::~pid_file() {
  if (descriptor_ < 0) return;
  if (still_named(path_, descriptor_)) ::unlink(path_.c_str());
  ::close(descriptor_);
}

HYPER_INLINE void pid_file::write_number() const {
  std::string const text = std::to_string(::getpid()) + "\n";
  if (::pwrite(descriptor_, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()) ||
      ::ftruncate(descriptor_, static_cast<off_t>(text.size())) != 0)
    refuse_pid_file(path_, errno);
}

// The lock belongs to what all copies of the descriptor share: closing ours does not free it.
HYPER_INLINE void pid_file::leave() noexcept {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
}

HYPER_INLINE pid_report read_pid_file(std::string const& path) {
  using enum pid_report::state;
  int const opened = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (opened < 0 && errno == ENOENT)
    return {absent, 0, "Nothing runs: there is no pid file " + path + "."};
  if (opened < 0)
    return {unreadable, 0,
            "The pid file " + path + " cannot be read: " + std::strerror(errno) + "."};
  int const number = number_in(opened);
  bool const free = ::flock(opened, LOCK_SH | LOCK_NB) == 0;
  ::close(opened);
  if (free)
    return {stale, number,
            "Nothing runs: the pid file " + path + " is stale" +
                (number == 0 ? "." : ", process " + std::to_string(number) + " has ended.")};
  if (number == 0)
    return {unreadable, 0, "The pid file " + path + " is locked but holds no process number."};
  return {alive, number, "Process " + std::to_string(number) + " serves."};
}

}  // namespace hyper::detail

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/opened_file.hpp>
//
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <atomic>
#include <cerrno>
#include <system_error>

namespace hyper {
namespace detail {

// Without O_NONBLOCK the opening of a pipe would wait for its writer.
inline constexpr int file_flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;

HYPER_INLINE int open_beneath(int folder, char const* path, symbolic_links links) {
  open_how how{};
  how.flags = file_flags;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
  if (links == symbolic_links::refused) how.resolve |= RESOLVE_NO_SYMLINKS;
  constexpr int most_tries = 8;  // EAGAIN: something was renamed on the way
  long opened = -1;
  for (int tries = 0; tries < most_tries; ++tries) {
    opened = ::syscall(SYS_openat2, folder, path, &how, sizeof how);
    if (opened >= 0 || (errno != EAGAIN && errno != EINTR)) break;
  }
  return static_cast<int>(opened);
}

HYPER_INLINE int open_step_by_step(int folder, std::string path) {
  int at = folder;
  for (std::size_t begin = 0;;) {
    std::size_t const slash = path.find('/', begin);
    bool const last = slash == std::string::npos;
    if (!last) path[slash] = '\0';
    char const* const step = path.c_str() + begin;
    bool const outward = *step == '\0' || (step[0] == '.' && (step[1] == '\0' || step[1] == '.'));
    int const flags =
        last ? file_flags | O_NOFOLLOW : O_PATH | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW;
    int const next = outward ? -1 : ::openat(at, step, flags);
    int const why = outward ? EXDEV : errno;
    if (at != folder) ::close(at);
    errno = why;
    if (next < 0 || last) return next;
    at = next;
    begin = slash + 1;
  }
}

/// Whether openat2 is there is found out once; a sandbox may forbid it with EPERM.
HYPER_INLINE int open_below(int folder, std::string const& path, symbolic_links links) {
  static std::atomic<bool> missing{false};
  if (path.find('\0') != std::string::npos) return errno = EINVAL, -1;
  if (!missing.load(std::memory_order_relaxed)) {
    int const opened = open_beneath(folder, path.c_str(), links);
    if (opened >= 0 || (errno != ENOSYS && errno != EPERM)) return opened;
    if (errno == ENOSYS) missing.store(true, std::memory_order_relaxed);
  }
  return open_step_by_step(folder, path);
}

HYPER_INLINE std::int64_t nanoseconds_of(timespec const& of) {
  return std::int64_t{of.tv_sec} * 1'000'000'000 + of.tv_nsec;
}

HYPER_INLINE void append_hexadecimal(std::string& to, std::uint64_t value) {
  constexpr char digits[] = "0123456789abcdef";
  int shift = 60;
  while (shift > 0 && value >> shift == 0) shift -= 4;
  for (; shift >= 0; shift -= 4) to += digits[value >> shift & 15];
}

}  // namespace detail

HYPER_INLINE std::int64_t file_identity::modified_seconds() const {
  std::int64_t const seconds = modified / 1'000'000'000;
  return modified % 1'000'000'000 < 0 ? seconds - 1 : seconds;
}

HYPER_INLINE std::string file_identity::tag() const {
  std::string made;
  detail::append_hexadecimal(made, number ^ device << 40);
  detail::append_hexadecimal(made += '-', size);
  detail::append_hexadecimal(made += '-', static_cast<std::uint64_t>(modified));
  return made;
}

HYPER_INLINE opened_file::opened_file(int descriptor) : descriptor_(descriptor) {
  struct stat status{};
  if (descriptor < 0 || ::fstat(descriptor, &status) != 0) {
    error_ = errno;
  } else if (S_ISREG(status.st_mode)) {
    identity_ = {static_cast<std::uint64_t>(status.st_dev), status.st_ino,
                 static_cast<std::uint64_t>(status.st_size), detail::nanoseconds_of(status.st_mtim),
                 detail::nanoseconds_of(status.st_ctim)};
    return;
  } else {
    error_ = S_ISDIR(status.st_mode) ? EISDIR : EINVAL;
  }
  if (descriptor_ >= 0) ::close(release());
}

HYPER_INLINE opened_file::~opened_file() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

HYPER_INLINE opened_file opened_file::at(std::string const& path) {
  if (path.find('\0') != std::string::npos) {
    opened_file refused;
    refused.error_ = EINVAL;
    return refused;
  }
  return opened_file(::open(path.c_str(), detail::file_flags));
}

HYPER_INLINE opened_file opened_file::beneath(std::string const& folder, std::string const& path,
                                              symbolic_links links) {
  int const root = ::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (root < 0) return opened_file(-1);
  int const opened = detail::open_below(root, path, links);
  int const why = errno;
  ::close(root);
  errno = why;
  return opened_file(opened);
}

HYPER_INLINE opened_file opened_file::duplicate() const {
  opened_file made;
  made.identity_ = identity_;
  made.descriptor_ = ::fcntl(descriptor_, F_DUPFD_CLOEXEC, 3);
  if (made.descriptor_ < 0) made.error_ = errno;
  return made;
}

HYPER_INLINE bool opened_file::short_of_resources() const {
  return error_ == EMFILE || error_ == ENFILE || error_ == ENOMEM || error_ == ENOBUFS;
}

HYPER_INLINE std::string opened_file::read(std::uint64_t begin, std::size_t size) const {
  std::string content(size, '\0');
  std::size_t filled = 0;
  while (filled < size) {
    ssize_t const got = ::pread(descriptor_, content.data() + filled, size - filled,
                                static_cast<off_t>(begin + filled));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw std::system_error(errno, std::generic_category(), "reading a file");
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  content.resize(filled);
  return content;
}

}  // namespace hyper

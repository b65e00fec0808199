// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/config.hpp>
#include <string>
#include <utility>

namespace hyper {

/// Whether a path below a folder may go through symbolic links.
enum class symbolic_links : std::uint8_t {
  refused,
  within  ///< followed as long as they do not leave the folder
};

/// What makes a file the same file with the same content, as far as the kernel says.
struct file_identity {
  std::uint64_t device = 0;
  std::uint64_t number = 0;
  std::uint64_t size = 0;
  std::int64_t modified = 0;  ///< nanoseconds since 1970
  std::int64_t changed = 0;   ///< the same, of its inode: nobody can set it back
  bool operator==(file_identity const&) const = default;

  std::int64_t modified_seconds() const;
  /// The opaque part of a strong entity tag: the same as long as the file is the same.
  std::string tag() const;
  /// Whether it was left alone for two seconds before that moment. A file that is being written may
  /// change once more without its times telling.
  bool settled(std::int64_t unix_seconds) const { return modified_seconds() + 2 <= unix_seconds; }
};

/// A regular file that is open for reading.
class opened_file {
 public:
  opened_file() = default;
  opened_file(opened_file&& other) noexcept
      : identity_(other.identity_),
        descriptor_(std::exchange(other.descriptor_, -1)),
        error_(other.error_) {}
  opened_file& operator=(opened_file&& other) noexcept {
    std::swap(identity_, other.identity_);
    std::swap(descriptor_, other.descriptor_);
    std::swap(error_, other.error_);
    return *this;
  }
  ~opened_file();

  /// Opens any path that the process may read: it must be the program's own, not a client's.
  static opened_file at(std::string const& path);
  /// Opens what stands below a folder, and nothing else, whatever links and renames others make
  /// meanwhile. Paths that lead out of it, through "..", a slash at the front, or a link, fail.
  static opened_file beneath(std::string const& folder, std::string const& path,
                             symbolic_links links = symbolic_links::refused);

  explicit operator bool() const { return descriptor_ >= 0; }
  /// Why it is not open, as errno: EISDIR for a folder, EINVAL for a device, a pipe or a socket.
  int error() const { return error_; }
  /// It is not open because the process or the system has no descriptor or memory left.
  bool short_of_resources() const;
  file_identity const& identity() const { return identity_; }
  int descriptor() const { return descriptor_; }
  /// The same file under a descriptor of its own.
  opened_file duplicate() const;
  /// Hands the descriptor over.
  int release() { return std::exchange(descriptor_, -1); }
  /// Reads a piece of it; shorter at its end. Throws std::system_error when it cannot be read.
  std::string read(std::uint64_t begin, std::size_t size) const;

 private:
  explicit opened_file(int descriptor);

  file_identity identity_;
  int descriptor_ = -1;
  int error_ = 0;
};

namespace detail {
/// Descriptors of what stands below a folder, or -1 and errno. The first asks the kernel
/// (openat2, Linux 5.6), the second goes step by step and refuses every link.
int open_beneath(int folder, char const* path, symbolic_links links);
int open_step_by_step(int folder, std::string path);
}  // namespace detail

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/opened_file.ipp>
#endif

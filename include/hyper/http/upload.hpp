// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/config.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace hyper {

/// A name under which a received file may be stored in a folder: the last part of what the client
/// said, of letters, digits, '.', '_' and '-' only, at most 100 characters, not hidden, and no name
/// that some system takes for a device. "file" when nothing is left.
std::string safe_stored_name(std::string_view filename);

namespace detail {
struct upload_content;
}

/// A file that a client sent. Small ones are in memory; others in a temporary file without a name,
/// which the kernel removes with the last copy of this object, however the process ends. Copies
/// share the content. The client's `filename` is never used as a path.
class upload {
 public:
  upload() = default;
  upload(std::string filename, std::string content_type)
      : filename_(std::move(filename)), content_type_(std::move(content_type)) {}

  std::string const& filename() const { return filename_; }          ///< as sent: any text
  std::string const& content_type() const { return content_type_; }  ///< as sent: do not trust it
  std::uint64_t size() const;
  bool in_memory() const;

  /// All of it. Throws http_error 503 when the temporary file cannot be read.
  std::string read() const;
  /// At most `count` bytes from `begin` on; fewer only at the end.
  std::string read(std::uint64_t begin, std::size_t count) const;

  /// Stores it in an existing folder and gives the name it got: `safe_stored_name` of the client's,
  /// with a number before its extension when that is taken. Nothing is overwritten, no link is
  /// followed, and when the disk is full (http_error 507) nothing is left.
  std::string save_into(std::string const& folder) const;
  /// The same with a name of the program's own, which must be a plain name; throws
  /// std::invalid_argument for any other, and http_error 409 when it is taken.
  void save_as(std::string const& folder, std::string const& name) const;

  /// For who fills it: adds bytes. Beyond `in_memory` bytes a file is made in the folder. Throws
  /// http_error: 507 when the disk is full, 503 when no file can be made.
  void append(std::string_view bytes, std::size_t in_memory, std::string const& folder);

 private:
  bool store(int folder, std::string const& name) const;

  std::string filename_, content_type_;
  std::shared_ptr<detail::upload_content> content_;
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/upload.ipp>
#endif

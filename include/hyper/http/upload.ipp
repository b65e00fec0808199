// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/upload.hpp>
//
#include <fcntl.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <hyper/http/grammar.hpp>
#include <hyper/http/problem.hpp>
#include <hyper/http/request.hpp>
#include <stdexcept>

namespace hyper {
namespace detail {

inline constexpr std::size_t longest_stored_name = 100;

[[noreturn]] HYPER_INLINE void throw_storage_error(int error) {
  bool const full = error == ENOSPC || error == EDQUOT || error == EFBIG;
  if (full) throw http_error(507, "There is no room for the file.");
  http_error failure(503, "The file cannot be stored now.");
  failure.headers.add("Retry-After", "1");
  throw failure;
}

HYPER_INLINE void write_all(int to, std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t const done = ::write(to, bytes.data(), bytes.size());
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) throw_storage_error(done == 0 ? ENOSPC : errno);
    bytes.remove_prefix(static_cast<std::size_t>(done));
  }
}

HYPER_INLINE int open_temporary(std::string const& folder) {
  int const unnamed = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (unnamed >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)) return unnamed;
  std::string path = folder + "/hyper-upload-XXXXXX";  // a file system without such files
  int const named = ::mkostemp(path.data(), O_CLOEXEC);
  if (named >= 0) ::unlink(path.c_str());
  return named;
}

/// Names that lead to devices on some systems, whatever their extension.
HYPER_INLINE bool is_device_name(std::string_view name) {
  std::string_view const stem = name.substr(0, name.find('.'));
  for (std::string_view const device : {"con", "prn", "aux", "nul"})
    if (same_field_name(stem, device)) return true;
  bool const numbered = stem.size() == 4 && is(stem[3], digit_character);
  return numbered &&
         (same_field_name(stem.substr(0, 3), "com") || same_field_name(stem.substr(0, 3), "lpt"));
}

HYPER_INLINE std::string numbered_name(std::string const& name, int number) {
  if (number == 0) return name;
  std::size_t const dot = std::min(name.find('.'), name.size());
  return name.substr(0, dot) + '-' + std::to_string(number) + name.substr(dot);
}

/// The bytes of an upload: in the string, or in the file.
struct upload_content {
  std::string bytes;
  int descriptor = -1;
  std::uint64_t size = 0;

  upload_content() = default;
  upload_content(upload_content const&) = delete;
  upload_content& operator=(upload_content const&) = delete;
  ~upload_content() {
    if (descriptor >= 0) ::close(descriptor);
  }

  void move_to_file(std::string const& folder) {
    descriptor = open_temporary(folder);
    if (descriptor < 0) throw_storage_error(errno);
    write_all(descriptor, bytes);
    std::string().swap(bytes);
  }
};

struct open_descriptor {
  int number;
  ~open_descriptor() {
    if (number >= 0) ::close(number);
  }
};

HYPER_INLINE int open_folder(std::string const& path) {
  int const folder = ::open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) throw_storage_error(errno);
  return folder;
}

}  // namespace detail

HYPER_INLINE std::string safe_stored_name(std::string_view filename) {
  std::size_t const slash = filename.find_last_of("/\\");
  if (slash != filename.npos) filename.remove_prefix(slash + 1);
  std::string made;
  for (char const c : filename) {
    bool const plain = detail::is(c, detail::unreserved_character) && c != '~';
    if (plain)
      made += c;
    else if (!made.empty() && made.back() != '_')
      made += '_';
  }
  made.erase(0, std::min(made.find_first_not_of("_-"), made.size()));
  if (made.starts_with('.')) {  // neither hidden nor a folder
    made.erase(0, std::min(made.find_first_not_of('.'), made.size()));
    if (!made.empty()) made.insert(0, "file.");
  }
  if (made.size() > detail::longest_stored_name) {  // the extension stays
    std::size_t const dot = made.rfind('.');
    bool const keep = dot != made.npos && made.size() - dot <= 16;
    std::string const extension = keep ? made.substr(dot) : std::string();
    made = made.substr(0, detail::longest_stored_name - extension.size()) + extension;
  }
  while (made.ends_with('.')) made.pop_back();
  if (made.empty()) return "file";
  return detail::is_device_name(made) ? "file-" + made : made;
}

HYPER_INLINE std::uint64_t upload::size() const { return content_ ? content_->size : 0; }

HYPER_INLINE bool upload::in_memory() const { return !content_ || content_->descriptor < 0; }

HYPER_INLINE void upload::append(std::string_view bytes, std::size_t in_memory,
                                 std::string const& folder) {
  if (!content_) content_ = std::make_shared<detail::upload_content>();
  detail::upload_content& to = *content_;
  if (to.descriptor < 0 && to.size + bytes.size() > in_memory) to.move_to_file(folder);
  if (to.descriptor < 0)
    to.bytes.append(bytes);
  else
    detail::write_all(to.descriptor, bytes);
  to.size += bytes.size();
}

HYPER_INLINE std::string upload::read() const { return read(0, static_cast<std::size_t>(size())); }

HYPER_INLINE std::string upload::read(std::uint64_t begin, std::size_t count) const {
  if (begin >= size()) return {};
  count = static_cast<std::size_t>(std::min<std::uint64_t>(count, size() - begin));
  if (in_memory()) return content_->bytes.substr(static_cast<std::size_t>(begin), count);
  std::string made(count, '\0');
  for (std::size_t done = 0; done < count;) {
    ssize_t const got = ::pread(content_->descriptor, made.data() + done, count - done,
                                static_cast<off_t>(begin + done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) detail::throw_storage_error(EIO);
    done += static_cast<std::size_t>(got);
  }
  return made;
}

// False when the name is taken.
HYPER_INLINE bool upload::store(int folder, std::string const& name) const {
  int const flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
  detail::open_descriptor const to{::openat(folder, name.c_str(), flags, 0644)};
  if (to.number < 0 && errno == EEXIST) return false;
  if (to.number < 0) detail::throw_storage_error(errno);
  try {
    constexpr std::size_t piece = 256u << 10;
    for (std::uint64_t at = 0; at < size(); at += piece)
      detail::write_all(to.number, read(at, piece));
  } catch (...) {
    ::unlinkat(folder, name.c_str(), 0);
    throw;
  }
  return true;
}

HYPER_INLINE std::string upload::save_into(std::string const& folder) const {
  detail::open_descriptor const into{detail::open_folder(folder)};
  std::string const wanted = safe_stored_name(filename_);
  for (int number = 0; number < 10'000; ++number) {
    std::string const name = detail::numbered_name(wanted, number);
    if (store(into.number, name)) return name;
  }
  throw http_error(409, "There are too many files of this name.");
}

HYPER_INLINE void upload::save_as(std::string const& folder, std::string const& name) const {
  bool const plain = !name.empty() && name != "." && name != ".." &&
                     name.find_first_of(std::string_view("/\\\0", 3)) == name.npos;
  if (!plain) throw std::invalid_argument("a file's name must be a plain one");
  detail::open_descriptor const into{detail::open_folder(folder)};
  if (!store(into.number, name)) throw http_error(409, "There is a file of this name.");
}

}  // namespace hyper

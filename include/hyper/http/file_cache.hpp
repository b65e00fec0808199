// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/http/opened_file.hpp>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

namespace hyper {

/// How much a `file_cache` keeps, and how long it trusts it.
struct file_cache_limits {
  std::size_t files = 256;             ///< in all; each large one keeps a descriptor
  std::size_t bytes = 8u << 20;        ///< of contents
  std::size_t file_bytes = 64u << 10;  ///< files up to this size are kept in memory
  std::int64_t recheck = 1'000;        ///< milliseconds until a file is looked at again
};

/// A file that is kept open, or in memory.
struct cached_file {
  std::string name;
  file_identity identity;
  std::string tag;      ///< the opaque part of its entity tag
  std::string content;  ///< all of it, if `in_memory`
  opened_file file;     ///< otherwise
  bool in_memory = false;
  bool settled = false;  ///< its times would tell of a change
  std::int64_t checked = 0;

  // For who serves it: what stands beside it, as of the check at that moment.
  std::int64_t siblings_checked = -1;
  bool has_gzip = false;
  bool has_brotli = false;

  std::uint64_t size() const { return in_memory ? content.size() : identity.size; }
};

/// Files below one folder, the latest used ones. What is not there is not remembered, so that
/// clients who ask for nonsense fill nothing. Belongs to one thread.
class file_cache {
 public:
  file_cache(std::string folder, symbolic_links links, file_cache_limits const& limits)
      : folder_(std::move(folder)), links_(links), limits_(limits) {}
  file_cache(file_cache const&) = delete;
  file_cache& operator=(file_cache const&) = delete;

  /// The file under this path, as it is or was at most `recheck` ago. `now` counts milliseconds
  /// and never goes back. Valid until the next call; nullptr, and `failure` set, without one.
  cached_file* find(std::string_view name, std::int64_t now, opened_file& failure);

  std::size_t files() const { return used_.size(); }
  std::size_t bytes() const { return bytes_; }

 private:
  using position = std::list<cached_file>::iterator;

  bool is_current(cached_file& known, std::int64_t now, opened_file& fresh) const;
  cached_file* keep(std::string_view name, opened_file&& fresh, std::int64_t now);
  void forget(position which);

  std::string folder_;
  symbolic_links links_;
  file_cache_limits limits_;
  std::size_t bytes_ = 0;
  std::list<cached_file> used_;                             // the latest one is the first
  std::unordered_map<std::string_view, position> by_name_;  // views of the list's names
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/file_cache.ipp>
#endif

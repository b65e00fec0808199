// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private to postgres/session.hpp: which statements a connection has prepared.

#include <cstddef>
#include <cstdint>
#include <list>
#include <string_view>
#include <unordered_map>

namespace hyper::detail {

/// The name of a prepared statement: "h" and the sixteen hexadecimal digits of its hash.
struct statement_name {
  char text[17];
  explicit constexpr statement_name(std::uint64_t hash) : text{'h'} {
    for (int i = 16; i > 0; --i, hash >>= 4) text[i] = "0123456789abcdef"[hash & 15];
  }
  constexpr operator std::string_view() const { return {text, sizeof text}; }
};

/// The hashes of the prepared statements, the most recently used one first. Every member takes
/// constant time.
class statement_cache {
 public:
  /// True when the statement is prepared; it is then the most recently used one.
  bool touch(std::uint64_t hash) {
    if (!recent_.empty() && recent_.front() == hash) return true;
    auto const known = places_.find(hash);
    if (known == places_.end()) return false;
    recent_.splice(recent_.begin(), recent_, known->second);
    return true;
  }
  void insert(std::uint64_t hash) {
    recent_.push_front(hash);
    places_[hash] = recent_.begin();
  }
  /// Forgets the least recently used one and returns it. There must be one.
  std::uint64_t evict() {
    std::uint64_t const oldest = recent_.back();
    places_.erase(oldest);
    recent_.pop_back();
    return oldest;
  }
  /// False when it was not there.
  bool erase(std::uint64_t hash) {
    auto const known = places_.find(hash);
    if (known == places_.end()) return false;
    recent_.erase(known->second);
    places_.erase(known);
    return true;
  }
  void clear() {
    recent_.clear();
    places_.clear();
  }
  std::size_t size() const { return places_.size(); }

 private:
  std::list<std::uint64_t> recent_;
  std::unordered_map<std::uint64_t, std::list<std::uint64_t>::iterator> places_;
};

}  // namespace hyper::detail

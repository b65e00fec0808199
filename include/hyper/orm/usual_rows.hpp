// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private to orm/row_reader.ipp: how many rows a statement will have, so that there is room for
// them at once. PostgreSQL says it behind the last one. To double a vector of 1,000 objects on the
// way costs a third of all that reading them costs: each object moves once, and the kernel takes
// the smaller vectors' pages back and clears them again for the next result.

#include <array>
#include <cstddef>
#include <cstdint>

namespace hyper::detail {

/// Remembers the last two results of some statements. What is expected is the smaller one, so that
/// a statement whose results differ makes no room for nothing.
class usual_rows {
 public:
  constexpr std::size_t expected(std::uint64_t statement_hash) const {
    place const& mine = places_[statement_hash % count];
    if (mine.of != statement_hash) return 0;
    return mine.last < mine.before ? mine.last : mine.before;
  }
  constexpr void note(std::uint64_t statement_hash, std::size_t rows) {
    place& mine = places_[statement_hash % count];
    if (mine.of != statement_hash) mine = {statement_hash};
    mine.before = mine.last;
    mine.last = static_cast<std::uint32_t>(rows < most ? rows : most);
  }

 private:
  static constexpr std::size_t count = 64;
  static constexpr std::size_t most = 100'000;
  struct place {
    std::uint64_t of = 0;  // the hash of a statement's text
    std::uint32_t last = 0;
    std::uint32_t before = 0;
  };
  std::array<place, count> places_{};
};

}  // namespace hyper::detail

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/postgres/statement.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace hyper {

/// The statements that one request, one test or another unit of work has executed. `BEGIN`,
/// savepoints, `COMMIT` and scripts are not counted, nor what a cache has answered.
class statement_counts {
 public:
  /// Under which a context has it: its statements are counted when the database has been told so,
  /// by `count_by_context`.
  static constexpr char key = 0;
  /// So many different texts are told apart; what comes later only counts in `total`.
  static constexpr std::size_t most_texts = 256;

  struct entry {
    std::uint64_t hash = 0;
    std::string sql;
    std::vector<std::string> tables;  ///< that it touches, where that is known
    std::size_t times = 0;
  };

  void add(statement const& what);
  std::size_t total() const { return total_; }
  /// Each text once, in the order of their first executions.
  std::vector<entry> const& entries() const { return entries_; }
  /// The text that was executed most often, if that was more than `times`; else nothing.
  entry const* repeated_more_than(std::size_t times) const;
  /// "3 statements:" and a line for each text.
  std::string describe() const;

 private:
  std::vector<entry> entries_;
  std::size_t total_ = 0;
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/postgres/statement_counts.ipp>
#endif

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace hyper {

/// Where the data of a COPY come from. It is asked for a piece whenever the one before has left, so
/// no more than that stands in memory.
struct copy_source {
  /// How large a piece should be, in bytes.
  static constexpr std::size_t piece = 128U << 10;

  void* target = nullptr;
  /// Appends the next piece; answers whether there is more. What it throws ends the COPY, which
  /// then stores nothing, and reaches whoever waits for it.
  bool (*append)(void* target, std::string& out) = nullptr;
};

namespace detail {

/// A text as the source of a COPY.
struct copied_text {
  std::string text;
  std::size_t at = 0;

  explicit copied_text(std::string whole) : text(std::move(whole)) {}
  static bool append(void* target, std::string& out) {
    auto& it = *static_cast<copied_text*>(target);
    std::string_view const next = std::string_view(it.text).substr(it.at, copy_source::piece);
    out.append(next);
    it.at += next.size();
    return it.at < it.text.size();
  }
  copy_source source() { return {this, &append}; }
};

}  // namespace detail
}  // namespace hyper

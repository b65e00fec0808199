// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

namespace hyper::detail {

/// How many letters must change, go or come to make one name of the other: for "did you mean", in
/// the compiler and at run time. Names of 64 letters and more are like nothing.
constexpr std::size_t edit_distance(std::string_view a, std::string_view b) {
  constexpr std::size_t longest = 64;
  if (a.size() >= longest || b.size() >= longest) return longest;
  std::size_t row[longest]{};
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      std::size_t const changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      std::size_t const shorter = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
      row[j] = changed < shorter ? changed : shorter;
    }
  }
  return row[b.size()];
}

}  // namespace hyper::detail

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

/// Where a constant text has another one in it, or npos. A loop, because g++ 12 cannot evaluate the
/// standard's search of a constant under -fsanitize=null (GCC bug 71962).
constexpr std::size_t place_of(std::string_view part, std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text.substr(i).starts_with(part)) return i;
  return text.npos;
}
constexpr bool has_text(std::string_view text, std::string_view part) {
  return place_of(part, text) != text.npos;
}

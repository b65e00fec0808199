// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

namespace hyper {

/// A string that can be a template argument: `route<"GET /posts">`. Meant for names and patterns;
/// long text would land in every mangled name, so hang that on a tag type instead.
/// `Size` counts the characters and the terminating zero.
template <std::size_t Size>
struct fixed_string {
  char characters[Size]{};

  constexpr fixed_string() = default;
  constexpr fixed_string(char const (&text)[Size]) {
    for (std::size_t i = 0; i < Size; ++i) characters[i] = text[i];
  }

  constexpr std::string_view view() const { return {characters, Size - 1}; }
  constexpr operator std::string_view() const { return view(); }
  static constexpr std::size_t size() { return Size - 1; }

  template <std::size_t Other>
  constexpr bool operator==(fixed_string<Other> const& other) const {
    return view() == other.view();
  }
};

/// Copies the first `Length` characters of a constant text into a template argument.
template <std::size_t Length>
constexpr fixed_string<Length + 1> to_fixed_string(std::string_view text) {
  fixed_string<Length + 1> result;
  for (std::size_t i = 0; i < Length; ++i) result.characters[i] = text[i];
  result.characters[Length] = 0;  // written out: clang prints numbers where it only knows the zero
  return result;
}

}  // namespace hyper

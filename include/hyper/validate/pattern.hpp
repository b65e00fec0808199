// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Regular expressions without memory: every character of a pattern is a position, and matching
// keeps the set of positions that could come next (Glushkov's automaton). The time is proportional
// to the text, whatever the pattern: there is nothing to backtrack. The same functions run in the
// compiler.
//
//   a . [a-z_] [^0-9] \d \w \s \D \W \S \. \/ …    one character
//   ab   a|b   (ab)   (?:ab)                       sequence, choice, group
//   a?  a*  a+  a{3}  a{2,}  a{2,5}                repetition
//   ^ at the beginning, $ at the end               allowed, and without effect: all of the text
//   must match
//
// Patterns are ASCII. A character beyond ASCII in the text is one character; `.` and the negated
// classes take it.

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/reflect/utf8.hpp>
#include <string_view>

namespace hyper::detail {

/// Characters of ASCII by their number; bit 128 stands for all others.
struct character_set {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  bool beyond = false;

  constexpr bool has(unsigned character) const {
    if (character >= 128) return beyond;
    return ((character < 64 ? low : high) >> (character % 64) & 1) != 0;
  }
  constexpr void add(unsigned character) {
    (character < 64 ? low : high) |= std::uint64_t{1} << (character % 64);
  }
  constexpr void add_range(unsigned first, unsigned last) {
    for (unsigned character = first; character <= last; ++character) add(character);
  }
  constexpr void add(character_set const& other) {
    low |= other.low;
    high |= other.high;
    beyond = beyond || other.beyond;
  }
  constexpr character_set complement() const { return {~low, ~high, !beyond}; }
};

inline constexpr std::size_t most_positions = 192;

/// A set of positions.
struct position_set {
  std::array<std::uint64_t, most_positions / 64> words{};

  constexpr void add(std::size_t position) {
    words[position / 64] |= std::uint64_t{1} << (position % 64);
  }
  constexpr void add(position_set const& other) {
    for (std::size_t i = 0; i < words.size(); ++i) words[i] |= other.words[i];
  }
  constexpr bool has(std::size_t position) const {
    return (words[position / 64] >> (position % 64) & 1) != 0;
  }
  constexpr bool meets(position_set const& other) const {
    std::uint64_t common = 0;
    for (std::size_t i = 0; i < words.size(); ++i) common |= words[i] & other.words[i];
    return common != 0;
  }
};

/// A pattern made ready: which characters each position takes and which positions may follow it.
struct pattern_program {
  std::array<character_set, most_positions> takes{};
  std::array<position_set, most_positions> follows{};
  std::size_t count = 0;
  position_set first;
  position_set last;
  bool empty_matches = false;
  /// Where the pattern was not understood, or `no_error`.
  std::size_t error = no_error;
  static constexpr std::size_t no_error = static_cast<std::size_t>(-1);
};

/// Whether all of the text matches. A text that is not UTF-8 does not.
constexpr bool pattern_matches(pattern_program const& program, std::string_view text) {
  if (text.empty()) return program.empty_matches;
  position_set next = program.first;
  position_set reached;
  while (!text.empty()) {
    std::size_t const length = utf8_length(text);
    if (length == 0) return false;
    unsigned const character = length == 1 ? static_cast<unsigned char>(text[0]) : 128;
    text.remove_prefix(length);
    reached = {};
    position_set following;
    for (std::size_t i = 0; i < program.count; ++i) {
      if (!next.has(i) || !program.takes[i].has(character)) continue;
      reached.add(i);
      following.add(program.follows[i]);
    }
    next = following;
  }
  return reached.meets(program.last);
}

}  // namespace hyper::detail

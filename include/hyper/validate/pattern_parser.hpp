// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private to validate/matches.hpp: turns the text of a pattern into a pattern_program.

#include <cstddef>
#include <hyper/validate/pattern.hpp>
#include <string_view>

namespace hyper::detail {

/// What a part of a pattern contributes: where it can begin and end, and whether it can be nothing.
struct pattern_part {
  position_set first;
  position_set last;
  bool nothing = true;
};

class pattern_parser {
 public:
  constexpr explicit pattern_parser(std::string_view pattern) : pattern_(pattern) {}

  constexpr pattern_program parse() {
    if (peek() == '^') ++at_;
    pattern_part const whole = parse_choice(0);
    if (at_ != pattern_.size()) fail();
    program_.first = whole.first;
    program_.last = whole.last;
    program_.empty_matches = whole.nothing;
    return program_;
  }

 private:
  static constexpr std::size_t deepest = 16;
  static constexpr std::size_t unlimited = static_cast<std::size_t>(-1);

  constexpr char peek() const { return at_ < pattern_.size() ? pattern_[at_] : '\0'; }
  constexpr bool failed() const { return program_.error != pattern_program::no_error; }
  constexpr void fail() {
    if (!failed()) program_.error = at_;
    at_ = pattern_.size();
  }

  constexpr pattern_part parse_choice(std::size_t depth) {
    pattern_part result = parse_sequence(depth);
    while (peek() == '|') {
      ++at_;
      pattern_part const other = parse_sequence(depth);
      result.first.add(other.first);
      result.last.add(other.last);
      result.nothing = result.nothing || other.nothing;
    }
    return result;
  }

  constexpr pattern_part parse_sequence(std::size_t depth) {
    pattern_part result;
    while (at_ < pattern_.size() && peek() != '|' && peek() != ')') {
      if (peek() == '$' && at_ + 1 == pattern_.size()) {
        ++at_;
        break;
      }
      result = join(result, parse_repeated(depth));
    }
    return result;
  }

  constexpr pattern_part join(pattern_part const& a, pattern_part const& b) {
    link(a.last, b.first);
    pattern_part result = a;
    if (a.nothing) result.first.add(b.first);
    if (!b.nothing) result.last = {};
    result.last.add(b.last);
    result.nothing = a.nothing && b.nothing;
    return result;
  }

  constexpr void link(position_set const& from, position_set const& to) {
    for (std::size_t i = 0; i < program_.count; ++i)
      if (from.has(i)) program_.follows[i].add(to);
  }

  /// A part and its repetition. A counted part is read again for each copy: each needs positions of
  /// its own.
  constexpr pattern_part parse_repeated(std::size_t depth) {
    std::size_t const begin = at_;
    pattern_part part = parse_atom(depth);
    std::size_t least = 1;
    std::size_t most = 1;
    if (!parse_count(least, most)) return part;
    std::size_t const end = at_;
    if (most == unlimited && least <= 1) return loop(part, least);
    if (most == 0) return {};
    if (least == 0) part.nothing = true;
    pattern_part result = part;
    for (std::size_t copy = 2; !failed() && copy <= (most == unlimited ? least : most); ++copy) {
      at_ = begin;
      pattern_part next = parse_atom(depth);
      if (copy > least) next.nothing = true;
      if (most == unlimited && copy == least) next = loop(next, 1);
      result = join(result, next);
    }
    at_ = failed() ? pattern_.size() : end;
    return result;
  }

  constexpr pattern_part loop(pattern_part part, std::size_t least) {
    link(part.last, part.first);
    part.nothing = part.nothing || least == 0;
    return part;
  }

  constexpr bool parse_count(std::size_t& least, std::size_t& most) {
    char const sign = peek();
    if (sign != '?' && sign != '*' && sign != '+' && sign != '{') return false;
    ++at_;
    least = sign == '+' ? 1 : 0;
    most = sign == '?' ? 1 : unlimited;
    if (sign == '{') parse_braces(least, most);
    char const behind = peek();
    if (behind == '?' || behind == '*' || behind == '+' || behind == '{') fail();
    return true;
  }

  constexpr void parse_braces(std::size_t& least, std::size_t& most) {
    if (!parse_number(least)) return fail();
    most = least;
    if (peek() == ',') {
      ++at_;
      most = unlimited;
      if (peek() != '}' && !parse_number(most)) return fail();
    }
    if (peek() != '}' || most < least) return fail();
    ++at_;
  }

  constexpr bool parse_number(std::size_t& number) {
    number = 0;
    std::size_t const begin = at_;
    for (; peek() >= '0' && peek() <= '9' && number < 1000; ++at_)
      number = number * 10 + static_cast<std::size_t>(peek() - '0');
    return at_ > begin && number < 1000;
  }

  constexpr pattern_part parse_atom(std::size_t depth) {
    if (peek() != '(') return take(parse_set());
    if (depth == deepest) fail();
    ++at_;
    if (pattern_.substr(at_ < pattern_.size() ? at_ : pattern_.size()).starts_with("?:"))
      at_ += 2;
    else if (peek() == '?')
      fail();
    if (failed()) return {};
    pattern_part const part = parse_choice(depth + 1);
    if (peek() != ')') fail();
    if (!failed()) ++at_;
    return part;
  }

  constexpr pattern_part take(character_set const& set) {
    pattern_part part;
    if (failed()) return part;
    if (program_.count == most_positions) {
      fail();
      return part;
    }
    program_.takes[program_.count] = set;
    part.first.add(program_.count);
    part.last.add(program_.count);
    part.nothing = false;
    ++program_.count;
    return part;
  }

  constexpr character_set parse_set() {
    character_set set;
    char const character = peek();
    switch (character) {
      case '[':
        return parse_class();
      case '\\':
        return parse_escape();
      case '.':
        ++at_;
        set.add('\n');
        return set.complement();
      case '*':
      case '+':
      case '?':
      case '{':
      case '^':
      case '$':
      case '\0':
        fail();
        return set;
      default:
        if (static_cast<unsigned char>(character) >= 128) fail();
        if (!failed()) set.add(static_cast<unsigned char>(character));
        if (!failed()) ++at_;
        return set;
    }
  }

  constexpr character_set parse_escape() {
    ++at_;
    character_set set;
    char const letter = peek();
    switch (letter) {
      case 'd':
      case 'D':
        set.add_range('0', '9');
        break;
      case 'w':
      case 'W':
        set.add_range('0', '9');
        set.add_range('a', 'z');
        set.add_range('A', 'Z');
        set.add('_');
        break;
      case 's':
      case 'S':
        set.add_range('\t', '\r');
        set.add(' ');
        break;
      case 'n':
        set.add('\n');
        break;
      case 't':
        set.add('\t');
        break;
      default:
        // A sign stands for itself; letters and digits might mean something to other dialects.
        if (!is_sign(letter)) fail();
        if (!failed()) set.add(static_cast<unsigned char>(letter));
    }
    if (!failed()) ++at_;
    return letter == 'D' || letter == 'W' || letter == 'S' ? set.complement() : set;
  }

  static constexpr bool is_sign(char character) {
    bool const letter = (character >= 'a' && character <= 'z') ||
                        (character >= 'A' && character <= 'Z') ||
                        (character >= '0' && character <= '9');
    return character > ' ' && character < 127 && !letter;
  }

  constexpr character_set parse_class() {
    ++at_;
    bool const negated = peek() == '^';
    if (negated) ++at_;
    character_set set;
    bool any = false;
    for (; !failed() && peek() != ']'; any = true) {
      if (at_ >= pattern_.size() || static_cast<unsigned char>(peek()) >= 128)
        fail();
      else
        parse_class_item(set);
    }
    if (!any) fail();
    if (failed()) return set;
    ++at_;
    return negated ? set.complement() : set;
  }

  constexpr void parse_class_item(character_set& set) {
    if (peek() == '\\') return set.add(parse_escape());
    auto const first = static_cast<unsigned char>(peek());
    ++at_;
    bool const range = peek() == '-' && at_ + 1 < pattern_.size() && pattern_[at_ + 1] != ']';
    if (!range) return set.add(first);
    auto const last = static_cast<unsigned char>(pattern_[at_ + 1]);
    if (last < first || last >= 128 || last == '\\') return fail();
    at_ += 2;
    set.add_range(first, last);
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
  pattern_program program_;
};

}  // namespace hyper::detail

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of http/parser.hpp and http/chunked.hpp: looking through received bytes.

#include <cstddef>
#include <hyper/http/byte_block.hpp>
#include <hyper/http/grammar.hpp>
#include <string_view>

namespace hyper::detail {

// A rule says where a scan stops, twice: `at` for one byte, as the table has it, and `in` for a
// block of them, which may also stop where `at` would go on. Tests hold the two together for every
// block that the target has.

/// Field values (RFC 9110 §5.5) end before controls other than tab.
struct value_end {
  static constexpr bool at(char c) { return !is(c, value_character); }
  template <class Block>
  static Block in(Block bytes) {
    return bytes.below(0x20).without(bytes.equal('\t')) | bytes.equal(0x7f);
  }
};

/// Targets end before what is not visible ASCII, and before '#'.
struct target_end {
  static constexpr bool at(char c) { return !is(c, target_character); }
  template <class Block>
  static Block in(Block bytes) {
    return ~bytes.minus('!').below(0x7f - '!') | bytes.equal('#');
  }
};

/// Names of fields and methods. Blocks stop behind the letters, digits and '-', which is nearly
/// always the whole name.
struct token_end {
  static constexpr bool at(char c) { return !is(c, token_character); }
  template <class Block>
  static Block in(Block bytes) {
    Block const letters = bytes.lowered().minus('a').below(26);
    return ~(letters | bytes.minus('0').below(10) | bytes.equal('-'));
  }
};

/// The name of a host, without its port; blocks stop as in `token_end`, but for dots.
struct host_end {
  static constexpr bool at(char c) { return !is(c, host_character); }
  template <class Block>
  static Block in(Block bytes) {
    return token_end::in(bytes).without(bytes.equal('.'));
  }
};

/// Where the plain path of a target ends: at its query, at an escape, or with the target.
struct plain_path_end {
  static constexpr bool at(char c) { return target_end::at(c) || c == '?' || c == '%'; }
  template <class Block>
  static Block in(Block bytes) {
    return target_end::in(bytes) | bytes.equal('?') | bytes.equal('%');
  }
};

/// Where a path has something to look at: its end, or an escape.
struct query_or_escape {
  static constexpr bool at(char c) { return c == '?' || c == '%'; }
  template <class Block>
  static Block in(Block bytes) {
    return bytes.equal('?') | bytes.equal('%');
  }
};

/// What follows the first `count` bytes, of which there are so many.
inline std::string_view rest_of(std::string_view text, std::size_t count) {
  return {text.data() + count, text.size() - count};
}

/// The position of the first byte at which the rule stops, or the text's size.
template <class Rule, class Block = wide_byte_block>
inline std::size_t find_end(std::string_view text) {
  std::size_t at = 0;
  if constexpr (Block::width > 1) {
    for (; text.size() - at >= Block::width; at += Block::width) {
      std::size_t const stop = Rule::in(Block::load(text.data() + at)).first();
      if (stop == Block::width) continue;
      at += stop;
      while (at < text.size() && !Rule::at(text[at])) ++at;
      return at;
    }
    if (at == text.size()) return at;
    if (at == 0) return find_end<Rule, typename Block::narrower>(text);
    // The last block overlaps what has been looked at, where it does not stop.
    std::size_t const last = text.size() - Block::width;
    at = last + Rule::in(Block::load(text.data() + last)).first();
    while (at < text.size() && !Rule::at(text[at])) ++at;
    return at;
  } else {
    while (at < text.size() && !Rule::at(text[at])) ++at;
    return at;
  }
}

/// A field line (RFC 9112 §5) taken apart.
struct field_line {
  std::string_view name;
  std::string_view value;  // trimmed
  std::string_view fault;  // a sentence when it is none
};

inline field_line split_field_line(std::string_view line) {
  std::size_t const name = find_end<token_end, byte_block>(line);
  if (name == 0 || name == line.size() || line[name] != ':') {
    bool const folded = !line.empty() && (line.front() == ' ' || line.front() == '\t');
    return {{}, {}, folded ? "A header line is folded." : "A header line has no proper name."};
  }
  std::string_view const rest = line.substr(name + 1);
  if (find_end<value_end>(rest) != rest.size())
    return {{}, {}, "A header value holds a control character."};
  return {line.substr(0, name), trim_field(rest), {}};
}

/// Takes the field line apart that stands, with its CRLF, at the front of the bytes; in one pass
/// over them. Gives its size, or 0 when it is not whole or not proper: the slow way says why.
inline std::size_t take_field_line(std::string_view bytes, field_line& out) {
  std::size_t const name = find_end<token_end, byte_block>(bytes);
  if (name == 0 || name == bytes.size() || bytes[name] != ':') return 0;
  std::size_t const begin = name + 1;
  std::size_t const end = begin + find_end<value_end>(rest_of(bytes, begin));
  if (bytes.size() - end < 2 || bytes[end] != '\r' || bytes[end + 1] != '\n') return 0;
  out.name = {bytes.data(), name};
  out.value = trim_field({bytes.data() + begin, end - begin});
  return end + 2;
}

}  // namespace hyper::detail

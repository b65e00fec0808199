// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hyper {

/// What a segment of a path may be. The parameters stand in the order in which they are tried.
enum class segment_kind : std::uint8_t {
  literal,
  integer,  ///< {name:int}: digits
  uuid,     ///< {name:uuid}: 8-4-4-4-12 hexadecimal digits in lower case
  slug,     ///< {name:slug}: letters, digits, hyphens, underscores
  text,     ///< {name} or {name:str}: anything but a slash
  rest      ///< {name:path}: the rest of the path, slashes and all; last, and not empty
};

/// One segment of a pattern: the literal's text or the parameter's name.
struct pattern_segment {
  segment_kind kind = segment_kind::literal;
  std::string_view text = {};
};

/// The methods that routes may have, in the order of `http_method`.
inline constexpr std::array<std::string_view, 8> route_methods = {
    "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"};

/// The position of a route for any method, written "* /path"; and of any other method of a request.
inline constexpr std::size_t any_method = route_methods.size();

/// The method's position in `route_methods`, or `any_method`.
constexpr std::size_t method_position(std::string_view name) {
  for (std::size_t i = 0; i < route_methods.size(); ++i)
    if (route_methods[i] == name) return i;
  return any_method;
}

/// A parsed pattern such as "GET /posts/{address:slug}". One function reads it in the compiler and
/// at run time.
struct route_pattern {
  static constexpr std::size_t most_segments = 24;
  static constexpr std::size_t most_captures = 16;

  std::string_view method = {};
  std::string_view path = {};
  std::size_t method_number = any_method;
  std::size_t segment_count = 0;
  std::size_t capture_count = 0;
  std::string_view mistake = {};  ///< why the pattern is none; empty when it is one
  std::size_t mistake_at = 0;     ///< how many characters were understood
  pattern_segment segments[most_segments]{};

  constexpr bool valid() const { return mistake.empty(); }
  /// The position of the parameter with this name among the captures, or `most_captures`.
  constexpr std::size_t capture_position(std::string_view name) const {
    std::size_t position = 0;
    for (std::size_t i = 0; i < segment_count; ++i) {
      if (segments[i].kind == segment_kind::literal) continue;
      if (segments[i].text == name) return position;
      ++position;
    }
    return most_captures;
  }
  constexpr segment_kind capture_kind(std::string_view name) const {
    for (std::size_t i = 0; i < segment_count; ++i)
      if (segments[i].kind != segment_kind::literal && segments[i].text == name)
        return segments[i].kind;
    return segment_kind::literal;
  }
};

namespace detail {

/// The position of a character, or npos. Not `find` where the compiler runs it: g++ 12 cannot
/// evaluate that when the undefined-behaviour sanitizer is on.
constexpr std::size_t position_of(std::string_view text, char wanted) {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == wanted) return i;
  return std::string_view::npos;
}

constexpr bool is_decimal_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_word_character(char c) {
  return is_decimal_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

constexpr bool is_parameter_name(std::string_view name) {
  for (char const c : name)
    if (!is_word_character(c)) return false;
  return !name.empty() && !is_decimal_digit(name[0]);
}

/// Literals are compared with what clients send, so they hold only what a path shows as it is
/// (RFC 3986 §3.3: pchar without escapes).
constexpr bool is_path_literal(std::string_view text) {
  for (char const c : text)
    if (!is_word_character(c) && position_of("-.~!$&'()*+,;=:@", c) == std::string_view::npos)
      return false;
  return true;
}

constexpr segment_kind parameter_kind(std::string_view type) {
  if (type == "int") return segment_kind::integer;
  if (type == "uuid") return segment_kind::uuid;
  if (type == "slug") return segment_kind::slug;
  if (type == "str") return segment_kind::text;
  if (type == "path") return segment_kind::rest;
  return segment_kind::literal;  // none of them
}

/// Reads one segment; answers what is wrong with it.
constexpr std::string_view read_segment(std::string_view text, pattern_segment& into) {
  into = {segment_kind::literal, text};
  if (position_of(text, '{') == text.npos && position_of(text, '}') == text.npos)
    return is_path_literal(text) ? "" : "percent-encode this character";
  if (text.front() != '{' || text.back() != '}') return "a parameter fills its segment";
  text = text.substr(1, text.size() - 2);
  std::size_t const colon = position_of(text, ':');
  into = {segment_kind::text, text.substr(0, colon)};
  if (colon != text.npos) into.kind = parameter_kind(text.substr(colon + 1));
  if (!is_parameter_name(into.text)) return "a parameter needs a name";
  if (into.kind == segment_kind::literal) return "types: int str slug uuid path";
  return "";
}

constexpr std::string_view judge_last_segment(route_pattern const& made) {
  pattern_segment const& last = made.segments[made.segment_count - 1];
  if (last.kind == segment_kind::literal) return "";
  if (made.capture_count > route_pattern::most_captures) return "more than 16 parameters";
  for (std::size_t i = 0; i + 1 < made.segment_count; ++i)
    if (made.segments[i].kind != segment_kind::literal && made.segments[i].text == last.text)
      return "two parameters of one name";
  return "";
}

constexpr void read_path(route_pattern& made) {
  std::size_t at = 1;
  for (bool more = true; more && made.valid();) {
    std::string_view const rest = made.path.substr(at);
    std::size_t const slash = position_of(rest, '/');
    more = slash != rest.npos;
    made.mistake_at = static_cast<std::size_t>(made.path.data() - made.method.data()) + at;
    if (made.segment_count == route_pattern::most_segments) {
      made.mistake = "more than 24 segments";
      return;
    }
    pattern_segment& segment = made.segments[made.segment_count++];
    made.mistake = read_segment(rest.substr(0, slash), segment);
    if (segment.kind != segment_kind::literal) ++made.capture_count;
    if (made.valid()) made.mistake = judge_last_segment(made);
    if (made.valid() && more && segment.kind == segment_kind::rest)
      made.mistake = "nothing may follow {name:path}";
    at += slash + 1;
  }
}

}  // namespace detail

/// Reads a pattern; `mistake` of the result says what is wrong with it.
constexpr route_pattern parse_pattern(std::string_view text) {
  route_pattern made;
  std::size_t const blank = detail::position_of(text, ' ');
  made.method = text.substr(0, blank);
  made.method_number = method_position(made.method);
  if (made.method_number == any_method && made.method != "*") {
    made.mistake = "begin with a method: GET, POST";
    return made;
  }
  if (blank != text.npos) made.path = text.substr(blank + 1);
  if (made.path.empty() || made.path[0] != '/') {
    made.mistake = "a path must follow: GET /";
    made.mistake_at = made.method.size();
    return made;
  }
  detail::read_path(made);
  return made;
}

}  // namespace hyper

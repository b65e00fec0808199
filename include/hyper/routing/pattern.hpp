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
  integer,  ///< {name:int}: an optional sign and digits
  uuid,     ///< {name:uuid}: 8-4-4-4-12 hexadecimal digits
  slug,     ///< {name:slug}: letters, digits, hyphens, underscores
  text,     ///< {name} or {name:str}: anything but a slash
  rest      ///< {name:path}: the rest of the path, slashes and all; last, and not empty
};

/// One segment of a pattern: the literal's text or the parameter's name.
struct pattern_segment {
  segment_kind kind = segment_kind::literal;
  std::string_view text;
};

/// The methods that routes may have, in the order of `http_method`.
inline constexpr std::array<std::string_view, 8> route_methods = {
    "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"};

/// The method's position in `route_methods`, or 8.
constexpr std::size_t method_position(std::string_view name) {
  for (std::size_t i = 0; i < route_methods.size(); ++i)
    if (route_methods[i] == name) return i;
  return route_methods.size();
}

/// A parsed pattern such as "GET /posts/{address:slug}". One function reads it in the compiler and
/// at run time.
struct route_pattern {
  static constexpr std::size_t most_segments = 24;
  static constexpr std::size_t most_captures = 16;

  std::string_view method;
  std::string_view path;
  std::size_t method_number = 0;
  std::size_t segment_count = 0;
  std::size_t capture_count = 0;
  std::string_view mistake;  ///< why the pattern is none; empty when it is one
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

/// The position of a character, or npos. Not `find`, which g++ cannot evaluate in the compiler when
/// the undefined-behaviour sanitizer is on.
constexpr std::size_t position_of(std::string_view text, char wanted) {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == wanted) return i;
  return std::string_view::npos;
}

constexpr bool is_parameter_name(std::string_view name) {
  if (name.empty() || (name[0] >= '0' && name[0] <= '9')) return false;
  for (char const c : name)
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'))
      return false;
  return true;
}

/// Literals are compared with what clients send, so they may only hold what a path shows as it is.
constexpr bool is_path_literal(std::string_view text) {
  for (char const c : text)
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
          position_of("-._~!$&'()*+,;=:@", c) != std::string_view::npos))
      return false;
  return true;
}

constexpr segment_kind parameter_kind(std::string_view name) {
  if (name.empty() || name == "str") return segment_kind::text;
  if (name == "int") return segment_kind::integer;
  if (name == "slug") return segment_kind::slug;
  if (name == "uuid") return segment_kind::uuid;
  if (name == "path") return segment_kind::rest;
  return segment_kind::literal;  // none of them
}

constexpr std::string_view read_segment(std::string_view text, pattern_segment& into) {
  if (text.empty() || text[0] != '{') {
    into = {segment_kind::literal, text};
    return is_path_literal(text) ? "" : "not a literal of a path";
  }
  if (text.back() != '}') return "a parameter takes its segment";
  text = text.substr(1, text.size() - 2);
  std::size_t const colon = position_of(text, ':');
  std::string_view const name = text.substr(0, colon);
  into = {parameter_kind(colon == text.npos ? std::string_view() : text.substr(colon + 1)), name};
  if (!is_parameter_name(name)) return "a parameter needs a name";
  if (into.kind == segment_kind::literal) return "types: int str slug uuid path";
  return "";
}

}  // namespace detail

/// Reads a pattern; `mistake` of the result says what is wrong with it.
constexpr route_pattern parse_pattern(std::string_view text) {
  route_pattern made;
  std::size_t const blank = detail::position_of(text, ' ');
  made.method = text.substr(0, blank);
  made.method_number = method_position(made.method);
  if (made.method_number == route_methods.size() || blank == text.npos) {
    made.mistake = "begins with no known method";
    return made;
  }
  made.path = text.substr(blank + 1);
  if (made.path.empty() || made.path[0] != '/') {
    made.mistake = "the path begins with a slash";
    return made;
  }
  std::string_view rest = made.path.substr(1);
  while (made.mistake.empty()) {
    std::size_t const slash = detail::position_of(rest, '/');
    if (made.segment_count == route_pattern::most_segments)
      made.mistake = "more than 24 segments";
    else
      made.mistake = detail::read_segment(rest.substr(0, slash), made.segments[made.segment_count]);
    if (!made.mistake.empty()) break;
    pattern_segment const& segment = made.segments[made.segment_count++];
    if (segment.kind != segment_kind::literal) {
      for (std::size_t i = 0; i + 1 < made.segment_count; ++i)
        if (made.segments[i].kind != segment_kind::literal && made.segments[i].text == segment.text)
          made.mistake = "two parameters of one name";
      if (++made.capture_count > route_pattern::most_captures)
        made.mistake = "more than 16 parameters";
    }
    if (slash == rest.npos) break;
    if (segment.kind == segment_kind::rest) made.mistake = "path takes the rest: it is last";
    rest = rest.substr(slash + 1);
  }
  return made;
}

}  // namespace hyper

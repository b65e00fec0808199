// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/routing/named.hpp>
//
#include <algorithm>
#include <hyper/routing/match.hpp>
#include <stdexcept>

namespace hyper::detail {

HYPER_INLINE std::string with_slashes(std::string_view encoded) {
  std::string made;
  for (std::size_t at = 0; at < encoded.size(); ++at) {
    bool const slash = encoded.substr(at, 3) == "%2F";
    made += slash ? '/' : encoded[at];
    if (slash) at += 2;
  }
  return made;
}

/// "." and ".." lead out of a path, and nobody's router answers them.
HYPER_INLINE bool has_dots_only(std::string_view path) {
  for (std::size_t at = 0; at <= path.size();) {
    std::size_t const slash = std::min(path.find('/', at), path.size());
    std::string_view const segment = path.substr(at, slash - at);
    if (segment == "." || segment == "..") return true;
    at = slash + 1;
  }
  return false;
}

HYPER_INLINE std::string fill_path(std::string_view text, std::span<std::string const> encoded) {
  route_pattern const pattern = parse_pattern(text);
  std::string made;
  std::size_t next = 0;
  for (std::size_t i = 0; i < pattern.segment_count; ++i) {
    pattern_segment const& segment = pattern.segments[i];
    made += '/';
    if (segment.kind == segment_kind::literal) {
      made += segment.text;
      continue;
    }
    std::string_view const given = next < encoded.size() ? encoded[next++] : std::string_view();
    std::string const filled =
        segment.kind == segment_kind::rest ? with_slashes(given) : std::string(given);
    if (!fits_parameter(segment.kind, filled) || has_dots_only(filled))
      throw std::invalid_argument("\"" + filled + "\" cannot stand for " +
                                  std::string(segment.text) + " in " + std::string(pattern.path));
    made += filled;
  }
  return made;
}

}  // namespace hyper::detail

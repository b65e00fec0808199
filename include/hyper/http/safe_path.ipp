// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/safe_path.hpp>
//
#include <hyper/http/url.hpp>

namespace hyper {
namespace detail {

constexpr bool is_safe_segment(std::string_view decoded) {
  constexpr std::size_t longest = 255;  // what file systems take
  if (decoded.empty() || decoded.size() > longest || decoded[0] == '.') return false;
  for (char const c : decoded) {
    auto const byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f || c == '/' || c == '\\') return false;
  }
  return true;
}

}  // namespace detail

HYPER_INLINE bool is_safe_relative_path(std::string_view path) {
  if (path.empty() || path.size() > longest_safe_path) return false;
  while (true) {
    std::size_t const slash = path.find('/');
    if (!detail::is_safe_segment(path.substr(0, slash))) return false;
    if (slash == std::string_view::npos) return true;
    path.remove_prefix(slash + 1);
  }
}

HYPER_INLINE std::optional<std::string> safe_relative_path(std::string_view encoded) {
  if (encoded.empty() || encoded.size() > longest_safe_path) return std::nullopt;
  std::string path;
  while (true) {
    std::size_t const slash = encoded.find('/');
    auto const segment = decode_percent(encoded.substr(0, slash));
    if (!segment || !detail::is_safe_segment(*segment)) return std::nullopt;
    path += *segment;
    if (slash == std::string_view::npos) return path;
    path += '/';
    encoded.remove_prefix(slash + 1);
  }
}

}  // namespace hyper

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <hyper/config.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace hyper {

/// The path of a file below some folder, from a part of a request's path: "css/a%20b.css" becomes
/// "css/a b.css". It is decoded once, segment by segment, and nothing comes of a path
///
///   with an empty segment, or one that begins with a dot: "..", and hidden files;
///   with a slash, a backslash, a NUL or another control character in a segment, encoded or not;
///   that is malformed, empty, or longer than `longest_safe_path` bytes.
std::optional<std::string> safe_relative_path(std::string_view encoded);

/// The same rules for a path that is not encoded.
bool is_safe_relative_path(std::string_view path);

inline constexpr std::size_t longest_safe_path = 1024;

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/safe_path.ipp>
#endif

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <string>
#include <string_view>

namespace hyper {

/// Appends a text for HTML: `& < > " '` become references, by the numbers that Jinja2 uses. Right
/// between tags and inside quoted attributes; not for URLs, scripts or styles (`tojson` is).
void append_escaped(std::string& out, std::string_view text);

/// Where the first character stands that HTML gives a meaning, or the text's size.
std::size_t find_markup(std::string_view text);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/templates/escape.ipp>
#endif

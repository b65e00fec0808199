// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hyper {

/// Appends one step of a JSON pointer (RFC 6901): a slash and the member's name, in which `~` is
/// written `~0` and `/` is written `~1`.
inline void append_json_pointer(std::string& pointer, std::string_view name) {
  pointer += '/';
  for (char character : name) {
    if (character == '~')
      pointer += "~0";
    else if (character == '/')
      pointer += "~1";
    else
      pointer += character;
  }
}

/// Appends the step to an element of an array.
inline void append_json_pointer(std::string& pointer, std::size_t position) {
  pointer += '/';
  pointer += std::to_string(position);
}

}  // namespace hyper

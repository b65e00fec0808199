// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

/// Bytes as hexadecimal digits, and back: what published vectors are written in.
inline std::string hex(std::string_view bytes) {
  std::string out;
  for (char const c : bytes) {
    auto const byte = static_cast<unsigned char>(c);
    (out += "0123456789abcdef"[byte >> 4]) += "0123456789abcdef"[byte & 15];
  }
  return out;
}

inline std::string unhex(std::string_view digits) {
  std::string out;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
    out += static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16));
  return out;
}

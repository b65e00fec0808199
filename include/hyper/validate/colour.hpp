// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Opt-in: a colour as CSS writes it.

#include <cstdint>
#include <hyper/validate/checked.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace hyper {

namespace rule {

/// A colour as CSS writes it (CSS Color 4, section 5.2): `#rrggbb`, or `#rrggbbaa` with its
/// opacity.
struct colour {
  static constexpr std::uint32_t max_length = 9;
  static constexpr std::string_view sql_pattern = "^#[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?$";

  static constexpr std::optional<problem> check(std::string_view text) {
    bool good = (text.size() == 7 || text.size() == 9) && text[0] == '#';
    for (std::size_t i = 1; good && i < text.size(); ++i) good = digit(text[i]) >= 0;
    if (good) return std::nullopt;
    return problem{"colour", "must be a colour such as #1e90ff"};
  }

  /// The value of a hexadecimal digit, or -1.
  static constexpr int digit(char character) {
    if (character >= '0' && character <= '9') return character - '0';
    if (character >= 'a' && character <= 'f') return character - 'a' + 10;
    return character >= 'A' && character <= 'F' ? character - 'A' + 10 : -1;
  }
};

}  // namespace rule

/// A colour, as text.
using colour = checked<std::string, rule::colour>;

/// The parts of a colour, 0 to 255 each.
struct colour_parts {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
  std::uint8_t opacity = 255;

  friend constexpr bool operator==(colour_parts const&, colour_parts const&) = default;
};

/// Takes a colour apart; an empty one, which no rule has seen, is black.
constexpr colour_parts parts_of(colour const& of) {
  std::string_view const text = of.view();
  auto const part = [text](std::size_t at) {
    return static_cast<std::uint8_t>(rule::colour::digit(text[at]) * 16 +
                                     rule::colour::digit(text[at + 1]));
  };
  if (text.size() < 7) return {};
  return {part(1), part(3), part(5), text.size() == 9 ? part(7) : std::uint8_t{255}};
}

}  // namespace hyper

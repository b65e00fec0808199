// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Opt-in: an international telephone number.

#include <cstdint>
#include <hyper/validate/checked.hpp>
#include <hyper/validate/digits.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace hyper {

namespace rule {

/// An international telephone number (ITU-T E.164, section 6): `+`, a country's code, which begins
/// with no zero, and the number in it; 7 to 15 digits in all and nothing between them. Whether
/// somebody has the number is not known.
struct phone {
  static constexpr std::uint32_t max_length = 16;
  static constexpr std::string_view sql_pattern = "^\\+[1-9][0-9]{6,14}$";

  static constexpr std::optional<problem> check(std::string_view text) {
    bool good = text.size() >= 8 && text.size() <= 16 && text[0] == '+' && text[1] != '0';
    for (std::size_t i = 1; good && i < text.size(); ++i) good = detail::is_digit(text[i]);
    if (good) return std::nullopt;
    return problem{"phone", "must be a telephone number such as +4930123456"};
  }
};

}  // namespace rule

/// A telephone number that can be dialled from anywhere.
using phone = checked<std::string, rule::phone>;

/// A number as people write it, without its blanks, hyphens, points, slashes and parentheses: `+49
/// (30) 123-456` and `0049 30 123456` are `+4930123456`. Nothing when that is none, as of a number
/// without its country.
constexpr std::optional<phone> phone_from_text(std::string_view text) {
  std::string digits;
  for (char const character : text) {
    if (detail::is_digit(character) || (character == '+' && digits.empty()))
      digits += character;
    else if (std::string_view(" -./()\t").find(character) == std::string_view::npos)
      return std::nullopt;
    if (digits.size() > 18) return std::nullopt;
  }
  if (digits.starts_with("00")) digits.replace(0, 2, "+");
  if (rule::phone::check(digits)) return std::nullopt;
  return phone::unchecked(std::move(digits));
}

}  // namespace hyper

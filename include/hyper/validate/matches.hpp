// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/reflect/compile_error.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <hyper/validate/checked.hpp>
#include <hyper/validate/pattern.hpp>
#include <hyper/validate/pattern_parser.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace hyper {

/// Said by the compiler when a pattern cannot be read: the pattern, and how many characters of it
/// were understood.
template <fixed_string Pattern, std::size_t Understood, fixed_string... Advice>
struct pattern_is_not_understood;

namespace rule {

/// All of the text matches a regular expression (its language: validate/pattern.hpp). The time is
/// proportional to the length of the text.
template <fixed_string Pattern>
struct matches {
  static constexpr std::optional<problem> check(std::string_view text) {
    if constexpr (program.error != detail::pattern_program::no_error)
      compile_error<
          pattern_is_not_understood<Pattern, program.error, "see validate/pattern.hpp">>();
    if (detail::pattern_matches(program, text)) return std::nullopt;
    return problem{"pattern", "must have the form " + std::string(Pattern.view())};
  }

 private:
  static constexpr detail::pattern_program program = detail::pattern_parser(Pattern).parse();
};

}  // namespace rule

/// A text in a form: `matches<"[A-Z]{2}-\\d{4}">`.
template <fixed_string Pattern>
using matches = checked<std::string, rule::matches<Pattern>>;

}  // namespace hyper

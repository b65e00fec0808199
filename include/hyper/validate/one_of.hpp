// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <hyper/reflect/fixed_string.hpp>
#include <hyper/validate/checked.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace hyper {

namespace rule {

/// The text is one of these, letter by letter.
template <fixed_string... Choices>
  requires(sizeof...(Choices) > 0)
struct one_of {
  /// In order of declaration.
  static constexpr std::array<std::string_view, sizeof...(Choices)> choices{Choices.view()...};

  static constexpr std::optional<problem> check(std::string_view text) {
    for (std::string_view choice : choices)
      if (choice == text) return std::nullopt;
    return problem{"choice", sentence()};
  }

 private:
  static std::string sentence() {
    std::string out = "must be one of";
    for (std::string_view choice : choices)
      out.append(choice == choices[0] ? " \"" : ", \"").append(choice).append("\"");
    return out;
  }
};

}  // namespace rule

/// A text out of a list: `one_of<"draft", "published">`.
template <fixed_string... Choices>
using one_of = checked<std::string, rule::one_of<Choices...>>;

}  // namespace hyper

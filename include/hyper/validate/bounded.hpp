// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/validate/bounds.hpp>
#include <hyper/validate/checked.hpp>
#include <optional>
#include <string>
#include <type_traits>

namespace hyper {

namespace detail {
/// A bound in words: whole numbers as they are, others without the zeros at their end.
template <class Number>
std::string bound_in_words(Number bound) {
  std::string text = std::to_string(bound);
  if constexpr (std::is_floating_point_v<Number>) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  return text;
}
}  // namespace detail

namespace rule {

/// The number is at least Lowest and at most Highest; a NaN is neither.
template <auto Lowest, auto Highest>
  requires std::is_same_v<decltype(Lowest), decltype(Highest)>
struct between {
  static constexpr std::optional<problem> check(decltype(Lowest) const& value) {
    detail::judge_bounds<Lowest, Highest>();
    if (value >= Lowest && value <= Highest) return std::nullopt;
    return problem{"range", "must be between " + detail::bound_in_words(Lowest) + " and " +
                                detail::bound_in_words(Highest)};
  }
};

}  // namespace rule

/// A number within bounds: `bounded<int, 1, 5>`, `bounded<double, 0.0, 1.0>`.
template <class Number, Number Lowest, Number Highest>
using bounded = checked<Number, rule::between<Lowest, Highest>>;

}  // namespace hyper

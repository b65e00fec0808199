// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/reflect/compile_error.hpp>
#include <hyper/reflect/fixed_string.hpp>

namespace hyper {

/// Said by the compiler when the lowest value of a range is above its highest.
template <auto Lowest, auto Highest, fixed_string... Advice>
struct bounds_are_reversed;

namespace detail {

template <auto Lowest, auto Highest>
constexpr void judge_bounds() {
  if constexpr (!(Lowest <= Highest))
    compile_error<bounds_are_reversed<Lowest, Highest, "the lowest value comes first">>();
}

}  // namespace detail
}  // namespace hyper

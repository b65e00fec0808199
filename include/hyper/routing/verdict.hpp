// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// How a declaration is judged. The verdict is a type: `passed`, or a sentence, an undefined class
// template as in reflect/compile_error.hpp. Judging and saying are two things: a verdict may be
// found in a constant expression, but g++ reports a second error for what is said in one.

#include <cstddef>
#include <hyper/reflect/compile_error.hpp>
#include <type_traits>

namespace hyper::detail {

/// Nothing is wrong.
struct passed {};

template <class Verdict>
inline constexpr bool is_passed = std::is_same_v<Verdict, passed>;

/// The first verdict that is a sentence: a user reads one at a time.
template <class... Verdicts>
struct first_sentence {
  using type = passed;
};
template <class Verdict, class... More>
struct first_sentence<Verdict, More...>
    : std::conditional_t<is_passed<Verdict>, first_sentence<More...>, std::type_identity<Verdict>> {
};

/// Stops the compilation with a sentence. To be called in a function that is no constant
/// expression, and near to what the user has written: each level adds lines to the message.
template <class Verdict>
void say() {
  if constexpr (!is_passed<Verdict>) compile_error<Verdict>();
}

template <std::size_t... Sizes>
struct judged_sizes {};

/// The same for a class that names it in its body: asks for the sizes, which sentences have not.
template <class... Verdicts>
using judged = judged_sizes<sizeof(Verdicts)...>;

}  // namespace hyper::detail

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// How the library speaks to its user through the compiler. A mistake instantiates an undefined
// class template whose name is the reason and whose arguments are the model, the member, the type
// and the advice; both compilers print all of it in the first line of the error.
//
//   template <class Model, fixed_string Member, class Type, fixed_string... Advice>
//   struct member_has_no_sql_type;                                   // never defined
//
//   if constexpr (!ok) {
//     compile_error<member_has_no_sql_type<Model, clipped<name>, Type, "specialise
//     column_traits">>();
//   }
//
// Strings of more than 32 characters are cut by clang: give longer advice in several arguments.

#include <hyper/reflect/fixed_string.hpp>
#include <string_view>

namespace hyper {

/// Stops the compilation with the name of an undefined template as the sentence.
template <class Sentence>
constexpr void compile_error() {
  static_cast<void>(sizeof(Sentence));
}

/// A text held by a tag type, cut to the 32 characters that both compilers print.
template <auto const& Text>
inline constexpr auto clipped =
    to_fixed_string<(std::string_view(Text).size() < 32 ? std::string_view(Text).size() : 32)>(
        Text);

}  // namespace hyper

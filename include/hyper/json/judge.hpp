// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Judges what is to be written or read before any constant depends on it, so that a mistake is one
// error whose first line says everything.

#include <array>
#include <cstddef>
#include <hyper/json/kind.hpp>
#include <hyper/reflect/compile_error.hpp>
#include <hyper/reflect/members.hpp>
#include <initializer_list>
#include <type_traits>
#include <utility>

namespace hyper {

/// Said by the compiler when a member has no JSON form.
template <class Struct, fixed_string Member, class Type, fixed_string... Advice>
struct member_has_no_json_form;

/// Said by the compiler when a type has no JSON form.
template <class Type, fixed_string... Advice>
struct type_has_no_json_form;

/// Said by the compiler when a struct that is to be read has a member that cannot be filled: it
/// only looks at text that somebody else owns, or its JSON form is written by hand.
template <class Struct, fixed_string Member, class Type, fixed_string... Advice>
struct member_cannot_be_read;

/// Said by the compiler when a type cannot be filled from JSON.
template <class Type, fixed_string... Advice>
struct type_cannot_be_read;

namespace detail {

struct json_without_members {};

template <class T>
consteval auto find_json_struct() {
  constexpr json_kind kind = json_kind_of<T>;
  if constexpr (json_kind_holds_another(kind))
    return find_json_struct<json_inside<T>>();
  else if constexpr (kind == json_kind::structure)
    return std::type_identity<T>();
  else
    return std::type_identity<json_without_members>();
}

/// The struct within a type: that of the elements, of the optional, under the rule. An empty one
/// stands for none.
template <class T>
using json_struct_in = typename decltype(find_json_struct<T>())::type;

template <bool Reading, class T>
inline constexpr bool json_allows = Reading ? json_readable<T> : json_writable<T>;

consteval std::size_t find_first_false(std::initializer_list<bool> answers) {
  std::size_t position = 0;
  for (bool answer : answers) {
    if (!answer) break;
    ++position;
  }
  return position;
}

template <bool Reading, class T, std::size_t... I>
consteval std::size_t find_bad_member(std::index_sequence<I...>) {
  return find_first_false({json_allows<Reading, member_type<T, I>>...});
}

template <bool Reading, class T>
void judge_json();

template <bool Reading, class T, std::size_t... I>
consteval auto list_json_judges(std::index_sequence<I...>) {
  return std::array<void (*)(), sizeof...(I)>{
      &judge_json<Reading, json_struct_in<member_type<T, I>>>...};
}

/// Judges each member of a struct, and of the structs within it. Only its instantiation matters: it
/// is never called, since a struct may hold itself.
template <bool Reading, class T>
void judge_json() {
  constexpr auto all = std::make_index_sequence<member_count<T>>{};
  constexpr std::size_t bad = find_bad_member<Reading, T>(all);
  if constexpr (bad == member_count<T>) {
    static constexpr auto judges = list_json_judges<Reading, T>(all);
    static_cast<void>(judges);
  } else if constexpr (Reading) {
    compile_error<member_cannot_be_read<T, clipped<member_names<T>[bad]>, member_type<T, bad>,
                                        "make it own its content, or", "leave it out">>();
  } else {
    compile_error<member_has_no_json_form<T, clipped<member_names<T>[bad]>, member_type<T, bad>,
                                          "make it an aggregate struct, or",
                                          "specialise json_traits for it">>();
  }
}

}  // namespace detail
}  // namespace hyper

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private to reflect/members.hpp: how many members an aggregate has. PFR counts too, but asks first
// whether the struct takes eight values for each of its bytes; with structs of a common size that
// was half of the time that their JSON and SQL took to compile.

#include <cstddef>
#include <exception>
#include <type_traits>
#include <utility>

namespace hyper::detail {

/// Converts to whatever a member wants: a reference where the member can be copied, else a value.
/// Only asked whether it would, but a compiler may look into a constructor that takes it: it has
/// bodies.
template <bool Copied>
struct anything {
  template <class Member>
  constexpr operator Member&() const& noexcept {
    std::terminate();
  }
  template <class Member>
  constexpr operator Member&() const&& noexcept {
    std::terminate();
  }
};
template <>
struct anything<false> {
  template <class Member>
  constexpr operator Member() const&& noexcept {
    std::terminate();
  }
};

/// Converts to a base of T and to nothing else.
template <class T>
struct any_base {
  template <class Base>
    requires(std::is_base_of_v<Base, T> && !std::is_same_v<Base, T>)
  constexpr operator Base() const noexcept {
    std::terminate();
  }
};
/// Whether the aggregate inherits from another type.
template <class T>
constexpr bool has_base() {
  return requires { T{any_base<T>{}}; };
}

template <bool Copied, std::size_t>
using anything_at = anything<Copied>;

/// Whether braces with as many values as there are in `I` make a T.
template <class T, std::size_t... I>
constexpr bool takes_values(std::index_sequence<I...>) {
  return requires { T{anything_at<std::is_copy_constructible_v<T>, I>{}...}; };
}

/// Whether braces with so many values make a T.
template <class T, std::size_t Count>
constexpr bool takes_values() {
  return takes_values<T>(std::make_index_sequence<Count>{});
}

/// The largest count that is taken, where `Low` is taken and `High` is not.
template <class T, std::size_t Low, std::size_t High>
constexpr std::size_t bisect_count() {
  if constexpr (Low + 1 == High)
    return Low;
  else if constexpr (constexpr std::size_t middle = (Low + High) / 2; takes_values<T, middle>())
    return bisect_count<T, middle, High>();
  else
    return bisect_count<T, Low, middle>();
}

/// Doubles until a count is refused.
template <class T, std::size_t Taken, std::size_t Tried>
constexpr std::size_t double_count() {
  if constexpr (takes_values<T, Tried>())
    return double_count<T, Tried, 2 * Tried>();
  else
    return bisect_count<T, Taken, Tried>();
}

/// A member without a default value refuses every count that leaves it out: the counts are tried
/// one by one, up to one for each byte.
template <class T, std::size_t Tried>
constexpr std::size_t first_count() {
  if constexpr (takes_values<T, Tried>())
    return double_count<T, Tried, Tried + 1>();
  else if constexpr (Tried < sizeof(T))
    return first_count<T, Tried + 1>();
  else
    return 0;
}

/// How many members an aggregate without bases has.
template <class T>
constexpr std::size_t count_aggregate() {
  if constexpr (takes_values<T, 0>())
    return double_count<T, 0, 4>();
  else
    return first_count<T, 1>();
}

template <class T, std::size_t... I>
constexpr bool takes_in_parentheses(std::index_sequence<I...>) {
  return requires { T(anything_at<std::is_copy_constructible_v<T>, I>{}...); };
}

/// Whether a member of the aggregate is an array: its elements were counted one by one then. In
/// parentheses a value is for a whole member, so arrays refuse it.
template <class T, std::size_t Count>
constexpr bool has_array_member() {
  return Count > 1 && !takes_in_parentheses<T>(std::make_index_sequence<Count>{});
}

}  // namespace hyper::detail

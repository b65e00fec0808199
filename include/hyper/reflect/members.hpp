// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The only place that knows how the members of a struct are found. Aggregates are taken apart by
// Boost.PFR; types that are not aggregates join through `adapted_members` (reflect/adapted.hpp).
// PFR 1.81 knows no names, so those are read off the compiler's spelling of a member's address.

#include <array>
#include <boost/pfr/core.hpp>
#include <cstddef>
#include <hyper/reflect/compile_error.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <string_view>
#include <type_traits>
#include <utility>

namespace hyper {

/// Specialise (or include `reflect/adapted.hpp`, which does it for Hana) to give a type that is not
/// an aggregate its members: `static constexpr std::size_t count`, `static constexpr
/// std::array<std::string_view, count> names`, `template <size_t I> static constexpr auto& get(T&)`
/// and the same for `T const&`.
template <class T>
struct adapted_members {};

/// A type whose members are given by `adapted_members`.
template <class T>
concept adapted = requires { adapted_members<std::remove_cv_t<T>>::count; };

/// A type whose members can be listed: a plain aggregate struct, or an adapted type.
template <class T>
concept reflectable = adapted<T> || (std::is_class_v<T> && std::is_aggregate_v<T> &&
                                     !std::is_union_v<T> && !requires { typename T::value_type; });

/// Said by the compiler when the members of a type are to be visited that has none to show.
template <class Type, fixed_string... Advice>
struct type_has_no_members;

namespace detail {

// Never defined and never read: only addresses of its members are spelled out by the compiler.
template <class T>
struct member_probe {
  T const object;
};
#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-var-template"
#pragma clang diagnostic ignored "-Wundefined-internal"
#endif
template <class T>
extern const member_probe<T> probe_of;

template <class Member>
struct member_address {
  Member const* address;
};
template <class Member>
member_address(Member const*) -> member_address<Member>;

template <auto Address>
consteval std::string_view member_spelling() {
  return __PRETTY_FUNCTION__;
}

/// Cuts the member's name out of `… post::title)}…` (g++) or `… object.title}]` (clang).
consteval std::string_view cut_member_name(std::string_view spelling) {
#if defined(__clang__)
  std::size_t const end = spelling.rfind('}');
#else
  std::size_t const end = spelling.rfind(")}");
#endif
  std::size_t begin = end;
  while (begin > 0 && spelling[begin - 1] != ':' && spelling[begin - 1] != '.') --begin;
  return spelling.substr(begin, end - begin);
}

template <class T, std::size_t... I>
consteval std::array<std::string_view, sizeof...(I)> read_member_names(std::index_sequence<I...>) {
  return {cut_member_name(
      member_spelling<member_address{&boost::pfr::get<I>(probe_of<T>.object)}>())...};
}
#if defined(__clang__)
#pragma clang diagnostic pop
#endif

template <class T>
consteval std::size_t count_members() {
  if constexpr (adapted<T>)
    return adapted_members<T>::count;
  else
    return boost::pfr::tuple_size_v<T>;
}

template <class T>
consteval auto list_member_names() {
  if constexpr (adapted<T>)
    return adapted_members<T>::names;
  else
    return read_member_names<T>(std::make_index_sequence<count_members<T>()>{});
}

}  // namespace detail

/// How many members the struct has.
template <class T>
inline constexpr std::size_t member_count = detail::count_members<std::remove_cv_t<T>>();

/// The members' names in order of declaration.
template <class T>
inline constexpr std::array<std::string_view, member_count<T>> member_names =
    detail::list_member_names<std::remove_cv_t<T>>();

/// The member at a position, as a reference that keeps the object's constness.
template <std::size_t Index, class T>
constexpr auto& member(T& object) {
  if constexpr (adapted<T>)
    return adapted_members<std::remove_cv_t<T>>::template get<Index>(object);
  else
    return boost::pfr::get<Index>(object);
}

/// The declared type of the member at a position.
template <class T, std::size_t Index>
using member_type = std::remove_cvref_t<decltype(member<Index>(std::declval<T&>()))>;

/// What `member_index` answers for a name that the struct has not.
inline constexpr std::size_t no_member = static_cast<std::size_t>(-1);

/// The position of the member with this name, or `no_member`.
template <class T>
constexpr std::size_t member_index(std::string_view name) {
  for (std::size_t i = 0; i < member_count<T>; ++i)
    if (member_names<T>[i] == name) return i;
  return no_member;
}

/// Calls `visit(members…)` once with all members as references: one instantiation for a struct.
template <class T, class Visitor>
constexpr decltype(auto) with_members(T& object, Visitor&& visit) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) -> decltype(auto) {
    return std::forward<Visitor>(visit)(member<I>(object)...);
  }(std::make_index_sequence<member_count<T>>{});
}

/// Calls `visit(name, member)` for each member in order of declaration.
template <class T, class Visitor>
constexpr void for_each_member(T& object, Visitor&& visit) {
  if constexpr (!reflectable<T>) {
    compile_error<
        type_has_no_members<T, "make it an aggregate struct, or", "specialise adapted_members">>();
  } else {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      int const order[] = {0,
                           (static_cast<void>(visit(member_names<T>[I], member<I>(object))), 0)...};
      static_cast<void>(order);
    }(std::make_index_sequence<member_count<T>>{});
  }
}

}  // namespace hyper

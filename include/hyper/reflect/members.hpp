// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The only place that knows how the members of a struct are found. Aggregates are taken apart by
// structured bindings, large ones by Boost.PFR; types that are not aggregates join through
// `adapted_members` (reflect/adapted.hpp). Names are read off the compiler's spelling of a member's
// address: PFR 1.81 knows none.

#include <array>
#include <cstddef>
#include <hyper/reflect/bind_members.hpp>
#include <hyper/reflect/compile_error.hpp>
#include <hyper/reflect/count_members.hpp>
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

/// A type whose members can be listed: an aggregate struct without bases, or an adapted type.
template <class T>
concept reflectable = adapted<T> || (std::is_class_v<T> && std::is_aggregate_v<T> &&
                                     !std::is_union_v<T> && !requires { typename T::value_type; } &&
                                     !detail::has_base<std::remove_cv_t<T>>());

/// Said by the compiler when the members of a type are to be visited that has none to show.
template <class Type, fixed_string... Advice>
struct type_has_no_members;

/// Said by the compiler when one of the members is an array of the language, which has no value.
template <class Type, fixed_string... Advice>
struct member_is_an_array;

namespace detail {

/// The address of one member, as a base of `member_slots`: found by its position alone.
template <std::size_t Index, class Member>
struct member_slot {
  Member* address;
};
template <class Sequence, class... Member>
struct member_slots;
template <std::size_t... I, class... Member>
struct member_slots<std::index_sequence<I...>, Member...> : member_slot<I, Member>... {};

/// Where the members of an aggregate are. The builtin is std::addressof without <memory>, half of
/// which is streams.
template <class T>
constexpr auto slots_of(T& object) {
  constexpr std::size_t count = count_aggregate<std::remove_cv_t<T>>();
  return bind_members<count>(object, []<class... Member>(Member&... members) {
    return member_slots<std::index_sequence_for<Member...>, Member...>{
        {__builtin_addressof(members)}...};
  });
}

template <std::size_t Index, class Member>
constexpr Member& pick_member(member_slot<Index, Member> const& slot) {
  return *slot.address;
}

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

/// Where all members are, of a type that a template can take.
template <std::size_t Count>
struct member_addresses {
  void const* all[Count];
};
template <std::size_t... I, class... Member>
consteval member_addresses<sizeof...(I)> addresses_in(
    member_slots<std::index_sequence<I...>, Member...> const& slots) {
  return {{static_cast<member_slot<I, Member> const&>(slots).address...}};
}

/// All in one spelling: to have each member spelled by itself took three times as long.
template <auto Addresses>
consteval std::string_view members_spelling() {
  return __PRETTY_FUNCTION__;
}

/// Cuts the names out of `…{((const void*)(& … object.post::id)), ((const void*)(& …
/// object.post::title))}}…` (g++) or `…{{&probe_of.object.id, &probe_of.object.title}}…` (clang),
/// the last one first: what stands before an address may hold anything that a type may.
template <std::size_t Count>
consteval std::array<std::string_view, Count> cut_member_names(std::string_view spelling) {
#if defined(__clang__)
  constexpr char behind_name = ',', before_address = ' ';
  constexpr std::size_t behind_cast = 0;
#else
  constexpr char behind_name = ')', before_address = '(';
  constexpr std::size_t behind_cast = 2;
#endif
  std::array<std::string_view, Count> names;
  char const* const text = spelling.data();
  std::size_t at = spelling.size();
  while (text[at - 1] != '}' || text[at - 2] != '}') --at;
  for (std::size_t which = Count; which-- > 0;) {
    while (text[at - 1] == '}' || text[at - 1] == behind_name) --at;
    std::size_t const end = at;
    while (text[at - 1] != ':' && text[at - 1] != '.') --at;
    names[which] = spelling.substr(at, end - at);
    if (which == 0) break;
    while (text[at] != '&' || text[at - 1] != before_address || text[at - 2] != behind_name) --at;
    at -= behind_cast;
    while (text[at - 1] != behind_name) --at;
  }
  return names;
}

template <class T>
consteval std::size_t count_members() {
  if constexpr (adapted<T>)
    return adapted_members<T>::count;
  else {
    constexpr std::size_t count = count_aggregate<T>();
    if constexpr (has_array_member<T, count>()) {
      static_cast<void>(&compile_error<member_is_an_array<T, "use std::array", "in its place">>);
      return std::size_t{0};  // nothing is taken apart into too many members
    } else {
      return count;
    }
  }
}

template <class T, std::size_t Count>
consteval std::array<std::string_view, Count> spell_members() {
  if constexpr (Count == 0)
    return {};
  else {
    constexpr auto addresses = addresses_in(slots_of(probe_of<T>.object));
    return cut_member_names<Count>(members_spelling<addresses>());
  }
}
template <class T>
consteval auto list_member_names() {
  if constexpr (adapted<T>)
    return adapted_members<T>::names;
  else
    return spell_members<T, count_members<T>()>();
}
#if defined(__clang__)
#pragma clang diagnostic pop
#endif

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
    return detail::pick_member<Index>(detail::slots_of(object));
}

namespace detail {

// Not by way of `member`, whose body would be made for each member of each struct.
template <class T, std::size_t Index>
struct find_member_type {
  using type = decltype(pick_member<Index>(slots_of(std::declval<T&>())));
};
template <adapted T, std::size_t Index>
struct find_member_type<T, Index> {
  using type = decltype(member<Index>(std::declval<T&>()));
};

}  // namespace detail

/// The declared type of the member at a position.
template <class T, std::size_t Index>
using member_type = std::remove_cvref_t<typename detail::find_member_type<T, Index>::type>;

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
  if constexpr (adapted<T>)
    return [&]<std::size_t... I>(std::index_sequence<I...>) -> decltype(auto) {
      return visit(member<I>(object)...);
    }(std::make_index_sequence<member_count<T>>{});
  else
    return detail::bind_members<member_count<T>>(object, visit);
}

/// Calls `visit(name, member)` for each member in order of declaration.
template <class T, class Visitor>
constexpr void for_each_member(T& object, Visitor&& visit) {
  if constexpr (!reflectable<T>) {
    compile_error<
        type_has_no_members<T, "make it an aggregate struct, or", "specialise adapted_members">>();
  } else {
    with_members(object, [&visit](auto&... member) {
      auto name = member_names<T>.begin();
      int const order[] = {0, (static_cast<void>(visit(*name++, member)), 0)...};
      static_cast<void>(order);
      static_cast<void>(name);
    });
  }
}

}  // namespace hyper

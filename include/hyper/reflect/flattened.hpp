// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Opt-in: structs that lend their members to others, as Django's abstract models do.

#include <array>
#include <cstddef>
#include <hyper/reflect/fixed_string.hpp>
#include <hyper/reflect/members.hpp>
#include <string_view>
#include <type_traits>

namespace hyper {

/// The members of the struct's member of this name stand in its place.
template <fixed_string Name>
struct members_of {
  static constexpr std::string_view name = Name.view();
  static constexpr bool prefixed = false;
};

/// … with its name and `_` in front of theirs.
template <fixed_string Name>
struct prefixed_members_of {
  static constexpr std::string_view name = Name.view();
  static constexpr bool prefixed = true;
};

/// Said by the compiler when a struct has no such member, or one without members.
template <class Type, fixed_string Member, fixed_string... Advice>
struct member_has_no_members;

/// Said by the compiler when two of the members would have one name.
template <class Type, fixed_string Member, fixed_string... Advice>
struct member_name_is_there_twice;

namespace detail {

inline constexpr std::size_t whole_member = static_cast<std::size_t>(-1);

/// Where a flattened member is: in which member of the struct, and which of its members.
struct flattened_place {
  std::size_t outer = 0;
  std::size_t inner = whole_member;
};

/// The parts that are named, as data.
struct flattened_part {
  std::string_view name;
  bool prefixed = false;
};

template <class T, std::size_t Outer>
using outer_type = std::remove_cvref_t<decltype(pick_member<Outer>(slots_of(std::declval<T&>())))>;

template <class T, class... Parts>
struct flattening {
  static constexpr std::size_t outer_count = count_aggregate<T>();
  static constexpr auto outer_names = spell_members<T, outer_count>();
  static constexpr flattened_part parts[] = {{Parts::name, Parts::prefixed}...};

  /// The part that names the member, or how many parts there are.
  static consteval std::size_t part_at(std::size_t outer) {
    std::size_t at = 0;
    while (at < sizeof...(Parts) && parts[at].name != outer_names[outer]) ++at;
    return at;
  }
  /// How many members it lends; 0 when it stands as it is.
  template <std::size_t Outer>
  static consteval std::size_t lent() {
    if constexpr (part_at(Outer) != sizeof...(Parts) && reflectable<outer_type<T, Outer>>)
      return member_count<outer_type<T, Outer>>;
    else
      return 0;
  }
  template <std::size_t... Outer>
  static consteval std::array<std::size_t, outer_count> list_lent(std::index_sequence<Outer...>) {
    return {lent<Outer>()...};
  }
  static constexpr auto lending = list_lent(std::make_index_sequence<outer_count>{});

  static consteval std::size_t count_all() {
    std::size_t all = 0;
    for (std::size_t const each : lending) all += each == 0 ? 1 : each;
    return all;
  }
  static constexpr std::size_t count = count_all();

  static consteval std::array<flattened_place, count> place_all() {
    std::array<flattened_place, count> all;
    std::size_t at = 0;
    for (std::size_t outer = 0; outer < outer_count; ++outer) {
      if (lending[outer] == 0) all[at++] = {outer, whole_member};
      for (std::size_t i = 0; i < lending[outer]; ++i) all[at++] = {outer, i};
    }
    return all;
  }
  static constexpr auto places = place_all();

  /// The characters in front of a name.
  static consteval std::size_t prefix_size(flattened_place where) {
    bool const prefixed = where.inner != whole_member && parts[part_at(where.outer)].prefixed;
    return prefixed ? outer_names[where.outer].size() + 1 : 0;
  }
  template <std::size_t I>
  static consteval std::string_view last_name() {
    if constexpr (places[I].inner == whole_member)
      return outer_names[places[I].outer];
    else
      return member_names<outer_type<T, places[I].outer>>[places[I].inner];
  }
  template <std::size_t I>
  static consteval auto write_name() {
    constexpr std::size_t front = prefix_size(places[I]);
    fixed_string<front + last_name<I>().size() + 1> made;
    std::size_t at = 0;
    for (; at + 1 < front; ++at) made.characters[at] = outer_names[places[I].outer][at];
    if (front != 0) made.characters[at++] = '_';
    for (char const c : last_name<I>()) made.characters[at++] = c;
    return made;
  }
  template <std::size_t I>
  static constexpr auto name = write_name<I>();
  template <std::size_t... I>
  static constexpr std::array<std::string_view, count> list_names(std::index_sequence<I...>) {
    return {name<I>.view()...};
  }

  template <class Part>
  static consteval std::size_t find() {
    for (std::size_t i = 0; i < outer_count; ++i)
      if (outer_names[i] == Part::name) return i;
    return whole_member;
  }
  template <class Part>
  static consteval bool check() {
    if constexpr (find<Part>() == whole_member)
      return false;
    else
      return reflectable<outer_type<T, find<Part>()>>;
  }
};

}  // namespace detail

/// Gives a struct the members of its members, in its own struct's place and order: in JSON, in
/// forms, and as columns of a model. Behind the struct, where all can see it:
///   template <> struct hyper::adapted_members<post> : hyper::flattened<post, members_of<"stamps">>
///   {};
/// In C++ they stay where they are: `post.stamps.created`.
template <class T, class... Parts>
struct flattened {
 private:
  using shape = detail::flattening<T, Parts...>;
  template <class Part>
  static consteval bool judge() {
    using sentence =
        member_has_no_members<T, to_fixed_string<Part::name.size()>(Part::name),
                              "name a member of the struct that is", "a struct itself">;
    if constexpr (!shape::template check<Part>()) static_cast<void>(&compile_error<sentence>);
    return true;
  }
  static_assert((judge<Parts>() && ...));

 public:
  static constexpr std::size_t count = shape::count;
  static constexpr std::array<std::string_view, count> names =
      shape::list_names(std::make_index_sequence<count>{});

 private:
  static consteval std::string_view find_twice() {
    for (std::size_t i = 0; i < count; ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (names[i] == names[j]) return names[i];
    return {};
  }
  static constexpr std::string_view twice = find_twice();
  static consteval bool judge_names() {
    using sentence = member_name_is_there_twice<T, to_fixed_string<twice.size()>(twice),
                                                "name its struct by", "prefixed_members_of">;
    if constexpr (!twice.empty()) static_cast<void>(&compile_error<sentence>);
    return true;
  }
  static_assert(judge_names());

 public:
  template <std::size_t Index, class Object>
  static constexpr auto& get(Object& object) {
    constexpr detail::flattened_place place = shape::places[Index];
    auto& outer = detail::pick_member<place.outer>(detail::slots_of(object));
    if constexpr (place.inner == detail::whole_member)
      return outer;
    else
      return member<place.inner>(outer);
  }
};

}  // namespace hyper

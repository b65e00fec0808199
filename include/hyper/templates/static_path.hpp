// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private, for render.hpp: which member of which variable `a.b.c` is. What the compiler needs to
// know of the context's types is data, made once for each type; a path is then found by a plain
// function, and nothing is instantiated for the nodes of the template.

#include <hyper/templates/static_value.hpp>

namespace hyper::detail {

/// A struct whose members the compiler can look up.
template <class T>
concept static_struct = reflectable<T> && !viewed_as_text<T> && !map_like<T> && !sequence_like<T> &&
                        !optional_like<T> && !text_value<T>;

/// The members of a type; none, if it is no such struct.
struct static_type {
  std::string_view const* names = nullptr;
  static_type const* const* types = nullptr;
  std::size_t count = 0;

  constexpr int find(std::string_view name) const {
    for (std::size_t i = 0; i < count; ++i)
      if (same_word(names[i], name)) return static_cast<int>(i);
    return -1;
  }
};

template <class T>
constexpr static_type describe_type();
template <class T>
inline constexpr static_type described_type = describe_type<T>();
template <class T, class Sequence>
struct described_members;
template <class T, std::size_t... I>
struct described_members<T, std::index_sequence<I...>> {
  static constexpr static_type const* all[] = {&described_type<
      shown_type<std::remove_cvref_t<decltype(member<I>(std::declval<T const&>()))>>>...};
};
template <class T>
constexpr static_type describe_type() {
  if constexpr (static_struct<T> && !std::is_empty_v<T>)
    return {member_names<T>.data(),
            described_members<T, std::make_index_sequence<member_count<T>>>::all, member_count<T>};
  else
    return {};
}

/// Where a name is held: how many scopes out, and what the compiler knows of its type. `member` is
/// its position in the struct that the scope holds, or -1 if the scope holds the value itself.
/// Whether there is a type is said beside it: g++ 12 compares no address of a constant under
/// -fsanitize=null (GCC bug 71962).
struct name_place {
  int steps = -1;
  static_type const* type = nullptr;
  int member = -1;
  bool typed = false;

  constexpr name_place from_inside() const {
    return steps < 0 ? *this : name_place{steps + 1, type, member, typed};
  }
};
template <class Struct>
constexpr name_place find_variable(std::string_view name) {
  constexpr static_type const& type = described_type<Struct>;
  int const at = type.find(name);
  return at < 0 ? name_place{} : name_place{0, type.types[at], at, true};
}

/// A path as one number, so that it is short as a template argument: how many scopes out, how many
/// members, and the position of each, a byte each.
using member_path = std::int64_t;
inline constexpr member_path no_path = -1;
inline constexpr int longest_path = 5;

constexpr int path_steps(member_path path) { return static_cast<int>(path & 255); }
constexpr int path_length(member_path path) { return static_cast<int>(path >> 8 & 255); }
constexpr member_path path_members(member_path path) { return path >> 16; }

/// The path that a node spells, if each part is a member that the compiler can look up.
constexpr member_path find_path(tree_view const& tree, std::int32_t node,
                                name_place (*locate)(std::string_view)) {
  std::int32_t parts[longest_path]{};
  int count = 0;
  while (tree[node].kind == node_kind::attribute) {
    if (count == longest_path - 1) return no_path;
    parts[count++] = node;
    node = tree[node].a;
  }
  if (tree[node].kind != node_kind::name) return no_path;
  name_place const place = locate(tree.view(node));
  if (!place.typed || place.steps > 255) return no_path;
  member_path members = 0;
  int length = 0;
  auto const add = [&](int member) { members |= static_cast<member_path>(member) << 8 * length++; };
  if (place.member >= 0) add(place.member);
  static_type const* type = place.type;
  while (count-- > 0) {
    int const at = type->find(tree.view(parts[count]));
    if (at < 0 || at > 255) return no_path;
    type = type->types[at];
    add(at);
  }
  return place.member > 255 ? no_path : place.steps | length << 8 | members << 16;
}

/// The member of a member… of an object.
template <member_path Members, int Length, class T>
[[gnu::always_inline]] constexpr auto const& follow_members(T const& object) {
  if constexpr (Length == 0)
    return object;
  else
    return follow_members<(Members >> 8), Length - 1>(
        std::as_const(member<static_cast<std::size_t>(Members & 255)>(shown_value(object))));
}

}  // namespace hyper::detail

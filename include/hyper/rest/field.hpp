// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private to rest/serializer.hpp: follows a dotted name from a model to a value.

#include <array>
#include <concepts>
#include <cstddef>
#include <hyper/json/kind.hpp>
#include <hyper/reflect/edit_distance.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <hyper/reflect/members.hpp>
#include <string_view>
#include <type_traits>
#include <utility>

namespace hyper::detail {

/// How many objects a field may stand in.
inline constexpr std::size_t most_field_levels = 4;

/// A dotted name in its parts.
struct field_name {
  std::array<std::string_view, most_field_levels + 1> parts{};
  std::size_t count = 0;  ///< one too many when there are more levels than may be

  constexpr std::size_t levels() const { return count - 1; }
};

constexpr field_name split_field(std::string_view text) {
  field_name made;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i != text.size() && text[i] != '.') continue;
    if (made.count < made.parts.size()) made.parts[made.count] = text.substr(begin, i - begin);
    ++made.count;
    begin = i + 1;
  }
  return made;
}

template <fixed_string Name>
inline constexpr field_name field_parts = split_field(Name.view());

/// What leads to another object: a relation, an optional, or a pointer-like value of that kind.
template <class T>
concept field_pointer = !reflectable<T> && requires(T const& object) {
  *object;
  requires reflectable<std::remove_cvref_t<decltype(*object)>>;
};

template <class T>
decltype(auto) field_target(T const& object) {
  if constexpr (field_pointer<T>)
    return *object;
  else
    return (object);
}
template <class T>
using field_target_type = std::remove_cvref_t<decltype(field_target(std::declval<T const&>()))>;

/// Whether there is an object to write, or null.
template <class T>
bool is_field_present(T const& object) {
  if constexpr (requires { object.has_value(); })
    return object.has_value();
  else
    return true;
}

/// The type that the first parts of a name lead to; void when one of them is not there.
template <class Model, fixed_string Name, std::size_t Parts>
consteval auto find_field_type() {
  if constexpr (Parts == 0) {
    return std::type_identity<Model>();
  } else {
    using outer = typename decltype(find_field_type<Model, Name, Parts - 1>())::type;
    if constexpr (std::is_void_v<outer>) {
      return std::type_identity<void>();
    } else {
      using object = field_target_type<outer>;
      if constexpr (!reflectable<object>) {
        return std::type_identity<void>();
      } else {
        constexpr std::size_t at = member_index<object>(field_parts<Name>.parts[Parts - 1]);
        if constexpr (at == no_member)
          return std::type_identity<void>();
        else
          return std::type_identity<member_type<object, at>>();
      }
    }
  }
}
template <class Model, fixed_string Name, std::size_t Parts>
using field_type = typename decltype(find_field_type<Model, Name, Parts>())::type;

template <class Model, fixed_string Name>
constexpr bool has_field() {
  if constexpr (field_parts<Name>.count > field_parts<Name>.parts.size())
    return false;
  else
    return !std::is_void_v<field_type<Model, Name, field_parts<Name>.count>>;
}

/// What the first parts of a name lead to.
template <fixed_string Name, std::size_t Parts, class Model>
auto const& field_at(Model const& object) {
  if constexpr (Parts == 0) {
    return object;
  } else {
    auto const& outer = field_target(field_at<Name, Parts - 1>(object));
    using type = std::remove_cvref_t<decltype(outer)>;
    return member<member_index<type>(field_parts<Name>.parts[Parts - 1])>(outer);
  }
}

/// The part of a name that is not there, or comes first when all are.
template <class Model, fixed_string Name, std::size_t Parts = 1>
constexpr std::size_t first_wrong_part() {
  if constexpr (Parts >= field_parts<Name>.count || Parts > most_field_levels)
    return Parts;
  else if constexpr (std::is_void_v<field_type<Model, Name, Parts>>)
    return Parts;
  else
    return first_wrong_part<Model, Name, Parts + 1>();
}

/// The member that was probably meant; empty when none is like it.
template <class Model, fixed_string Name>
consteval std::string_view nearest_field() {
  constexpr std::size_t wrong = first_wrong_part<Model, Name>();
  using outer = field_target_type<field_type<Model, Name, wrong - 1>>;
  std::string_view nearest;
  if constexpr (reflectable<outer> && wrong <= most_field_levels + 1) {
    std::size_t least = 4;  // more wrong letters than three are another word
    for (std::string_view const each : member_names<outer>) {
      std::size_t const distance = edit_distance(each, field_parts<Name>.parts[wrong - 1]);
      if (distance < least) {
        least = distance;
        nearest = each;
      }
    }
  }
  return nearest;
}
template <class Model, fixed_string Name>
inline constexpr std::string_view nearest_field_name = nearest_field<Model, Name>();

}  // namespace hyper::detail

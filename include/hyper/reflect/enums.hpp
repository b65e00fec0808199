// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

namespace hyper {

/// Specialise to widen or narrow the values in which enumerators are looked for.
template <class Enum>
struct enum_traits {
  static constexpr int lowest = std::is_signed_v<std::underlying_type_t<Enum>> ? -16 : 0;
  static constexpr int highest = 111;
};

/// One enumerator: its value and its name.
template <class Enum>
struct enum_entry {
  Enum value;
  std::string_view name;
};

namespace detail {

template <auto... Values>
consteval std::string_view enumerator_spelling() {
  return __PRETTY_FUNCTION__;
}

/// What follows the last scope. A value without an enumerator is spelled as a cast, `(colour)7`,
/// which leaves a digit or a closing bracket. Scopes may hold brackets, `(anonymous namespace)::`.
constexpr std::string_view enumerator_name(std::string_view spelled) {
  while (!spelled.empty() && spelled.front() == ' ') spelled.remove_prefix(1);
  std::size_t const scope = spelled.rfind("::");
  if (scope != std::string_view::npos) spelled.remove_prefix(scope + 2);
  bool const cast = spelled.find(')') != std::string_view::npos;
  if (spelled.empty() || cast || (spelled.front() >= '0' && spelled.front() <= '9')) return {};
  return spelled;
}

/// All candidates are spelled by one instantiation; reading one each costs eight times as much.
template <class Enum, std::size_t... I>
consteval auto read_enumerators(std::index_sequence<I...>) {
  constexpr int lowest = enum_traits<Enum>::lowest;
  std::array<std::string_view, sizeof...(I)> names{};
  std::string_view spelled =
      enumerator_spelling<static_cast<Enum>(lowest + static_cast<int>(I))...>();
  // g++ writes "auto ...Values = {a, b, (e)2}; …", clang "Values = <a, b, (e)2>]".
#if defined(__clang__)
  std::size_t at = spelled.find("Values = <") + 10;
  char const close = '>';
#else
  std::size_t at = spelled.find("Values = {") + 10;
  char const close = '}';
#endif
  for (std::size_t i = 0; i < sizeof...(I); ++i) {
    std::size_t end = at;
    for (int depth = 0; depth > 0 || (spelled[end] != ',' && spelled[end] != close); ++end) {
      if (spelled[end] == '(' || spelled[end] == '<') ++depth;
      if (spelled[end] == ')' || spelled[end] == '>') --depth;
    }
    names[i] = enumerator_name(spelled.substr(at, end - at));
    at = end + 1;
  }
  return names;
}

template <class Enum>
inline constexpr auto enumerator_candidates =
    read_enumerators<Enum>(std::make_index_sequence<static_cast<std::size_t>(
                               enum_traits<Enum>::highest - enum_traits<Enum>::lowest + 1)>{});

template <class Enum>
consteval std::size_t count_enumerators() {
  std::size_t count = 0;
  for (std::string_view name : enumerator_candidates<Enum>)
    if (!name.empty()) ++count;
  return count;
}

template <class Enum>
consteval auto list_enumerators() {
  std::array<enum_entry<Enum>, count_enumerators<Enum>()> entries{};
  std::size_t used = 0;
  int value = enum_traits<Enum>::lowest;
  for (std::string_view name : enumerator_candidates<Enum>) {
    if (!name.empty()) entries[used++] = {static_cast<Enum>(value), name};
    ++value;
  }
  return entries;
}

}  // namespace detail

/// The enumerators in order of value, each with its name. Enumerators outside of
/// `enum_traits<Enum>::lowest … highest` are not found. The enumeration needs a fixed underlying
/// type or must be scoped: a cast of any candidate has to be a valid value.
template <class Enum>
inline constexpr auto enum_entries = detail::list_enumerators<Enum>();

/// The enumerator's name; empty for a value that has none.
template <class Enum>
constexpr std::string_view enum_name(Enum value) {
  for (auto const& entry : enum_entries<Enum>)
    if (entry.value == value) return entry.name;
  return {};
}

/// The enumerator with this name.
template <class Enum>
constexpr std::optional<Enum> enum_from_name(std::string_view name) {
  for (auto const& entry : enum_entries<Enum>)
    if (entry.name == name) return entry.value;
  return std::nullopt;
}

}  // namespace hyper

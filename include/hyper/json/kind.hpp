// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Which JSON form a C++ type has. The answer is a number, found once per type; no function of the
// library overloads on these concepts.

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <hyper/json/raw.hpp>
#include <hyper/json/traits.hpp>
#include <hyper/reflect/members.hpp>
#include <hyper/reflect/value.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace hyper::detail {

enum class json_kind : std::uint8_t {
  none,  // no JSON form
  boolean,
  int8,
  int16,
  int32,
  int64,
  uint8,
  uint16,
  uint32,
  uint64,
  float32,
  float64,
  string,
  view,          // text that is only looked at: written, never read
  raw,           // raw_json
  enumeration,   // its name
  text,          // text_value: quoted, never escaped
  checked_text,  // checked_value of a string that judges a view
  checked,       // checked_value: its value
  optional,
  array,       // contiguous and of fixed size
  sequence,    // contiguous and growing
  span,        // contiguous and not owned: written, never read
  collection,  // any other range that grows: std::set, std::list, std::vector<bool>
  map,         // names to values
  structure,
  handwritten,  // json_traits<T>::write
  substituted,  // json_traits<T>::as
};

template <class T>
inline constexpr bool is_std_optional = false;
template <class T>
inline constexpr bool is_std_optional<std::optional<T>> = true;

template <class T>
inline constexpr bool is_std_array = false;
template <class T, std::size_t Size>
inline constexpr bool is_std_array<std::array<T, Size>> = true;

template <class T>
concept json_text_view = std::same_as<T, std::string_view> || std::same_as<T, char const*>;

template <class T>
concept json_contiguous = requires(T const& range) {
  { range.data() } -> std::convertible_to<typename T::value_type const*>;
  { range.size() } -> std::convertible_to<std::size_t>;
};

template <class T>
concept json_growing = json_contiguous<T> && requires(T& range) {
  { range.emplace_back() } -> std::same_as<typename T::value_type&>;
  range.resize(std::size_t{1});
};

template <class T>
concept json_collection = requires(T& range, typename T::value_type element) {
  range.insert(range.end(), element);
  range.clear();
  range.begin();
};

template <class T>
concept json_map = requires(T& map, typename T::key_type name) {
  typename T::mapped_type;
  requires std::same_as<typename T::key_type, std::string> ||
               std::same_as<typename T::key_type, std::string_view>;
  map.clear();
};

/// A rule over a string that judges a view, and whose memory can be used again.
template <class T>
concept json_checked_text = std::same_as<typename T::value_type, std::string> &&
                            requires(T& object, std::string_view text) {
                              { T::check(text) } -> std::same_as<std::optional<problem>>;
                              object.assign_unchecked(text);
                            };

/// A map that owns its names can be filled.
template <class T>
concept json_owned_names = requires(T& map, std::string name) {
  requires std::same_as<typename T::key_type, std::string>;
  map.try_emplace(name);
};

/// `char` is neither a number nor a text here; `std::byte` has no names.
template <class T>
concept json_integer = std::is_integral_v<T> && !std::same_as<T, char> &&
                       !std::same_as<T, wchar_t> && !std::same_as<T, char8_t> &&
                       !std::same_as<T, char16_t> && !std::same_as<T, char32_t> && sizeof(T) <= 8;

template <class T>
consteval json_kind integer_kind() {
  constexpr int width = sizeof(T) == 1 ? 0 : sizeof(T) == 2 ? 1 : sizeof(T) == 4 ? 2 : 3;
  int const first = static_cast<int>(std::is_signed_v<T> ? json_kind::int8 : json_kind::uint8);
  return static_cast<json_kind>(first + width);
}

template <class T>
consteval json_kind range_kind() {
  if constexpr (json_map<T>)
    return json_kind::map;
  else if constexpr (is_std_array<T>)
    return json_kind::array;
  else if constexpr (json_growing<T>)
    return json_kind::sequence;
  else if constexpr (json_collection<T>)
    return json_kind::collection;
  else if constexpr (json_contiguous<T>)
    return json_kind::span;
  else if constexpr (reflectable<T>)
    return json_kind::structure;
  else
    return json_kind::none;
}

/// The form of one type; what it holds is not judged here.
template <class T>
consteval json_kind find_json_kind() {
  if constexpr (json_handwritten<T>)
    return json_kind::handwritten;
  else if constexpr (json_substituted<T>)
    return json_kind::substituted;
  else if constexpr (std::same_as<T, bool>)
    return json_kind::boolean;
  else if constexpr (json_integer<T>)
    return integer_kind<T>();
  else if constexpr (std::same_as<T, float> || std::same_as<T, double>)
    return sizeof(T) == 4 ? json_kind::float32 : json_kind::float64;
  else if constexpr (std::is_enum_v<T>)
    return std::same_as<T, std::byte> ? json_kind::none : json_kind::enumeration;
  else if constexpr (std::same_as<T, std::string>)
    return json_kind::string;
  else if constexpr (json_text_view<T>)
    return json_kind::view;
  else if constexpr (!std::is_class_v<T>)
    return json_kind::none;
  else if constexpr (std::same_as<T, raw_json>)
    return json_kind::raw;
  else if constexpr (is_std_optional<T>)
    return json_kind::optional;
  else if constexpr (checked_value<T>)
    return json_checked_text<T> ? json_kind::checked_text : json_kind::checked;
  else if constexpr (text_value<T>)
    return json_kind::text;
  else
    return range_kind<T>();
}

template <class T>
inline constexpr json_kind json_kind_of = find_json_kind<T>();

/// The type inside: element, mapped value, or the value under a rule.
template <class T>
consteval auto find_json_inside() {
  if constexpr (json_kind_of<T> == json_kind::map)
    return std::type_identity<typename T::mapped_type>();
  else if constexpr (json_kind_of<T> == json_kind::substituted)
    return std::type_identity<typename json_traits<T>::as>();
  else
    return std::type_identity<std::remove_cv_t<typename T::value_type>>();
}
template <class T>
using json_inside = typename decltype(find_json_inside<T>())::type;

constexpr bool json_kind_holds_another(json_kind kind) {
  return (kind >= json_kind::checked_text && kind <= json_kind::map) ||
         kind == json_kind::substituted;
}

template <class T>
consteval bool find_json_writable() {
  constexpr json_kind kind = json_kind_of<T>;
  if constexpr (json_kind_holds_another(kind))
    return find_json_writable<json_inside<T>>();
  else
    return kind != json_kind::none;
}

template <class T>
consteval bool find_json_readable() {
  constexpr json_kind kind = json_kind_of<T>;
  if constexpr (kind == json_kind::view || kind == json_kind::span ||
                kind == json_kind::handwritten || kind == json_kind::none)
    return false;
  else if constexpr (kind == json_kind::substituted && !json_substituted_back<T>)
    return false;
  else if constexpr (kind == json_kind::map && !json_owned_names<T>)
    return false;
  else if constexpr (json_kind_holds_another(kind))
    return find_json_readable<json_inside<T>>();
  else
    return true;
}

}  // namespace hyper::detail

namespace hyper {

/// Whether `write_json` takes the type. Members of structs are judged when the struct is used.
template <class T>
inline constexpr bool json_writable = detail::find_json_writable<std::remove_cvref_t<T>>();

/// Whether `read_json` can fill the type: it owns what it holds and has no form of its own hand.
template <class T>
inline constexpr bool json_readable = detail::find_json_readable<std::remove_cvref_t<T>>();

}  // namespace hyper

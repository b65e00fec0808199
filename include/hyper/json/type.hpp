// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// What reading and writing must know about a C++ type, as one constant. Per type there is one
// `json_type` and the few functions that it points to; everything that walks them is plain code in
// writer.ipp and read.ipp.

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/json/access.hpp>
#include <hyper/json/kind.hpp>
#include <hyper/reflect/compile_error.hpp>
#include <hyper/reflect/members.hpp>
#include <string_view>
#include <utility>

namespace hyper {

namespace detail {

/// One member of a struct. Its text is `,"name":`, or `{"name":` for the first one; the name begins
/// two characters later.
struct json_member {
  json_type const* type;
  std::uint32_t text_at;
  std::uint16_t text_size;
  std::uint16_t name_size;
};

template <class T>
constexpr json_type describe_json();

/// The one description of a type. Its declared type is fixed, so that a struct may hold itself.
template <class T>
inline constexpr json_type json_type_of = describe_json<T>();

/// All members' texts, `{"id":,"name":`, and padding for copies of 16 bytes.
template <class T>
consteval auto write_json_text() {
  constexpr std::size_t size = [] {
    std::size_t total = 16;
    for (std::string_view name : member_names<T>) total += name.size() + 4;
    return total;
  }();
  std::array<char, size> text{};
  std::size_t at = 0;
  for (std::string_view name : member_names<T>) {
    text[at] = at == 0 ? '{' : ',';
    ++at;
    text[at++] = '"';
    for (char character : name) text[at++] = character;
    text[at++] = '"';
    text[at++] = ':';
  }
  return text;
}

/// Null when the type has no form: json/judge.hpp says so, where no constant depends on it.
template <class T>
consteval json_type const* find_json_type() {
  if constexpr (json_writable<T>)
    return &json_type_of<T>;
  else
    return nullptr;
}

/// The reader keeps a bit per member.
inline constexpr std::size_t max_json_members = 256;

template <class T, std::size_t... I>
consteval auto list_json_members(std::index_sequence<I...>) {
  static_assert(sizeof...(I) <= max_json_members, "a struct may have at most 256 members in JSON");
  std::array<json_member, sizeof...(I)> members{
      {{find_json_type<member_type<T, I>>(), 0, 0, 0}...}};
  std::uint32_t at = 0;
  for (std::size_t i = 0; i < sizeof...(I); ++i) {
    std::size_t const name_size = member_names<T>[i].size();
    members[i].text_at = at;
    members[i].text_size = static_cast<std::uint16_t>(name_size + 4);
    members[i].name_size = static_cast<std::uint16_t>(name_size);
    at += members[i].text_size;
  }
  return members;
}

template <class T>
struct json_structure {
  static constexpr auto text = write_json_text<T>();
  static constexpr auto members = list_json_members<T>(std::make_index_sequence<member_count<T>>{});

  /// Where each member lies, measured on the first object: the language has no constant for it.
  static std::uint32_t const* offsets(void const* object) {
    static auto const table = measure(*static_cast<T const*>(object));
    return table.data();
  }

 private:
  static std::array<std::uint32_t, member_count<T>> measure(T const& object) {
    auto const* base = reinterpret_cast<char const*>(&object);
    return with_members(object, [base](auto const&... member) {
      return std::array<std::uint32_t, sizeof...(member)>{
          static_cast<std::uint32_t>(reinterpret_cast<char const*>(&member) - base)...};
    });
  }
};

template <class T>
constexpr json_type describe_json() {
  constexpr json_kind kind = json_kind_of<T>;
  json_type type;
  if constexpr (kind == json_kind::structure) {
    type.count = static_cast<std::uint32_t>(member_count<T>);
    type.text = json_structure<T>::text.data();
    type.members = json_structure<T>::members.data();
    type.offsets = &json_structure<T>::offsets;
  } else {
    json_access<T, kind>::describe(type);
  }
  if constexpr (json_kind_holds_another(kind)) type.element = &json_type_of<json_inside<T>>;
  type.kind = kind;
  type.size = sizeof(T);
  type.nullable = is_nullable_json<T>();
  return type;
}

}  // namespace detail
}  // namespace hyper

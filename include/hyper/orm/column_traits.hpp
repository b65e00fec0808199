// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Which column a C++ type makes, and how its value travels. The answer is found once per type.

#include <concepts>
#include <cstddef>
#include <hyper/orm/column.hpp>
#include <hyper/orm/column_rule.hpp>
#include <hyper/postgres/codec.hpp>
#include <hyper/postgres/parameters.hpp>
#include <hyper/postgres/row.hpp>
#include <hyper/reflect/value.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace hyper {

/// Specialise to make a column of a type of your own, out of one that is a column already:
///   using as = std::string;
///   static as to(T const& value);
///   static T from(as stored);
///   static constexpr std::string_view sql_type = "varchar(7)";                  may be left out
///   static constexpr void write_check(sql_writer&, column_info const&)          may be left out
template <class T>
struct column_traits {};

namespace detail {

enum class column_form : std::uint8_t {
  none,         // no mapping
  plain,        // postgres/codec.hpp knows it
  enumeration,  // text with a check
  checked,      // the value under a rule
  optional,     // may be NULL
  wrapped,      // primary_key, unique, foreign_key, …
  substituted   // column_traits<T>::as
};

/// What `primary_key`, `unique` and their like have:
///   using column_value = …;                         the type inside
///   static constexpr void describe(column_type&)    what they add to the column
///   column_value const* column_look() const         the value, or null when unset
///   column_value& column_place()                    room for a value that is read
///   void column_clear()                             NULL was read
template <class T>
concept column_wrapper = requires(T& object, T const& same, column_type& column) {
  typename T::column_value;
  T::describe(column);
  { same.column_look() } -> std::same_as<typename T::column_value const*>;
  { object.column_place() } -> std::same_as<typename T::column_value&>;
};

template <class T>
concept column_substituted = requires(T const& value, typename column_traits<T>::as stored) {
  { column_traits<T>::to(value) } -> std::convertible_to<typename column_traits<T>::as>;
  { column_traits<T>::from(stored) } -> std::convertible_to<T>;
};

/// A member whose bytes are bound to its column: orm/encrypted.hpp.
template <class Member>
inline constexpr bool is_sealed_member = false;

template <class T>
concept has_codec = requires { codec<T>::oid; };

template <class T>
inline constexpr bool is_optional_column = false;
template <class T>
inline constexpr bool is_optional_column<std::optional<T>> = true;

template <class T>
consteval column_form find_column_form() {
  if constexpr (std::is_arithmetic_v<T> || std::same_as<T, std::string>)
    return has_codec<T> ? column_form::plain : column_form::none;
  else if constexpr (std::is_enum_v<T>)
    return column_form::enumeration;
  else if constexpr (column_substituted<T>)
    return column_form::substituted;
  else if constexpr (column_wrapper<T>)
    return column_form::wrapped;
  else if constexpr (is_optional_column<T>)
    return column_form::optional;
  else if constexpr (checked_value<T>)
    return column_form::checked;
  else
    return has_codec<T> ? column_form::plain : column_form::none;
}

template <class T>
inline constexpr column_form column_form_of = find_column_form<T>();

template <class T>
constexpr void describe_column(column_type& column);

template <class T>
constexpr void describe_plain(column_type& column) {
  column.oid = codec<T>::oid;
  column.array_oid = codec<T>::array_oid;
  column.sql_type = codec<T>::sql_type;
  column.value = type_id<T>;
  column.borrowed = std::same_as<T, std::string_view>;
  if constexpr (requires { codec<T>::extension; }) column.extension = codec<T>::extension;
}

template <class T>
constexpr void describe_substituted(column_type& column) {
  describe_column<typename column_traits<T>::as>(column);
  column.value = type_id<T>;
  if constexpr (requires { column_traits<T>::sql_type; }) {
    column.sql_type = column_traits<T>::sql_type;
    column.max_length = 0;
  }
  if constexpr (requires { column_traits<T>::sealed; }) column.sealed = true;
  if constexpr (requires(sql_writer& out, column_info const& named) {
                  column_traits<T>::write_check(out, named);
                }) {
    column.write_check = &column_traits<T>::write_check;
    column.has_check = true;
  }
}

template <class T>
constexpr void describe_enumeration(column_type& column) {
  describe_plain<std::string>(column);
  column.value = type_id<T>;
  column.enumeration = true;
  column.write_check = &write_enumeration_check<T>;
  column.has_check = true;
}

/// Fills in what a C++ type says about its column.
template <class T>
constexpr void describe_column(column_type& column) {
  constexpr column_form form = column_form_of<T>;
  if constexpr (form == column_form::plain) {
    describe_plain<T>(column);
  } else if constexpr (form == column_form::enumeration) {
    describe_enumeration<T>(column);
  } else if constexpr (form == column_form::checked) {
    describe_column<typename T::value_type>(column);
    describe_rules<T>(column);
  } else if constexpr (form == column_form::optional) {
    describe_column<typename T::value_type>(column);
    column.nullable = true;
  } else if constexpr (form == column_form::wrapped) {
    describe_column<typename T::column_value>(column);
    T::describe(column);
  } else if constexpr (form == column_form::substituted) {
    describe_substituted<T>(column);
  }
}

[[noreturn]] inline void refuse_null() {
  throw decode_error("a column without a value was read as one with");
}

/// Reads a column of a row into a member.
template <class T>
void read_column(T& member, row_view const& row, std::size_t position) {
  constexpr column_form form = column_form_of<T>;
  if constexpr (std::same_as<T, std::string>) {
    if (row.is_null(position)) refuse_null();
    member.assign(row.bytes(position));  // into the memory that is there
  } else if constexpr (std::same_as<T, std::string_view>) {
    throw decode_error("a view cannot be read: the row's bytes go with the answer");
  } else if constexpr (form == column_form::plain || form == column_form::enumeration) {
    member = row.template get<T>(position);
  } else if constexpr (form == column_form::checked) {
    typename T::value_type stored{};
    read_column(stored, row, position);
    member = T::unchecked(std::move(stored));
  } else if constexpr (form == column_form::optional) {
    if (row.is_null(position))
      member.reset();
    else
      read_column(member.emplace(), row, position);
  } else if constexpr (form == column_form::wrapped) {
    if (row.is_null(position))
      member.column_clear();
    else
      read_column(member.column_place(), row, position);
  } else if constexpr (form == column_form::substituted) {
    typename column_traits<T>::as stored{};
    read_column(stored, row, position);
    member = column_traits<T>::from(std::move(stored));
  }
}

/// Appends a member's value to the parameters of a statement, or to what takes values like them.
template <class T, class Values>
void bind_column(T const& member, Values& values) {
  constexpr column_form form = column_form_of<T>;
  if constexpr (form == column_form::plain || form == column_form::enumeration) {
    values.add(member);
  } else if constexpr (form == column_form::checked) {
    bind_column(member.value(), values);
  } else if constexpr (form == column_form::optional) {
    if (member)
      bind_column(*member, values);
    else
      values.add_null();
  } else if constexpr (form == column_form::wrapped) {
    if (auto const* held = member.column_look())
      bind_column(*held, values);
    else
      values.add_null();
  } else if constexpr (form == column_form::substituted) {
    typename column_traits<T>::as const stored = column_traits<T>::to(member);
    bind_column(stored, values);
  }
}

}  // namespace detail
}  // namespace hyper

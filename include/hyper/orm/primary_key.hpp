// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <hyper/orm/column.hpp>
#include <hyper/orm/held_column.hpp>
#include <hyper/reflect/members.hpp>
#include <hyper/validate/uuid.hpp>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

namespace hyper {

/// The column that names a row. Unset in a new object, until `save` has stored it.
///
/// Of an integer type, PostgreSQL numbers the rows (an identity column). Of type `uuid`, `save`
/// makes a UUID of version 7. Of another type the program chooses the key, and `save` stores the
/// row whether it is there already or not.
template <class T = std::int64_t>
class primary_key : public detail::settable_column<T> {
  using base = detail::settable_column<T>;

 public:
  using base::base;
  constexpr primary_key() = default;
  template <class Value>
    requires(!std::same_as<Value, T> && !std::same_as<Value, primary_key> &&
             std::convertible_to<Value const&, T>)
  constexpr primary_key(Value const& value) : base(T(value)) {}

  static constexpr primary_key unchecked(T value) { return primary_key(std::move(value)); }

  static constexpr void describe(column_type& column) {
    column.primary = true;
    if constexpr (std::is_integral_v<T>) column.source = column_source::identity;
    if constexpr (std::same_as<T, uuid>) column.default_sql = "gen_random_uuid()";
  }
  /// Makes the key of a new row, where the program makes it.
  void column_prepare() {
    if constexpr (std::same_as<T, uuid>)
      if (!this->is_set()) *this = primary_key(uuid::ordered());
  }
};

namespace detail {

template <class T>
inline constexpr bool is_primary_key = false;
template <class T>
inline constexpr bool is_primary_key<primary_key<T>> = true;

template <class Model, std::size_t... I>
consteval std::size_t find_key_member(std::index_sequence<I...>) {
  constexpr bool keys[] = {is_primary_key<member_type<Model, I>>..., false};
  for (std::size_t i = 0; i < sizeof...(I); ++i)
    if (keys[i]) return i;
  return no_column;
}

/// The position of the primary key, or `no_column`.
template <class Model>
inline constexpr std::size_t key_position =
    find_key_member<Model>(std::make_index_sequence<member_count<Model>>{});

/// The type of a model's key. A model that is still being declared, because it points to itself, is
/// taken to have the usual one; `target_key` is compared with it later, when the model is complete.
template <class Model>
consteval auto find_key_type() {
  if constexpr (!requires { sizeof(Model); }) {
    return std::type_identity<std::int64_t>();
  } else if constexpr (!reflectable<Model>) {
    return std::type_identity<std::int64_t>();
  } else if constexpr (key_position<Model> == no_column) {
    return std::type_identity<std::int64_t>();
  } else {
    return std::type_identity<typename member_type<Model, key_position<Model>>::column_value>();
  }
}

/// The same for a complete model, under another name: the answer above is remembered.
template <class Model>
struct target_key {
  using type = std::int64_t;
};
template <class Model>
  requires(key_position<Model> != no_column)
struct target_key<Model> {
  using type = typename member_type<Model, key_position<Model>>::column_value;
};

}  // namespace detail
}  // namespace hyper

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <hyper/orm/column.hpp>
#include <hyper/orm/held_column.hpp>
#include <hyper/orm/lookup.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <utility>

namespace hyper {

/// A column whose type in the database is not the usual one of its C++ type, but travels in the
/// same binary form: `stored_as<timestamp, "timestamp">`, `stored_as<std::string, "json">`,
/// `stored_as<std::string, "text COLLATE \"C\"">`. It behaves like the value that it holds.
template <class T, fixed_string SqlType>
class stored_as : public detail::held_column<T> {
  using base = detail::held_column<T>;

 public:
  using base::base;
  constexpr stored_as() = default;
  template <class Value>
    requires(!std::same_as<Value, T> && !std::same_as<Value, stored_as> &&
             std::convertible_to<Value const&, T>)
  constexpr stored_as(Value const& value) : base(T(value)) {}

  static constexpr stored_as unchecked(T value) { return stored_as(std::move(value)); }
  static constexpr void describe(column_type& column) {
    column.sql_type = SqlType.view();
    column.max_length = 0;
    if (detail::is_zoneless(SqlType.view())) {
      column.oid = detail::sql_oid::zoneless_moment;
      column.array_oid = detail::sql_oid::zoneless_moment + 1;
    }
  }
};

}  // namespace hyper

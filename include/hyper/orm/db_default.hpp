// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/orm/column.hpp>
#include <hyper/orm/held_column.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <utility>

namespace hyper {

/// A column whose value the database supplies when the program has set none:
/// `db_default<std::int64_t, "nextval('numbers')">`, `db_default<bool, "true">`. What it was stands
/// in the object after the save. Unlike `created_at` it may be changed later.
template <class T, fixed_string Sql>
class db_default : public detail::settable_column<T> {
 public:
  using detail::settable_column<T>::settable_column;

  static constexpr db_default unchecked(T value) { return db_default(std::move(value)); }
  static constexpr void describe(column_type& column) {
    column.source = column_source::defaulted;
    column.default_sql = Sql.view();
  }
};

}  // namespace hyper

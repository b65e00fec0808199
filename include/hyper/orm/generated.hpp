// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/orm/column.hpp>
#include <hyper/orm/held_column.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <utility>

namespace hyper {

/// A column that PostgreSQL computes from others of its row and stores:
/// `generated<std::int64_t, "price * amount">`. It is read, and never written.
template <class T, fixed_string Sql>
class generated : public detail::settable_column<T> {
 public:
  using detail::settable_column<T>::settable_column;

  static constexpr generated unchecked(T value) { return generated(std::move(value)); }
  static constexpr void describe(column_type& column) {
    column.source = column_source::generated;
    column.generated_sql = Sql.view();
  }
};

}  // namespace hyper

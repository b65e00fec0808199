// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/orm/column.hpp>
#include <hyper/orm/held_column.hpp>
#include <hyper/validate/timestamp.hpp>

namespace hyper {

/// When the row was made: the database's `now()` in a new row, unless the program has set a moment.
/// Later saves leave it alone.
class created_at : public detail::settable_column<timestamp> {
 public:
  using settable_column::settable_column;

  static constexpr created_at unchecked(timestamp when) { return created_at(when); }
  static constexpr void describe(column_type& column) {
    column.source = column_source::on_insert;
    column.default_sql = "now()";
  }
};

/// When the row was last saved: the database's `now()` at each save. A new row keeps the moment
/// that the program has set, if it has.
class updated_at : public detail::settable_column<timestamp> {
 public:
  using settable_column::settable_column;

  static constexpr updated_at unchecked(timestamp when) { return updated_at(when); }
  static constexpr void describe(column_type& column) {
    column.source = column_source::on_each_save;
    column.default_sql = "now()";
  }
};

}  // namespace hyper

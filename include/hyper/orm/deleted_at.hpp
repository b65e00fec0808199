// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/orm/column.hpp>
#include <hyper/orm/held_column.hpp>
#include <hyper/validate/timestamp.hpp>

namespace hyper {

/// When the row was deleted; NULL while it is not. A model with such a member is deleted softly:
/// `erase` sets the moment, queries leave deleted rows out unless `with_deleted()` says otherwise,
/// and `hard_erase` really deletes.
class deleted_at : public detail::settable_column<timestamp> {
 public:
  using settable_column::settable_column;

  static constexpr deleted_at unchecked(timestamp when) { return deleted_at(when); }
  static constexpr void describe(column_type& column) {
    column.nullable = true;
    column.marks_deleted = true;
  }
};

}  // namespace hyper

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/orm/column.hpp>
#include <hyper/orm/held_column.hpp>

namespace hyper {

/// The optimistic lock: 1 in a new row, one more with each update. `save` of an object whose row
/// somebody else has changed since it was read throws stale_object and changes nothing.
class row_version : public detail::settable_column<std::int64_t> {
 public:
  using settable_column::settable_column;

  static constexpr row_version unchecked(std::int64_t number) { return row_version(number); }
  static constexpr void describe(column_type& column) {
    column.source = column_source::version;
    column.default_sql = "1";
  }
};

}  // namespace hyper

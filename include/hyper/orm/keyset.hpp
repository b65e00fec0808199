// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Writes pages: "the rows behind this one" as a condition on the columns of the order, so that the
// thousandth page costs what the first one does. Private to orm/select.hpp.

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/orm/lookup.hpp>
#include <hyper/orm/shape.hpp>
#include <hyper/orm/sql_writer.hpp>
#include <hyper/orm/statement_writer.hpp>

namespace hyper::detail {

constexpr void write_alias(sql_writer& out, shape_table const& table) {
  out << table.letter;
  if (table.number != 0) out.number(table.number);
  if (table.level != 0) (out << '_').number(table.level);
}

/// `w."name"`
constexpr void write_column(sql_writer& out, query_shape const& shape, shape_column place) {
  write_alias(out, shape.tables[place.table]);
  out << '.';
  write_name(out, shape.column(place));
}

/// All columns of the model's key.
constexpr void write_keys(sql_writer& out, query_shape const& shape) {
  for (std::size_t i = 0; i < shape.root().key_count(); ++i) {
    if (i != 0) out << ", ";
    write_column(out, shape, {0, static_cast<std::uint16_t>(shape.root().key_column(i))});
  }
}

constexpr bool may_be_null(query_shape const& shape, shape_column place) {
  return shape.column(place)->nullable || shape.tables[place.table].outer;
}

constexpr bool is_assigned(query_shape const& shape, column_info const& column) {
  for (std::size_t i = 0; i < shape.assigned.count; ++i)
    if (column.is_called(shape.assigned.columns[i])) return true;
  return false;
}

/// The order of a page: the query's, up to a column that no two rows share; the primary key in the
/// direction of the last column when there is none.
struct page_order {
  std::array<shape_ordering, max_orderings + max_keys> columns{};
  std::size_t count = 0;
  bool one_direction = true;  ///< all the same way, and nowhere a NULL: a comparison of rows
};

constexpr page_order order_of_page(query_shape const& shape) {
  page_order order;
  bool total = false;
  for (std::size_t i = 0; i < shape.ordering_count && !total; ++i) {
    shape_ordering const& ordering = shape.orderings[i];
    order.columns[order.count++] = ordering;
    total = ordering.place.table == 0 && ordering.place.column == shape.root().key &&
            shape.root().key_count() == 1;
  }
  if (!total) {
    bool const descending = order.count > 0 && order.columns[order.count - 1].descending;
    for (std::size_t i = 0; i < shape.root().key_count(); ++i)
      order.columns[order.count++] = {{0, static_cast<std::uint16_t>(shape.root().key_column(i))},
                                      descending};
  }
  for (std::size_t i = 0; i < order.count; ++i)
    if (may_be_null(shape, order.columns[i].place) ||
        order.columns[i].descending != order.columns[0].descending)
      order.one_direction = false;
  return order;
}

/// Where the order's columns stand in a row. Those of tables that are not loaded come last.
struct page_positions {
  std::array<std::uint16_t, max_orderings + max_keys> at{};
};

constexpr page_positions positions_in_page(query_shape const& shape, page_order const& order) {
  std::array<std::size_t, max_tables> first{};
  std::size_t width = 0;
  for (std::size_t i = 0; i < shape.table_count; ++i) {
    first[i] = width;
    if (i == 0 || shape.tables[i].loaded) width += shape.tables[i].model->count;
  }
  page_positions positions;
  for (std::size_t i = 0; i < order.count; ++i) {
    shape_column const place = order.columns[i].place;
    bool const there = place.table == 0 || shape.tables[place.table].loaded;
    positions.at[i] =
        static_cast<std::uint16_t>(there ? first[place.table] + place.column : width++);
  }
  return positions;
}

/// The columns of the order that would not be selected otherwise.
constexpr void write_page_columns(sql_writer& out, query_shape const& shape) {
  page_order const order = order_of_page(shape);
  for (std::size_t i = 0; i < order.count; ++i) {
    shape_column const place = order.columns[i].place;
    if (place.table == 0 || shape.tables[place.table].loaded) continue;
    out << ", ";
    write_column(out, shape, place);
  }
}

enum class page_direction : std::uint8_t { first, next, previous };

/// The cursor's values stand in a row of parameters, one for each column of the order.
struct page_writer {
  statement_writer& to;
  query_shape const& shape;
  page_order const& order;
  bool backwards;
  std::size_t base;  ///< the number of parameters before the cursor's

  constexpr void column(std::size_t i) { write_column(to.out, shape, order.columns[i].place); }
  constexpr bool descends(std::size_t i) const { return order.columns[i].descending != backwards; }
  constexpr bool nullable(std::size_t i) const {
    return may_be_null(shape, order.columns[i].place);
  }

  /// `(p."created", p."id") < ($1, $2)`
  constexpr void rows() {
    bool const single = order.count == 1;
    if (!single) to.out << '(';
    for (std::size_t i = 0; i < order.count; ++i) {
      if (i != 0) to.out << ", ";
      column(i);
    }
    to.out << (single ? "" : ")") << (descends(0) ? " < " : " > ") << (single ? "" : "(");
    for (std::size_t i = 0; i < order.count; ++i) {
      if (i != 0) to.out << ", ";
      to.repeat(base + i + 1);
    }
    if (!single) to.out << ')';
  }

  /// The column alone stands behind the cursor's. PostgreSQL puts NULL last, and first in a
  /// descending order; a parameter may be NULL as well.
  constexpr void behind(std::size_t i) {
    if (nullable(i)) to.out << '(';
    column(i);
    to.out << (descends(i) ? " < " : " > ");
    to.repeat(base + i + 1);
    if (!nullable(i)) return;
    to.out << " OR (";
    column(i);
    to.out << (descends(i) ? " IS NOT NULL AND " : " IS NULL AND ");
    to.repeat(base + i + 1);
    to.out << (descends(i) ? " IS NULL))" : " IS NOT NULL))");
  }

  constexpr void equal(std::size_t i) {
    column(i);
    to.out << (nullable(i) ? " IS NOT DISTINCT FROM " : " = ");
    to.repeat(base + i + 1);
  }

  /// The bound of the first column again, alone: only so can an index begin at the cursor.
  constexpr void bound() {
    column(0);
    to.out << (descends(0) ? " <= " : " >= ");
    to.repeat(base + 1);
    to.out << " AND ";
  }

  /// Behind in the first column, or equal there and behind in the second, …
  constexpr void columns() {
    if (!nullable(0)) bound();
    to.out << '(';
    for (std::size_t i = 0; i < order.count; ++i) {
      if (i != 0) to.out << " OR ";
      if (i != 0) to.out << '(';
      for (std::size_t j = 0; j < i; ++j) {
        equal(j);
        to.out << " AND ";
      }
      behind(i);
      if (i != 0) to.out << ')';
    }
    to.out << ')';
  }

  constexpr void condition() {
    for (std::size_t i = 0; i < order.count; ++i) {
      if (to.types != nullptr) to.types[to.count] = shape.column(order.columns[i].place)->oid;
      ++to.count;
    }
    if (order.one_direction)
      rows();
    else
      columns();
  }

  constexpr void ordering() {
    for (std::size_t i = 0; i < order.count; ++i) {
      to.out << (i == 0 ? " ORDER BY " : ", ");
      column(i);
      if (descends(i)) to.out << " DESC";
    }
  }
};

/// Only the rows behind the cursor, which is the last one of the conditions on rows.
constexpr void write_page_condition(statement_writer& to, query_shape const& shape,
                                    page_direction direction, bool any_condition) {
  if (direction == page_direction::first) return;
  page_order const order = order_of_page(shape);
  page_writer page{to, shape, order, direction == page_direction::previous, to.count};
  to.out << (any_condition ? " AND " : " WHERE ");
  page.condition();
}

constexpr void write_page_end(statement_writer& to, query_shape const& shape,
                              page_direction direction) {
  page_order const order = order_of_page(shape);
  page_writer page{to, shape, order, direction == page_direction::previous, to.count};
  page.ordering();
  to.out << " LIMIT ";
  to.parameter(sql_oid::int8);
}

}  // namespace hyper::detail

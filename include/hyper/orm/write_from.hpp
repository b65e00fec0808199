// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Writes FROM and its joins. Private to orm/select.hpp.

#include <cstddef>
#include <cstdint>
#include <hyper/orm/keyset.hpp>
#include <hyper/orm/shape.hpp>
#include <hyper/orm/sql_writer.hpp>

namespace hyper::detail {

/// Which tables are joined: a count needs fewer than a select.
struct join_needs {
  bool loaded;
  bool sorting;
};

/// `d."owner_id" = $1`: of a table's rows only those of the tenant around.
constexpr void write_tenant_of(sql_writer& out, shape_table const& table) {
  write_alias(out, table);
  out << '.';
  write_tenant_condition(out, (*table.model)[table.tenant]);
}

constexpr void write_join(sql_writer& out, query_shape const& shape, shape_table const& table) {
  bool const bare = table.crossed && !table.apart;
  out << (bare ? " CROSS JOIN " : table.outer ? " LEFT JOIN " : " JOIN ");
  out.name(table.model->table) << ' ';
  write_alias(out, table);
  if (bare) return;
  out << " ON ";
  if (table.crossed) return write_tenant_of(out, table);
  write_alias(out, table);
  out << '.';
  shape_table const& parent = shape.tables[table.parent];
  if (table.reverse) {
    write_name(out, (*table.model)[table.link]);
    out << " = ";
    write_column(out, shape, {table.parent, static_cast<std::uint16_t>(parent.model->key)});
  } else {
    write_name(out, (*table.model)[table.model->key]);
    out << " = ";
    write_column(out, shape, {table.parent, table.link});
  }
  if (!table.apart) return;
  out << " AND ";
  write_tenant_of(out, table);
}

constexpr void write_from(sql_writer& out, query_shape const& shape, join_needs needs) {
  out << " FROM ";
  out.name(shape.root().table) << ' ';
  write_alias(out, shape.tables[0]);
  for (std::size_t i = 1; i < shape.table_count; ++i) {
    shape_table const& table = shape.tables[i];
    if (table.needed || (needs.loaded && table.loaded) || (needs.sorting && table.sorting))
      write_join(out, shape, table);
  }
}

}  // namespace hyper::detail

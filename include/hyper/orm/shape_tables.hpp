// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The tables of a query, and how paths lead through them. Private to orm/shape.hpp.

#include <cstddef>
#include <cstdint>
#include <hyper/orm/column.hpp>
#include <hyper/orm/path.hpp>
#include <hyper/orm/query_shape.hpp>
#include <string_view>

namespace hyper::detail {

constexpr char alias_letter(std::string_view name) {
  char const first = name.empty() ? 't' : name[0];
  if (first >= 'A' && first <= 'Z') return static_cast<char>(first + 32);
  return first == '_' ? 't' : first;
}

/// The table that a hop leads to, when it is joined already; 0 when it is not.
constexpr std::uint8_t find_joined(query_shape const& shape, std::uint8_t parent, path_hop hop) {
  for (std::size_t i = 1; i < shape.table_count; ++i) {
    shape_table const& table = shape.tables[i];
    if (!table.crossed && table.parent == parent && table.link == hop.column &&
        table.reverse == hop.reverse && (!hop.reverse || table.model->id == hop.model->id))
      return static_cast<std::uint8_t>(i);
  }
  return 0;
}

/// The table behind a relation of another table; joined when it is not yet.
constexpr std::uint8_t join_table(query_shape& shape, std::uint8_t parent, path_hop hop) {
  if (std::uint8_t const joined = find_joined(shape, parent, hop); joined != 0) return joined;
  if (shape.table_count == max_tables) {
    shape.overflow = true;
    return parent;
  }
  column_info const& key =
      hop.reverse ? (*hop.model)[hop.column] : (*shape.tables[parent].model)[hop.column];
  shape_table table;
  table.model = hop.model;
  table.parent = parent;
  table.link = hop.column;
  table.reverse = hop.reverse;
  table.letter = alias_letter(hop.reverse ? hop.model->table : key.member);
  table.outer = hop.reverse || key->nullable || shape.tables[parent].outer;
  for (std::size_t i = 0; i < shape.table_count; ++i)
    if (shape.tables[i].letter == table.letter)
      table.number = static_cast<std::uint8_t>(shape.table_count + 1);
  shape.tables[shape.table_count] = table;
  return static_cast<std::uint8_t>(shape.table_count++);
}

/// Joins what a path goes through, up to and without its column; `use` is why.
constexpr shape_path follow_path(query_shape& shape, model_path const& path,
                                 bool shape_table::* use) {
  std::uint8_t table = 0;
  for (std::size_t i = 0; i < path.depth; ++i) {
    table = join_table(shape, table, path.hops[i]);
    shape.tables[table].*use = true;
  }
  return {{table, path.column}, path.text, path.step_count, path.subject().type};
}

/// The same when everything is joined already.
constexpr shape_path find_path(query_shape const& shape, std::string_view text) {
  model_path const path = read_path(shape.root(), text);
  std::uint8_t table = 0;
  for (std::size_t i = 0; i < path.depth; ++i) table = find_joined(shape, table, path.hops[i]);
  return {{table, path.column}, path.text, path.step_count, path.subject().type};
}

/// The position of an annotation among the first so many conditions, or -1.
constexpr int find_annotation(query_shape const& shape, std::string_view name,
                              std::size_t among = max_conditions) {
  for (std::size_t i = 0; i < shape.condition_count && i < among; ++i)
    if (shape.conditions[i].annotation && shape.conditions[i].name == name)
      return static_cast<int>(i);
  return -1;
}

/// The place of a common table that stands beside the others; 0 when it does not.
constexpr std::uint8_t find_crossed(query_shape const& shape, model_info const& rows) {
  for (std::size_t i = 1; i < shape.table_count; ++i)
    if (shape.tables[i].crossed && shape.tables[i].model->id == rows.id)
      return static_cast<std::uint8_t>(i);
  return 0;
}

constexpr void cross_table(query_shape& shape, model_info const& rows) {
  if (find_crossed(shape, rows) != 0) return;
  if (shape.table_count == max_tables) {
    shape.overflow = true;
    return;
  }
  shape_table table;
  table.model = &rows;
  table.letter = alias_letter(rows.table);
  table.number = static_cast<std::uint8_t>(shape.table_count + 1);
  table.crossed = table.needed = true;
  shape.tables[shape.table_count++] = table;
}

/// Whether a common table is used and not made.
constexpr bool lacks_common_table(query_shape const& shape) {
  for (std::size_t i = 0; i < shape.table_count; ++i) {
    if (!shape.tables[i].model->has(model_option::common)) continue;
    bool made = false;
    for (std::size_t j = 0; j < shape.common_count; ++j)
      made = made || shape.commons[j].rows->id == shape.tables[i].model->id;
    if (!made) return true;
  }
  return false;
}

}  // namespace hyper::detail

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <hyper/orm/column.hpp>
#include <hyper/orm/held_column.hpp>
#include <hyper/orm/lookup.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <string_view>
#include <utility>

namespace hyper {
namespace detail {

/// A type of PostgreSQL, and its arrays.
struct alike_type {
  std::string_view name;
  type_oid oid;
  type_oid array_oid;
  type_oid zoned = 0;  ///< with "with time zone" behind it
  type_oid zoned_array = 0;
};
/// What a column is whose values travel like those of a C++ type that is usually another one. The
/// server must be told, or it would make the one of the other: dollars of what were cents.
inline constexpr alike_type alike_types[] = {
    {"timestamp", sql_oid::zoneless_moment, 1115, sql_oid::moment, 1185},
    {"timetz", sql_oid::zoned_clock, 1270},
    {"time", sql_oid::clock, 1183, sql_oid::zoned_clock, 1270},
    {"json", 114, 199},
    {"xml", 142, 143},
    {"money", sql_oid::cash, 791},
};

/// Spellings of texts, which PostgreSQL makes of each other without a word.
inline constexpr std::string_view text_types[] = {"text",   "varchar", "char",    "bpchar",
                                                  "citext", "name",    "\"char\""};

/// Whether the name stands at the beginning, maybe with a size or more words behind it.
constexpr bool is_type(std::string_view sql_type, std::string_view name) {
  if (!sql_type.starts_with(name)) return false;
  std::string_view const rest = sql_type.substr(name.size());
  return rest.empty() || rest[0] == ' ' || rest[0] == '(';
}

constexpr void describe_alike(column_type& column, std::string_view sql_type) {
  bool const list = column.oid == column.array_oid && sql_type.ends_with("[]");
  bool const usual = list || is_type(sql_type, column.sql_type);
  column.sql_type = sql_type;
  column.max_length = 0;
  if (usual) return;
  bool const zoned = sql_type.ends_with("with time zone");
  for (alike_type const& each : alike_types)
    if (is_type(sql_type, each.name)) {
      bool const other = zoned && each.zoned != 0;
      column.oid = other ? each.zoned : each.oid;
      column.array_oid = other ? each.zoned_array : each.array_oid;
      return;
    }
  bool text = sql_type.starts_with("character");
  for (std::string_view const each : text_types) text = text || is_type(sql_type, each);
  if (text && column.oid == sql_oid::text) return;
  column.oid = sql_oid::unknown;
  column.array_oid = 0;
  column.by_name = true;
}

}  // namespace detail

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
    detail::describe_alike(column, SqlType.view());
  }
};

}  // namespace hyper

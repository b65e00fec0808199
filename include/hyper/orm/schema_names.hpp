// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The names of constraints and indexes, made as PostgreSQL makes its own: `posts_address_key`.

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/orm/column.hpp>
#include <hyper/postgres/statement.hpp>
#include <string_view>

namespace hyper::detail {

/// A name of at most 63 bytes. A longer one is cut, and ends with eight digits of its hash: equal
/// models give equal names, and different columns different ones.
class schema_name {
 public:
  constexpr explicit schema_name(std::string_view table) { add(table); }

  constexpr schema_name& add(std::string_view word) {
    for (char letter : word) put(letter);
    return *this;
  }
  /// `_` and the column's name.
  constexpr schema_name& column(column_info const& column) {
    put('_');
    return add(column.stem()).add(column->suffix);
  }
  /// The end, which is never cut: `_key`.
  constexpr schema_name& kind(std::string_view ending) {
    if (size_ + ending.size() > longest) cut(longest - ending.size());
    return add(ending);
  }
  constexpr std::string_view view() const { return {letters_.data(), size_}; }

 private:
  static constexpr std::size_t longest = 63;

  constexpr void put(char letter) {
    hash_ = (hash_ ^ static_cast<unsigned char>(letter)) * 1099511628211U;
    if (size_ < letters_.size()) letters_[size_++] = letter;
  }
  constexpr void cut(std::size_t room) {
    std::uint64_t rest = hash_;
    size_ = room - 9;
    add("_");
    for (int i = 0; i < 8; ++i) {
      letters_[size_++] = "0123456789abcdef"[rest & 15U];
      rest >>= 4U;
    }
  }

  std::array<char, 128> letters_{};
  std::size_t size_ = 0;
  std::uint64_t hash_ = 14695981039346656037U;
};

constexpr schema_name column_name(model_info const& model, column_info const& column,
                                  std::string_view kind) {
  schema_name name(model.table);
  return name.column(column).kind(kind);
}

/// Of a condition that `checked_by` names.
constexpr schema_name check_name(model_info const& model, model_columns const& check) {
  schema_name name(model.table);
  return name.add("_").add(check.columns[0]).kind("_check");
}

/// Of an index or a uniqueness over several columns.
constexpr schema_name columns_name(model_info const& model, model_columns const& columns,
                                   std::string_view kind) {
  schema_name name(model.table);
  for (std::size_t i = 0; i < columns.count; ++i)
    name.column(model[model.find(split_direction(columns.columns[i]).name)]);
  return name.kind(kind);
}

/// Of an index: its own name, or its columns. What sets it apart from another one over the same
/// columns is a hash in the name.
constexpr schema_name index_name_of(model_info const& model, model_columns const& index) {
  index_details const& more = index.index;
  if (!more.name.empty()) return schema_name(more.name);
  if (more.expression.empty() && more.condition.empty() && more.method.empty() &&
      more.definition.empty())
    return columns_name(model, index, more.unique ? "_key" : "_idx");
  schema_name name(model.table);
  for (std::size_t i = 0; i < index.count; ++i)
    name.column(model[model.find(split_direction(index.columns[i]).name)]);
  std::uint64_t hash = statement_hash(more.expression) ^ (statement_hash(more.condition) * 3) ^
                       (statement_hash(more.method) * 5) ^ (statement_hash(more.definition) * 7);
  name.add("_");
  for (int i = 0; i < 8; ++i) {
    char const digit = "0123456789abcdef"[hash >> 4 * i & 15U];
    name.add({&digit, 1});
  }
  return name.kind(more.unique ? "_key" : "_idx");
}

}  // namespace hyper::detail

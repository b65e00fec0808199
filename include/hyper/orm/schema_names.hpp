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
    return add(column.member).add(column->suffix);
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

/// Of an index or a uniqueness over several columns.
constexpr schema_name columns_name(model_info const& model, model_columns const& columns,
                                   std::string_view kind) {
  schema_name name(model.table);
  for (std::size_t i = 0; i < columns.count; ++i)
    name.column(model[model.find(split_direction(columns.columns[i]).name)]);
  return name.kind(kind);
}

}  // namespace hyper::detail

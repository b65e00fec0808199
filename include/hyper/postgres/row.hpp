// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/postgres/codec.hpp>
#include <optional>
#include <string_view>
#include <vector>

namespace hyper {

/// One row while it lies in the receive buffer: views end with the call that hands it out.
class row_view {
 public:
  row_view(std::string_view const* columns, char const* nulls, std::size_t size)
      : columns_(columns), nulls_(nulls), size_(size) {}

  std::size_t size() const { return size_; }
  /// Throws decode_error for a position that the row has not.
  bool is_null(std::size_t column) const { return nulls_[require(column)] != 0; }
  std::string_view bytes(std::size_t column) const { return columns_[require(column)]; }

  /// The column's value; a null is only allowed for std::optional. Throws decode_error.
  template <class T>
  T get(std::size_t column) const {
    if constexpr (requires { typename codec<T>::nullable_of; }) {
      if (is_null(column)) return T{};
      return codec<typename codec<T>::nullable_of>::decode(bytes(column));
    } else {
      if (is_null(column)) detail::refuse_value("a column without a value was read as one with");
      return codec<T>::decode(bytes(column));
    }
  }

 private:
  std::size_t require(std::size_t column) const {
    if (column >= size_) detail::refuse_value("the row has no such column");
    return column;
  }
  std::string_view const* columns_;
  char const* nulls_;
  std::size_t size_;
};

/// Called for each row of a result.
struct row_sink {
  void* target = nullptr;
  void (*take)(void* target, row_view const& row) = nullptr;
};

/// How many rows a statement has selected or changed.
struct command_status {
  std::uint64_t rows = 0;
};

}  // namespace hyper

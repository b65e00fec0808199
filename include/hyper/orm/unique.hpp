// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <hyper/orm/column.hpp>
#include <hyper/orm/foreign_key.hpp>
#include <hyper/orm/held_column.hpp>
#include <utility>

namespace hyper {

/// A column in which no two rows have the same value: `unique<email>`. Around a `foreign_key` it
/// makes a one-to-one relation. It behaves like the value that it holds.
template <class T>
class unique : public detail::held_column<T> {
  using base = detail::held_column<T>;

 public:
  using base::base;
  constexpr unique() = default;
  template <class Value>
    requires(!std::same_as<Value, T> && !std::same_as<Value, unique> &&
             std::convertible_to<Value const&, T>)
  constexpr unique(Value const& value) : base(T(value)) {}

  static constexpr unique unchecked(T value) { return unique(std::move(value)); }
  static constexpr void describe(column_type& column) { column.unique = true; }
};

/// A foreign key that no two rows share: `one_to_one<user> owner{};`.
template <class Model, class OnDelete = cascade>
using one_to_one = unique<foreign_key<Model, OnDelete>>;

/// A column with an index of its own: `indexed<date>`. It behaves like the value that it holds.
template <class T>
class indexed : public detail::held_column<T> {
  using base = detail::held_column<T>;

 public:
  using base::base;
  constexpr indexed() = default;
  template <class Value>
    requires(!std::same_as<Value, T> && !std::same_as<Value, indexed> &&
             std::convertible_to<Value const&, T>)
  constexpr indexed(Value const& value) : base(T(value)) {}

  static constexpr indexed unchecked(T value) { return indexed(std::move(value)); }
  static constexpr void describe(column_type& column) { column.indexed = true; }
};

}  // namespace hyper

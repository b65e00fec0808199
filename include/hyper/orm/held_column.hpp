// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// What the wrappers around a column's value have in common. They convert from and to the value,
// compare with it, and are `checked_value`s, so that JSON and forms treat them like the value.

#include <concepts>
#include <hyper/reflect/value.hpp>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

namespace hyper::detail {

/// `->` goes on into a value that has an arrow of its own.
template <class T>
constexpr decltype(auto) column_arrow(T& value) {
  if constexpr (requires { value.operator->(); })
    return (value);
  else
    return &value;
}

template <class T>
class held_column {
 public:
  using value_type = T;
  using column_value = T;

  constexpr held_column() = default;
  constexpr held_column(T value) : value_(std::move(value)) {}

  static constexpr std::optional<problem> check(T const&) { return std::nullopt; }

  constexpr T const& value() const { return value_; }
  constexpr operator T const&() const { return value_; }
  constexpr T const& operator*() const { return value_; }
  constexpr T& operator*() { return value_; }
  constexpr decltype(auto) operator->() const { return column_arrow(value_); }
  constexpr decltype(auto) operator->() { return column_arrow(value_); }
  constexpr operator std::string_view() const
    requires(!std::same_as<T, std::string_view> && std::convertible_to<T const&, std::string_view>)
  {
    return value_;
  }

  constexpr T const* column_look() const { return &value_; }
  constexpr T& column_place() { return value_; }
  constexpr void column_clear() { value_ = T{}; }

 private:
  T value_{};
};

/// A value that may be unset: it does not stand in the database yet.
template <class T>
class settable_column {
 public:
  using value_type = T;
  using column_value = T;

  constexpr settable_column() = default;
  constexpr settable_column(T value) : value_(std::move(value)), set_(true) {}

  static constexpr std::optional<problem> check(T const&) { return std::nullopt; }

  /// Whether there is a value. Until then `value()` is a default one.
  constexpr bool is_set() const { return set_; }
  constexpr void reset() { column_clear(); }

  constexpr T const& value() const { return value_; }
  constexpr operator T const&() const { return value_; }
  constexpr T const& operator*() const { return value_; }
  constexpr decltype(auto) operator->() const { return column_arrow(value_); }

  constexpr T const* column_look() const { return set_ ? &value_ : nullptr; }
  constexpr T& column_place() {
    set_ = true;
    return value_;
  }
  constexpr void column_clear() {
    value_ = T{};
    set_ = false;
  }

 private:
  T value_{};
  bool set_ = false;
};

template <class Wrapper, class T>
concept comparable_column =
    std::derived_from<Wrapper, held_column<T>> || std::derived_from<Wrapper, settable_column<T>>;

/// Wrappers compare as their values do, with one another and with plain values.
template <class Wrapper>
  requires comparable_column<Wrapper, typename Wrapper::column_value>
constexpr bool operator==(Wrapper const& a, Wrapper const& b) {
  return a.value() == b.value();
}
template <class Wrapper, class Other>
  requires(comparable_column<Wrapper, typename Wrapper::column_value> &&
           !std::same_as<Wrapper, Other> &&
           requires(typename Wrapper::column_value const& own, Other const& other) {
             { own == other } -> std::convertible_to<bool>;
           })
constexpr bool operator==(Wrapper const& a, Other const& b) {
  return a.value() == b;
}

}  // namespace hyper::detail

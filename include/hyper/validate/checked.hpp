// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <hyper/config.hpp>
#include <hyper/reflect/value.hpp>
#include <hyper/validate/invalid_value.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace hyper {

/// A rule judges a plain value: `static std::optional<problem> check(Value const&)` answers nothing
/// when it holds; rules for text take a std::string_view. A checked type is a rule, too, so rules
/// compose.
template <class Rule, class Value>
concept rule_for = requires(Value const& value) {
  { Rule::check(value) } -> std::same_as<std::optional<problem>>;
};

template <class Value, class... Rules>
  requires(rule_for<Rules, Value> && ...)
class checked;

namespace detail {
template <class T>
inline constexpr bool is_checked = false;
template <class Value, class... Rules>
inline constexpr bool is_checked<checked<Value, Rules...>> = true;

/// What a checked value may be compared with, besides its own type.
template <class Other, class Value>
concept plain_of =
    !is_checked<Other> &&
    (std::same_as<Other, Value> || (std::is_arithmetic_v<Other> && std::is_arithmetic_v<Value>) ||
     (std::same_as<Value, std::string> && std::convertible_to<Other const&, std::string_view>));
}  // namespace detail

/// A value that keeps rules: it cannot be made from a value that breaks one. It converts to the
/// plain value by itself, and compares with it. As a member of a struct it is checked when JSON, a
/// form or a path is read. Making one from a value that breaks a rule throws `invalid_value`; in a
/// constant expression it stops the compilation.
///
/// The default is an empty value, which no rule has seen: it lets an aggregate be filled member by
/// member.
template <class Value, class... Rules>
  requires(rule_for<Rules, Value> && ...)
class checked {
  static constexpr bool is_text = std::same_as<Value, std::string>;
  using judged_type = std::conditional_t<is_text, std::string_view, Value const&>;

 public:
  using value_type = Value;

  constexpr checked() = default;
  constexpr checked(Value value) : value_(std::move(value)) { require(); }
  constexpr checked(std::string_view text)
    requires is_text
      : value_(text) {
    require();
  }
  constexpr checked(char const* text)
    requires is_text
      : value_(text) {
    require();
  }
  /// From a value of the same kind under other rules: `text<1, 80>(address)`.
  template <class... Others>
  constexpr explicit checked(checked<Value, Others...> const& other) : value_(other.value()) {
    require();
  }

  /// What is wrong with a plain value: the first rule that it breaks.
  static constexpr std::optional<problem> check(judged_type value) {
    std::optional<problem> found;
    static_cast<void>((... && !(found = Rules::check(value))));
    return found;
  }

  /// Takes over a value that is known to be good: one that `check` has accepted, or a stored one.
  static constexpr checked unchecked(Value value) {
    checked result;
    result.value_ = std::move(value);
    return result;
  }

  /// Takes over a text that `check` has accepted, into the memory that is there. The text must not
  /// be part of this value.
  constexpr void assign_unchecked(std::string_view text)
    requires is_text
  {
    value_.clear();
    value_.append(text);
  }

  constexpr Value const& value() const { return value_; }
  constexpr operator Value const&() const { return value_; }
  constexpr Value const& operator*() const { return value_; }
  constexpr Value const* operator->() const { return &value_; }
  constexpr std::string_view view() const
    requires is_text
  {
    return value_;
  }
  constexpr operator std::string_view() const
    requires is_text
  {
    return value_;
  }

  friend constexpr bool operator==(checked const& a, checked const& b) {
    return a.value_ == b.value_;
  }
  friend constexpr auto operator<=>(checked const& a, checked const& b) {
    return a.value_ <=> b.value_;
  }
  template <class Other>
    requires detail::plain_of<Other, Value>
  friend constexpr bool operator==(checked const& a, Other const& b) {
    return judged_type(a.value_) == b;
  }
  template <class Other>
    requires detail::plain_of<Other, Value>
  friend constexpr auto operator<=>(checked const& a, Other const& b) {
    return judged_type(a.value_) <=> b;
  }

 private:
  constexpr void require() const {
    if (auto found = check(value_)) throw_invalid_value(std::move(*found));
  }

  Value value_{};
};

/// All rules of several checked types over the same plain value, judged in this order:
///   using handle = all_of<text<3, 20>, matches<"[a-z][a-z0-9]*">>;
template <class First, class... More>
using all_of = checked<typename First::value_type, First, More...>;

}  // namespace hyper

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The two shapes that a small value may have, so that JSON, path parameters, form fields and
// columns treat every such type alike without knowing it. They are concepts, not base classes: a
// type joins by having the members.

#include <concepts>
#include <optional>
#include <string>
#include <string_view>

namespace hyper {

/// Why a value was refused, in words for the person who sent it.
struct problem {
  std::string rule;      ///< a stable name: "max_length", "email"
  std::string sentence;  ///< "must have at most 80 characters"
};

/// A value under a rule: it stores a `value_type` that `check` has accepted.
///   using value_type = …;                                  what JSON, SQL and forms carry
///   static std::optional<problem> check(value_type const&) nothing when the rule holds
///   value_type const& value() const
///   static T unchecked(value_type)                         for values that are already known good
template <class T>
concept checked_value = requires(T const& object, typename T::value_type const& plain) {
  { T::check(plain) } -> std::same_as<std::optional<problem>>;
  { object.value() } -> std::convertible_to<typename T::value_type const&>;
  { T::unchecked(plain) } -> std::same_as<T>;
};

/// A value whose outside form is a short text: timestamps, UUIDs, decimals.
///   static std::optional<T> from_text(std::string_view)    nothing when the text is not one
///   void append_text(std::string& out) const               the canonical form; never needs
///   escaping static constexpr std::string_view text_form            "an ISO 8601 time such as …"
template <class T>
concept text_value = requires(T const& object, std::string_view text, std::string& out) {
  { T::from_text(text) } -> std::same_as<std::optional<T>>;
  object.append_text(out);
  { T::text_form } -> std::convertible_to<std::string_view>;
};

}  // namespace hyper

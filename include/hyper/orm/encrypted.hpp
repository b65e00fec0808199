// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Opt-in: columns that the database cannot read.

#include <concepts>
#include <cstddef>
#include <hyper/json/read.hpp>
#include <hyper/json/traits.hpp>
#include <hyper/json/write.hpp>
#include <hyper/orm/column_traits.hpp>
#include <hyper/orm/errors.hpp>
#include <hyper/reflect/type_name.hpp>
#include <hyper/reflect/value.hpp>
#include <hyper/security/sealed_text.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hyper {

/// A value that is sealed (security/sealed_text.hpp) before it leaves the process, in a column of
/// type bytea: a text as it is, any other type as JSON. It behaves like the value that it holds,
/// but nothing prints it: JSON has four stars in its place, and templates and logs do not take it.
///
/// The database can neither compare nor sort it: no lookup but `isnull` exists. Each save seals it
/// anew, with the newest key. Reading throws sealed_text_error when its key is gone.
template <class T = std::string>
class encrypted {
 public:
  encrypted() = default;
  encrypted(T value) : value_(std::move(value)) {}
  template <class Value>
    requires(!std::same_as<Value, T> && !std::same_as<Value, encrypted> &&
             std::convertible_to<Value const&, T>)
  encrypted(Value const& value) : value_(value) {}

  T const& operator*() const { return value_; }
  T& operator*() { return value_; }
  T const* operator->() const { return &value_; }
  T* operator->() { return &value_; }

  friend bool operator==(encrypted const&, encrypted const&) = default;

 private:
  T value_{};
};

namespace detail {

inline constexpr std::string_view encrypted_purpose = "hyper encrypted column";
inline constexpr std::string_view encrypted_stars = "****";

template <class T>
std::string content_of(T const& value) {
  if constexpr (std::same_as<T, std::string>)
    return value;
  else
    return to_json(value);
}

template <class T>
T value_of_content(std::string content) {
  if constexpr (std::same_as<T, std::string>) {
    return content;
  } else {
    read_options lenient;
    lenient.allow_unknown = true;
    lenient.allow_missing = true;
    auto read = read_json<T>(content, lenient);
    if (!read) throw model_error(type_name<T>(), "an encrypted column holds another type");
    return std::move(read).value();
  }
}

}  // namespace detail

template <class T>
struct column_traits<encrypted<T>> {
  using as = std::vector<std::byte>;
  static constexpr bool sealed = true;

  static as to(encrypted<T> const& value) {
    std::string const bytes = seal(detail::content_of(*value), detail::encrypted_purpose);
    auto const* const first = reinterpret_cast<std::byte const*>(bytes.data());
    return {first, first + bytes.size()};
  }
  static encrypted<T> from(as const& stored) {
    std::string_view const bytes(reinterpret_cast<char const*>(stored.data()), stored.size());
    return detail::value_of_content<T>(open_sealed(bytes, detail::encrypted_purpose));
  }
};

/// Written as stars. A text is read as the value; stars that come back are refused.
template <class T>
struct json_traits<encrypted<T>> {
  static void write(json_writer& out, encrypted<T> const&) { out.value(detail::encrypted_stars); }
};
template <>
struct json_traits<encrypted<std::string>> {
  using as = std::string;
  static as to(encrypted<std::string> const&) { return as(detail::encrypted_stars); }
  static std::optional<problem> from(as value, encrypted<std::string>& into) {
    if (value == detail::encrypted_stars)
      return problem{"encrypted", "must be the new value, not stars"};
    into = encrypted<std::string>(std::move(value));
    return std::nullopt;
  }
};

}  // namespace hyper

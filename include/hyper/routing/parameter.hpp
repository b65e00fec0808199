// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <hyper/reflect/fixed_string.hpp>
#include <string>
#include <string_view>

namespace hyper {

namespace detail {

/// The common face of the wrappers: each becomes a reference to its value by itself.
template <class T>
struct held_parameter {
  using value_type = T;

  T value{};

  operator T const&() const { return value; }
  T const& operator*() const { return value; }
  T& operator*() { return value; }
  T const* operator->() const { return &value; }
  T* operator->() { return &value; }
};

}  // namespace detail

// The parameters of handlers. They own their values, so that a coroutine keeps them as long as it
// runs. Values: numbers, `bool`, std::string (UTF-8 without NUL), enumerations by name, and the
// value types of validate/.

/// A parameter of the path: `path<"address", slug> address`. What does not fit is answered 404.
template <fixed_string Name, class T = std::string>
struct path : detail::held_parameter<T> {};

/// A parameter of the query: `query<"q", std::optional<std::string>> q`. A default stands in for an
/// absent one: `query<"n", int, 20> n`; a vector takes every one of the name, up to a thousand. An
/// empty text for an optional number, or any other optional that is no text, is as good as none.
/// What does not fit is answered 422.
template <fixed_string Name, class T = std::string, auto... Default>
struct query : detail::held_parameter<T> {};

/// A header field: `header<"If-Match", std::optional<std::string>>`.
template <fixed_string Name, class T = std::string>
struct header : detail::held_parameter<T> {};

/// A cookie: `cookie_value<"theme", std::optional<std::string>>`. (`cookie` is one to be set.)
template <fixed_string Name, class T = std::string>
struct cookie_value : detail::held_parameter<T> {};

/// The body: JSON, read into a struct or a container, every problem noted with its JSON pointer; or
/// `body<std::string>`, the bytes as they came.
template <class T>
struct body : detail::held_parameter<T> {};

/// The body: a form, urlencoded or multipart, read into a struct (routing/form.hpp).
template <class T>
struct form : detail::held_parameter<T> {};

}  // namespace hyper

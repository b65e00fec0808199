// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Functions that templates may call: filters, tests and globals. An ordinary function of C++
// becomes one by `template_function`; the built-in ones take a `template_call` to see more of the
// renderer.

#include <array>
#include <hyper/templates/error.hpp>
#include <hyper/templates/text.hpp>
#include <hyper/templates/value.hpp>
#include <optional>

namespace hyper {

namespace detail {

class live_renderer;

/// A call of a built-in filter, test or function: the value before the bar, and the arguments.
struct template_call {
  live_renderer& renderer;
  template_value const& input;
  template_arguments arguments;

  /// Hands out the arguments by position or name; nullptr for those that were not given. Throws
  /// when there are others.
  template <std::size_t Count>
  std::array<template_value const*, Count> take(std::string_view const (&names)[Count]) const {
    std::array<template_value const*, Count> found{};
    fill(names, found);
    return found;
  }
  void take_none() const { fill({}, {}); }

 private:
  void fill(std::span<std::string_view const> names, std::span<template_value const*> found) const;
};

using builtin_function = template_value (*)(template_call&);

/// How a value enters a C++ function; throws a `template_error` when it has another type.
template <class T>
struct argument_reader;
template <>
struct argument_reader<template_value> {
  static template_value const& read(template_value const& value) { return value; }
};
template <>
struct argument_reader<std::string> {
  static std::string read(template_value const& value) { return to_text(value); }
};
template <>
struct argument_reader<std::string_view> {
  static std::string_view read(template_value const& value) {
    if (value.is(value_kind::string) || value.is_undefined()) return value.text();
    throw template_error("expected a string, got '" + std::string(value.type_name()) + "'");
  }
};
template <>
struct argument_reader<bool> {
  static bool read(template_value const& value) { return value.truth(); }
};
template <std::integral T>
struct argument_reader<T> {
  static T read(template_value const& value) {
    if (value.is_integral() && std::in_range<T>(value.integer()))
      return static_cast<T>(value.integer());
    throw template_error("expected an integer, got '" + std::string(value.type_name()) + "'");
  }
};
template <std::floating_point T>
struct argument_reader<T> {
  static T read(template_value const& value) {
    if (value.is_number()) return static_cast<T>(value.number());
    throw template_error("expected a number, got '" + std::string(value.type_name()) + "'");
  }
};
template <class T>
struct argument_reader<std::optional<T>> {
  static std::optional<T> read(template_value const& value) {
    if (value.is_undefined() || value.is(value_kind::none)) return std::nullopt;
    return argument_reader<T>::read(value);
  }
};

[[noreturn]] void throw_argument_count(std::size_t wanted, std::size_t given);

template <class Result, class... Parameters>
class function_object final : public template_object {
 public:
  explicit function_object(Result (*function)(Parameters...)) : function_(function) {}
  std::string_view type_name() const override { return "function"; }
  bool callable() const override { return true; }
  template_value call(template_arguments const& arguments) override {
    return invoke(arguments, std::index_sequence_for<Parameters...>{});
  }

 private:
  template <std::size_t... I>
  template_value invoke([[maybe_unused]] template_arguments const& arguments,
                        std::index_sequence<I...>) {
    if (arguments.positional.size() > sizeof...(Parameters) || !arguments.named.empty())
      throw_argument_count(sizeof...(Parameters), arguments.positional.size());
    static template_value const absent{};
    [[maybe_unused]] auto const at = [&](std::size_t i) -> template_value const& {
      return i < arguments.positional.size() ? arguments.positional[i] : absent;
    };
    return function_(argument_reader<std::remove_cvref_t<Parameters>>::read(at(I))...);
  }
  Result (*function_)(Parameters...);
};

}  // namespace detail

/// An ordinary function, or a lambda that captures nothing, as a value that templates can call. Its
/// parameters are strings, numbers, `bool`, `template_value` or `std::optional` of them; what is
/// not given is an empty optional, or an error.
template <class Result, class... Parameters>
template_value template_function(Result (*function)(Parameters...)) {
  return template_value(new detail::function_object<Result, Parameters...>(function));
}
template <class Lambda>
  requires requires { &Lambda::operator(); }
template_value template_function(Lambda lambda) {
  return template_function(+lambda);
}

}  // namespace hyper

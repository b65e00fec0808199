// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private, for static_extension.hpp: how values of templates enter ordinary functions, and what of
// their results can be kept.

#include <hyper/reflect/type_name.hpp>
#include <hyper/templates/call.hpp>
#include <hyper/templates/function_shape.hpp>
#include <hyper/templates/static_arguments.hpp>

namespace hyper::detail {

// ---- what is called ----

/// Whether a struct has a member of this name that can be called.
template <class T, std::size_t... I>
constexpr bool has_callable_among(std::size_t position, std::index_sequence<I...>) {
  bool const callable[] = {
      typed_callable<std::remove_cvref_t<decltype(member<I>(std::declval<T const&>()))>>..., false};
  return callable[position];
}
template <class T>
constexpr bool has_callable_member(std::string_view name) {
  if constexpr (static_struct<T>) {
    std::size_t const position = member_index<T>(name);
    return position != no_member &&
           has_callable_among<T>(position, std::make_index_sequence<member_count<T>>{});
  } else {
    return false;
  }
}

// ---- arguments ----

/// What stands for an argument that is not given.
struct absent_argument {};

/// How a value enters a parameter.
template <class Parameter, class Value>
constexpr bool is_convertible_argument() {
  using wanted = std::remove_cvref_t<Parameter>;
  using given = shown_type<Value>;
  if constexpr (is_optional_parameter<wanted>)
    return std::same_as<Value, absent_argument> || std::same_as<given, std::nullptr_t> ||
           optional_like<given> || is_convertible_argument<typename wanted::value_type, given>();
  else if constexpr (std::same_as<wanted, Value> || std::same_as<wanted, given> ||
                     dynamic_value<wanted> || std::same_as<wanted, bool> ||
                     std::same_as<wanted, std::string>)
    return true;
  else if constexpr (dynamic_value<given>)
    return requires { argument_reader<wanted>::read(std::declval<template_value const&>()); };
  else if constexpr (std::same_as<wanted, std::string_view>)
    return static_text<given>;
  else if constexpr (std::integral<wanted>)
    return std::integral<given>;
  else
    return std::convertible_to<given const&, Parameter>;
}

template <std::integral Wanted>
Wanted narrowed(std::integral auto number) {
  if constexpr (!std::same_as<decltype(number), bool>)
    if (!std::in_range<Wanted>(number)) throw template_error("the number is too large");
  return static_cast<Wanted>(number);
}

template <class Wanted, class Value>
Wanted convert_optional(Value const& value);

template <class Parameter, class Value>
decltype(auto) convert_argument(Value const& value) {
  using wanted = std::remove_cvref_t<Parameter>;
  using given = shown_type<Value>;
  if constexpr (std::same_as<wanted, Value>)
    return value;
  else if constexpr (std::same_as<wanted, given>)
    return shown_value(value);
  else if constexpr (dynamic_value<wanted>)
    return to_dynamic(value);
  else if constexpr (is_optional_parameter<wanted>)
    return convert_optional<wanted>(value);
  else if constexpr (std::same_as<wanted, bool>)
    return static_truth(value);
  else if constexpr (static_text<given> &&
                     (std::same_as<wanted, std::string> || std::same_as<wanted, std::string_view>))
    return wanted(std::string_view(shown_value(value)));
  else if constexpr (std::same_as<wanted, std::string>)
    return to_text(to_dynamic(value));
  else if constexpr (dynamic_value<given>)
    return argument_reader<wanted>::read(value);
  else if constexpr (std::integral<wanted>)
    return narrowed<wanted>(shown_value(value));
  else if constexpr (std::floating_point<wanted>)
    return static_cast<wanted>(shown_value(value));
  else
    return static_cast<Parameter>(shown_value(value));
}
template <class Wanted, class Value>
Wanted convert_optional(Value const& value) {
  using inner = typename Wanted::value_type;
  using given = shown_type<Value>;
  if constexpr (std::same_as<Value, absent_argument> || std::same_as<given, std::nullptr_t>)
    return std::nullopt;
  else if constexpr (dynamic_value<given>)
    return argument_reader<Wanted>::read(value);
  else if constexpr (optional_like<given>)
    return value.has_value() ? Wanted(convert_argument<inner>(*value)) : Wanted();
  else
    return Wanted(convert_argument<inner>(value));
}

/// The value of a node that stands as an argument.
template <class Unit, std::int32_t Node, class Scope>
decltype(auto) argument_value(Scope const& scope, render_state& state) {
  if constexpr (Node == no_template_node)
    return absent_argument{};
  else if constexpr (Unit::tree[Node].kind == node_kind::keyword)
    return node_value<Unit, Unit::tree[Node].a>(scope, state);
  else
    return node_value<Unit, Node>(scope, state);
}

/// Says that the argument at a place has a type that its parameter does not take.
template <class Unit, std::int32_t Named, std::int32_t Node, class Parameter, class Value>
void refuse_argument_type() {
  if constexpr (!is_convertible_argument<Parameter, std::remove_cvref_t<Value>>()) {
    constexpr std::string_view wanted = type_name<std::remove_cvref_t<Parameter>>();
    constexpr std::string_view given = type_name<std::remove_cvref_t<Value>>();
    constexpr source_position where = template_place < Unit,
                              Node == no_template_node ? Named : Node > ;
    compile_error<template_argument_is_wrong<
        template_words<unit_words<Unit>>, where.line, where.column,
        template_words<node_words<Unit, Named>>, "takes",
        to_fixed_string<clipped_size(wanted.size())>(wanted), "and is given",
        to_fixed_string<clipped_size(given.size())>(given)>>();
  }
}

// ---- results ----

/// Whether what an argument refers to is there when the call has returned.
template <class Value>
inline constexpr bool stays_after_call =
    std::is_lvalue_reference_v<Value> || std::same_as<Value, std::string_view> ||
    std::is_arithmetic_v<Value> || std::same_as<Value, absent_argument>;

/// What a function returns, as the value of an expression that holds what it needs.
template <bool Stable, class Result>
decltype(auto) own_result(Result&& result) {
  using type = std::remove_cvref_t<Result>;
  if constexpr (std::is_arithmetic_v<type> || dynamic_value<type> || std::is_enum_v<type> ||
                std::same_as<type, std::nullptr_t>) {
    return type(result);
  } else if constexpr (Stable && std::is_lvalue_reference_v<Result>) {
    return std::as_const(result);
  } else if constexpr (static_text<type>) {
    if constexpr (Stable && !std::same_as<type, std::string>)
      return std::string_view(result);
    else
      return std::string(std::forward<Result>(result));
  } else if constexpr (optional_like<type>) {
    if (!result.has_value()) return template_value(nullptr);
    return to_dynamic(own_result<false>(*std::forward<Result>(result)));
  } else {
    compile_error<
        type_has_no_template_form<type, "a function for templates returns",
                                  "a text, number, optional,", "template_value or reference">>();
    return template_value();
  }
}

}  // namespace hyper::detail

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Functions of SQL in expressions: `coalesce`, `cast`, `case_when` and their like.

#include <array>
#include <cstdint>
#include <hyper/orm/expression.hpp>
#include <string_view>
#include <utility>

namespace hyper {
namespace detail {

/// `a, b, c`
template <class First, class... More>
constexpr auto comma_tokens() {
  return join_tokens(First::tokens, join_tokens(sql_token(", "), More::tokens)...);
}

}  // namespace detail

/// `NAME(a, b)`, which comes to the type of the first argument, or to `Result`.
template <fixed_string Name, class Result, class... Parts>
struct function_expression : detail::operand_list<Parts...> {
  using expression_tag = void;
  static constexpr auto tokens =
      detail::join_tokens(detail::sql_token(Name.view()), detail::sql_token("("),
                          detail::comma_tokens<Parts...>(), detail::sql_token(")"));
  static constexpr column_type const* type(model_info const& root) {
    if constexpr (std::is_void_v<Result>) {
      column_type const* const types[] = {Parts::type(root)...};
      for (column_type const* one : types)
        if (detail::is_known(*one)) return one;
      return &detail::unknown_type;
    } else {
      return &detail::plain_column<Result>;
    }
  }
};

/// A function of PostgreSQL by its name, and what it comes to: `sql_function<"round", decimal>(x)`.
template <fixed_string Name, class Result, class... Parts>
constexpr auto sql_function(Parts const&... parts) {
  return function_expression<Name, Result, detail::operand_type<Parts>...>{
      {{detail::operand(parts)...}}};
}
/// The first of the values that is not NULL.
template <class... Parts>
constexpr auto coalesce(Parts const&... parts) {
  return sql_function<"COALESCE", void>(parts...);
}
/// The first value, or NULL when it equals the second.
template <class A, class B>
constexpr auto null_if(A const& a, B const& b) {
  return sql_function<"NULLIF", void>(a, b);
}
template <class... Parts>
constexpr auto greatest(Parts const&... parts) {
  return sql_function<"GREATEST", void>(parts...);
}
template <class... Parts>
constexpr auto least(Parts const&... parts) {
  return sql_function<"LEAST", void>(parts...);
}
/// Texts, one behind the other; a NULL counts as empty.
template <class... Parts>
constexpr auto concat(Parts const&... parts) {
  return sql_function<"concat", std::string>(parts...);
}

/// `round(CAST(a AS numeric), 2)`
template <int Digits, class A>
struct rounded_expression : detail::operand_list<A> {
  using expression_tag = void;
  static_assert(Digits >= 0 && Digits <= 9, "a number is rounded to at most 9 digits");
  static constexpr auto tokens = detail::join_tokens(
      detail::sql_token("round(CAST("), A::tokens, detail::sql_token(" AS numeric), "),
      detail::sql_token(std::string_view("0123456789").substr(Digits, 1)), detail::sql_token(")"));
  static constexpr column_type const* type(model_info const&) {
    return &detail::plain_column<decimal>;
  }
};
/// A number with so many digits behind the point: `rounded<2>(average_of<"price">())`.
template <int Digits, class A>
constexpr auto rounded(A const& a) {
  return rounded_expression<Digits, detail::operand_type<A>>{{{detail::operand(a)}}};
}

/// `CAST(a AS bigint)`
template <class T, class A>
struct cast_expression : detail::operand_list<A> {
  using expression_tag = void;
  static constexpr auto tokens =
      detail::join_tokens(detail::sql_token("CAST("), A::tokens, detail::sql_token(" AS "),
                          detail::sql_token(codec<T>::sql_type), detail::sql_token(")"));
  static constexpr column_type const* type(model_info const&) { return &detail::plain_column<T>; }
};
/// A value as another type: `cast<std::int64_t>(column<"code">)`.
template <class T, class A>
constexpr auto cast(A const& a) {
  return cast_expression<T, detail::operand_type<A>>{{{detail::operand(a)}}};
}

/// `WHEN condition THEN value`
template <class Condition, class Value>
struct when_branch : detail::operand_list<Condition, Value> {
  static constexpr auto tokens = detail::join_tokens(detail::sql_token(" WHEN "), Condition::tokens,
                                                     detail::sql_token(" THEN "), Value::tokens);
  static constexpr column_type const* type(model_info const& root) { return Value::type(root); }
};
/// One branch of `case_when`.
template <detail::condition_expression Condition, class Value>
constexpr auto when(Condition const& condition, Value const& value) {
  return when_branch<Condition, detail::operand_type<Value>>{{{condition, detail::operand(value)}}};
}

template <class Else, class... Branches>
struct case_expression : detail::operand_list<Branches..., Else> {
  using expression_tag = void;
  static constexpr auto tokens =
      detail::join_tokens(detail::sql_token("CASE"), Branches::tokens...,
                          detail::sql_token(" ELSE "), Else::tokens, detail::sql_token(" END"));
  static constexpr column_type const* type(model_info const& root) { return Else::type(root); }
};
/// `case_when(otherwise, when(condition, value), when(…))`: the value of the first condition that
/// holds.
template <class Else, class... Branches>
constexpr auto case_when(Else const& otherwise, Branches const&... branches) {
  return case_expression<detail::operand_type<Else>, Branches...>{
      {{branches..., detail::operand(otherwise)}}};
}

/// A part of a moment, a date or an interval, as a whole number:
/// `extracted<"day">(column<"last"> - column<"first">)`.
template <fixed_string Field, class A>
struct extracted_expression : detail::operand_list<A> {
  using expression_tag = void;
  static constexpr auto tokens = detail::join_tokens(
      detail::sql_token("CAST(EXTRACT("), detail::sql_token(Field.view()),
      detail::sql_token(" FROM "), A::tokens, detail::sql_token(") AS integer)"));
  static constexpr column_type const* type(model_info const&) {
    return &detail::plain_column<std::int32_t>;
  }
};
template <fixed_string Field, class A>
constexpr auto extracted(A const& a) {
  return extracted_expression<Field, detail::operand_type<A>>{{{detail::operand(a)}}};
}

/// An order: of a window or of the values of an aggregate.
template <fixed_string... Paths>
struct sorted_by {
  template <fixed_string Path>
  struct one {
    static constexpr std::array<detail::expression_token, 1> tokens{
        {{detail::expression_token_kind::ordering, Path.view()}}};
  };
  static constexpr auto tokens =
      detail::join_tokens(detail::sql_token(" ORDER BY "), detail::comma_tokens<one<Paths>...>());
};

}  // namespace hyper

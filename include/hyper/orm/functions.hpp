// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Functions of SQL in expressions: `coalesce`, `cast`, `case_when`, aggregates, windows.

#include <array>
#include <cstdint>
#include <hyper/orm/expression.hpp>
#include <string_view>
#include <utility>

namespace hyper {
namespace detail {

enum class result_rule : std::uint8_t { fixed, first, sum, average, count };

constexpr column_type const* aggregate_type(result_rule rule, column_type const* of) {
  if (rule == result_rule::count) return &plain_column<std::int64_t>;
  if (rule == result_rule::first || of == nullptr) return of;
  if (is_real(of->oid)) return of;
  if (rule == result_rule::average) return is_number(of) ? &plain_column<decimal> : of;
  if (of->oid == sql_oid::int2 || of->oid == sql_oid::int4) return &plain_column<std::int64_t>;
  return is_number(of) ? &plain_column<decimal> : of;
}

/// `a, b, c`
template <class First, class... More>
constexpr auto comma_tokens() {
  return join_tokens(First::tokens, join_tokens(sql_token(", "), More::tokens)...);
}

constexpr std::array<expression_token, 1> aggregate_token(std::string_view text) {
  return {{{expression_token_kind::sql, text, 0, nullptr, subquery_use::value, true}}};
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
        if (one != nullptr) return one;
      return nullptr;
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

// ---- aggregates ---------------------------------------------------------------------------------

/// An aggregate over an expression, with its two options: `.distinct()` and `.filter(condition)`.
template <fixed_string Name, detail::result_rule Rule, bool Distinct, class A, class... Filter>
struct aggregate_expression : detail::operand_list<A, Filter...> {
  using expression_tag = void;
  using base = detail::operand_list<A, Filter...>;
  static constexpr auto head = detail::join_tokens(detail::aggregate_token(Name.view()),
                                                   detail::sql_token(Distinct ? "(DISTINCT " : "("),
                                                   A::tokens, detail::sql_token(")"));
  static constexpr auto make_tokens() {
    if constexpr (sizeof...(Filter) == 0)
      return head;
    else
      return detail::join_tokens(head, detail::sql_token(" FILTER (WHERE "), Filter::tokens...,
                                 detail::sql_token(")"));
  }
  static constexpr auto tokens = make_tokens();
  static constexpr column_type const* type(model_info const& root) {
    return detail::aggregate_type(Rule, A::type(root));
  }

  /// Each value once.
  constexpr auto distinct() const {
    return aggregate_expression<Name, Rule, true, A, Filter...>{{base::parts}};
  }
  /// Only the rows for which the condition holds.
  template <detail::condition_expression Condition>
  constexpr auto filter(Condition const& condition) const {
    return aggregate_expression<Name, Rule, Distinct, A, Condition>{
        {{std::get<0>(base::parts), condition}}};
  }
};

/// `*`
struct all_rows {
  using expression_tag = void;
  static constexpr auto tokens = detail::sql_token("*");
  template <class Scope>
  static constexpr bool check() {
    return true;
  }
  template <class Scope>
  void bind(parameters&) const {}
  static constexpr column_type const* type(model_info const&) { return nullptr; }
};

namespace detail {
template <fixed_string Name, result_rule Rule, class A>
constexpr auto make_aggregate(A const& a) {
  return aggregate_expression<Name, Rule, false, operand_type<A>>{{{operand(a)}}};
}
}  // namespace detail

/// How many rows.
constexpr auto count_rows() {
  return detail::make_aggregate<"count", detail::result_rule::count>(all_rows());
}
/// How many values that are not NULL: of a column, also through a relation: `count_of<"posts">()`.
template <fixed_string Path>
constexpr auto count_of() {
  return detail::make_aggregate<"count", detail::result_rule::count>(column<Path>);
}
template <fixed_string Path>
constexpr auto sum_of() {
  return detail::make_aggregate<"sum", detail::result_rule::sum>(column<Path>);
}
template <class A>
constexpr auto sum_of(A const& expression) {
  return detail::make_aggregate<"sum", detail::result_rule::sum>(expression);
}
template <fixed_string Path>
constexpr auto average_of() {
  return detail::make_aggregate<"avg", detail::result_rule::average>(column<Path>);
}
template <class A>
constexpr auto average_of(A const& expression) {
  return detail::make_aggregate<"avg", detail::result_rule::average>(expression);
}
template <fixed_string Path>
constexpr auto least_of() {
  return detail::make_aggregate<"min", detail::result_rule::first>(column<Path>);
}
template <fixed_string Path>
constexpr auto greatest_of() {
  return detail::make_aggregate<"max", detail::result_rule::first>(column<Path>);
}

// ---- windows ------------------------------------------------------------------------------------

/// A function that only a window has: `row_number()`, `rank()`.
template <fixed_string Name>
struct window_function {
  using expression_tag = void;
  static constexpr auto tokens = detail::sql_token(Name.view());
  template <class Scope>
  static constexpr bool check() {
    return true;
  }
  template <class Scope>
  void bind(parameters&) const {}
  static constexpr column_type const* type(model_info const&) {
    return &detail::plain_column<std::int64_t>;
  }
};
constexpr auto row_number() { return window_function<"row_number()">{}; }
constexpr auto rank() { return window_function<"rank()">{}; }
constexpr auto dense_rank() { return window_function<"dense_rank()">{}; }
/// The value in the row before, and in the one behind.
template <fixed_string Path>
constexpr auto value_before() {
  return sql_function<"lag", void>(column<Path>);
}
template <fixed_string Path>
constexpr auto value_behind() {
  return sql_function<"lead", void>(column<Path>);
}

/// The parts of a window.
template <fixed_string... Paths>
struct partition_by {
  static constexpr auto tokens = detail::join_tokens(
      detail::sql_token("PARTITION BY "), detail::comma_tokens<column_expression<Paths>...>());
};
template <fixed_string... Paths>
struct sorted_by {
  struct empty {
    static constexpr std::array<detail::expression_token, 0> tokens{};
  };
  template <fixed_string Path>
  struct one {
    static constexpr std::array<detail::expression_token, 1> tokens{
        {{detail::expression_token_kind::ordering, Path.view()}}};
  };
  static constexpr auto tokens =
      detail::join_tokens(detail::sql_token(" ORDER BY "), detail::comma_tokens<one<Paths>...>());
};

/// `function OVER (PARTITION BY … ORDER BY …)`
template <class A, class... Parts>
struct window_expression : detail::operand_list<A> {
  using expression_tag = void;
  static constexpr auto make_tokens() {
    auto all = detail::join_tokens(A::tokens, detail::sql_token(" OVER ("), Parts::tokens...,
                                   detail::sql_token(")"));
    for (auto& token : all) token.aggregate = false;  // a window groups nothing
    return all;
  }
  static constexpr auto tokens = make_tokens();
  static constexpr column_type const* type(model_info const& root) { return A::type(root); }
};
/// A window: `over<partition_by<"album">, sorted_by<"-length">>(rank())`, or an aggregate in it.
template <class... Parts, class A>
constexpr auto over(A const& function) {
  return window_expression<A, Parts...>{{{function}}};
}

}  // namespace hyper

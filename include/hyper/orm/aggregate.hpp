// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Aggregates: what many rows come to. `count_rows()`, `sum_of<"total">()`.

#include <array>
#include <cstdint>
#include <hyper/orm/expression.hpp>
#include <hyper/orm/functions.hpp>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>

namespace hyper {
namespace detail {

enum class result_rule : std::uint8_t { fixed, first, sum, average, count };

constexpr column_type const* aggregate_type(result_rule rule, column_type const* of) {
  if (rule == result_rule::count) return &plain_column<std::int64_t>;
  if (rule == result_rule::first || !is_known(*of)) return of;
  if (is_real(of->oid)) return of;
  if (rule == result_rule::average) return is_number(of) ? &plain_column<decimal> : of;
  if (of->oid == sql_oid::int2 || of->oid == sql_oid::int4) return &plain_column<std::int64_t>;
  return is_number(of) ? &plain_column<decimal> : of;
}

constexpr std::array<expression_token, 1> aggregate_token(std::string_view text) {
  return {{{expression_token_kind::sql, text, 0, nullptr, subquery_use::value, true}}};
}

}  // namespace detail

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
  static constexpr column_type const* type(model_info const&) { return &detail::unknown_type; }
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

namespace detail {

struct unsorted {
  static constexpr std::array<expression_token, 0> tokens{};
};

/// `a, b ORDER BY c`: what stands between the parentheses of an aggregate that comes to `Result`.
template <class Result, class Order, class... Parts>
struct sorted_arguments : operand_list<Parts...> {
  using expression_tag = void;
  static constexpr auto tokens = join_tokens(comma_tokens<Parts...>(), Order::tokens);
  static constexpr column_type const* type(model_info const&) {
    if constexpr (std::is_void_v<Result>)
      return &unknown_type;
    else
      return &plain_column<Result>;
  }
};

}  // namespace detail

/// Texts of several rows as one: `joined_texts<"tags__name", sorted_by<"tags__name">>(", ")`.
template <fixed_string Path, class Order = detail::unsorted>
constexpr auto joined_texts(std::string_view between) {
  using value = value_expression<std::string>;
  return detail::make_aggregate<"string_agg", detail::result_rule::first>(
      detail::sorted_arguments<std::string, Order, column_expression<Path>, value>{
          {{column<Path>, value{std::string(between)}}}});
}
/// Values of several rows as an array: `list_of<"posts__id", sorted_by<"-posts__id">>()`.
template <fixed_string Path, class Order = detail::unsorted>
constexpr auto list_of() {
  return detail::make_aggregate<"array_agg", detail::result_rule::first>(
      detail::sorted_arguments<void, Order, column_expression<Path>>{{{column<Path>}}});
}

/// Another aggregate of PostgreSQL by its name, and what it comes to:
/// `sql_aggregate<"stddev_samp", double>(column<"total">)`.
template <fixed_string Name, class Result, class... Parts>
constexpr auto sql_aggregate(Parts const&... parts) {
  return detail::make_aggregate<Name, detail::result_rule::first>(
      detail::sorted_arguments<Result, detail::unsorted, detail::operand_type<Parts>...>{
          {{detail::operand(parts)...}}});
}

/// `percentile_cont(0.5) WITHIN GROUP (ORDER BY a)`
template <fixed_string Path>
struct percentile_expression : detail::operand_list<value_expression<double>> {
  using expression_tag = void;
  static constexpr auto tokens = detail::join_tokens(
      detail::aggregate_token("percentile_cont("), value_expression<double>::tokens,
      detail::sql_token(") WITHIN GROUP (ORDER BY "), column_expression<Path>::tokens,
      detail::sql_token(")"));
  template <class Scope>
  static constexpr bool check() {
    return column_expression<Path>::template check<Scope>();
  }
  static constexpr column_type const* type(model_info const&) {
    return &detail::plain_column<double>;
  }
};
/// The value below which such a part of the values lies; the median is
/// `percentile_of<"total">(0.5)`.
template <fixed_string Path>
constexpr auto percentile_of(double part) {
  return percentile_expression<Path>{{{value_expression<double>{part}}}};
}

}  // namespace hyper

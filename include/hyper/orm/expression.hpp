// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Expressions over the columns of a query: `column<"stock"> - 1`, `where<"title__icontains">(word)
// | ~where<"hidden">(true)`, `sum_of<"total">()`. What an expression looks like stands in its type,
// the values in the object, as with queries.

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <hyper/orm/column_traits.hpp>
#include <hyper/orm/expression_token.hpp>
#include <hyper/orm/query_check.hpp>
#include <hyper/orm/value.hpp>
#include <hyper/postgres/parameters.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace hyper {
namespace detail {

/// What every expression has:
///   static constexpr auto tokens                         its SQL in pieces
///   template <class Model> void bind(parameters&) const  its values in their order
///   template <class Model> static constexpr bool check() says what is wrong with its paths
///   static constexpr column_type const* type(root)       what it comes to, or `unknown_type`
template <class E>
concept expression = requires { typename E::expression_tag; };

/// An expression that is true or false.
template <class E>
concept condition_expression = expression<E> && requires { typename E::condition_tag; };

template <class V>
using kept_value = std::conditional_t<text_like<V>, std::string, std::decay_t<V>>;

template <class V>
inline constexpr bool is_text_value = std::same_as<V, std::string>;

}  // namespace detail

namespace detail {
/// Stands where an expression did not fit, so that its name is not missed, too.
struct flawed_expression {
  using expression_tag = void;
  static constexpr auto tokens = sql_token("NULL");
  static constexpr column_type const* type(model_info const&) { return &unknown_type; }
};
}  // namespace detail

/// A column in an expression, by its path; also the name of an annotation.
template <fixed_string Path>
struct column_expression {
  using expression_tag = void;
  static constexpr std::array<detail::expression_token, 1> tokens{
      {{detail::expression_token_kind::column, Path.view()}}};

  template <class Scope>
  static constexpr bool check() {
    if constexpr (Scope::has_annotation(Path.view()))
      return true;
    else
      return detail::check_path<typename Scope::model, Path>();
  }
  template <class Scope>
  void bind(parameters&) const {}
  static constexpr column_type const* type(model_info const& root) {
    detail::model_path const path = detail::read_path(root, Path.view());
    return path.flaw == detail::path_flaw::none ? path.subject().type : &detail::unknown_type;
  }
};

/// The value of a column: `column<"stock">`, `column<"writer__name">`.
template <fixed_string Path>
inline constexpr column_expression<Path> column{};

/// A column of the query around a subquery: `outer_column<"id">`.
template <fixed_string Path>
struct outer_expression {
  using expression_tag = void;
  static constexpr std::array<detail::expression_token, 1> tokens{
      {{detail::expression_token_kind::outer, Path.view()}}};
  template <class Scope>
  static constexpr bool check() {
    return true;  // judged by the query around
  }
  template <class Scope>
  void bind(parameters&) const {}
  static constexpr column_type const* type(model_info const&) { return &detail::unknown_type; }
};
template <fixed_string Path>
inline constexpr outer_expression<Path> outer_column{};

/// A value of the program in an expression. Made of plain values by themselves.
template <class V>
struct value_expression {
  using expression_tag = void;
  using plain = detail::plain_type<V>;
  static constexpr type_oid oid = detail::natural_oid<plain>();
  static_assert(oid != 0, "PostgreSQL has no type for this value");
  static constexpr std::array<detail::expression_token, 1> tokens{
      {{detail::expression_token_kind::value, {}, oid}}};

  V given;

  template <class Scope>
  static constexpr bool check() {
    return true;
  }
  template <class Scope>
  void bind(parameters& to) const {
    detail::bind_value<oid>(to, given);
  }
  static constexpr column_type const* type(model_info const&) {
    if constexpr (std::is_integral_v<plain> && !std::same_as<plain, bool>)
      return &detail::plain_column<std::int64_t>;
    else if constexpr (std::is_floating_point_v<plain>)
      return &detail::plain_column<double>;
    else if constexpr (detail::text_like<plain>)
      return &detail::plain_column<std::string>;
    else
      return &detail::plain_column<plain>;
  }
};

namespace detail {

/// An operand: an expression as it is, a plain value wrapped.
template <class T>
constexpr auto operand(T const& given) {
  if constexpr (expression<T>)
    return given;
  else
    return value_expression<kept_value<T>>{kept_value<T>(given)};
}
template <class T>
using operand_type = decltype(operand(std::declval<T const&>()));

/// What several operands have to do together.
template <class... Parts>
struct operand_list {
  std::tuple<Parts...> parts;

  template <class Scope>
  static constexpr bool check() {
    bool const good[] = {Parts::template check<Scope>()..., true};
    for (bool one : good)
      if (!one) return false;
    return true;
  }
  template <class Scope>
  void bind(parameters& to) const {
    std::apply([&to](auto const&... part) { (part.template bind<Scope>(to), ...); }, parts);
  }
};

constexpr bool is_number(column_type const* type) {
  return is_integer_oid(type->oid) || is_real(type->oid) || type->oid == sql_oid::numeric;
}

/// What arithmetic of two types comes to, as PostgreSQL has it.
constexpr column_type const* arithmetic_type(column_type const* a, column_type const* b,
                                             char operation) {
  if (!is_known(*a) || !is_known(*b)) return &unknown_type;
  if (is_number(a) && is_number(b)) {
    if (is_real(a->oid) || is_real(b->oid)) return &plain_column<double>;
    if (a->oid == sql_oid::numeric || b->oid == sql_oid::numeric) return &plain_column<decimal>;
    return a->oid == sql_oid::int8 || b->oid == sql_oid::int8 ? &plain_column<std::int64_t>
                                                              : &plain_column<std::int32_t>;
  }
  if (is_moment_oid(a->oid) && a->oid == b->oid && operation == '-') return &plain_column<interval>;
  if (a->oid == sql_oid::day && is_integer_oid(b->oid)) return &plain_column<date>;
  return a->oid == b->oid || b->oid == sql_oid::span ? a : &unknown_type;
}

}  // namespace detail

/// `a + b` and its like.
template <fixed_string Operator, class A, class B>
struct binary_expression : detail::operand_list<A, B> {
  using expression_tag = void;
  static constexpr auto tokens =
      detail::join_tokens(detail::sql_token("("), A::tokens, detail::sql_token(Operator.view()),
                          B::tokens, detail::sql_token(")"));
  static constexpr column_type const* type(model_info const& root) {
    return detail::arithmetic_type(A::type(root), B::type(root), Operator.view()[1]);
  }
};

/// `a < b` and its like.
template <fixed_string Operator, class A, class B>
struct comparison_expression : detail::operand_list<A, B> {
  using expression_tag = void;
  using condition_tag = void;
  static constexpr auto tokens =
      detail::join_tokens(A::tokens, detail::sql_token(Operator.view()), B::tokens);
  static constexpr column_type const* type(model_info const&) {
    return &detail::plain_column<bool>;
  }
};

/// `a & b`, `a | b`.
template <fixed_string Operator, class A, class B>
struct joined_condition : detail::operand_list<A, B> {
  using expression_tag = void;
  using condition_tag = void;
  static constexpr auto tokens =
      detail::join_tokens(detail::sql_token("("), A::tokens, detail::sql_token(Operator.view()),
                          B::tokens, detail::sql_token(")"));
  static constexpr column_type const* type(model_info const&) {
    return &detail::plain_column<bool>;
  }
};

/// `~a`: also true where `a` is unknown because of a NULL, as with `exclude`.
template <class A>
struct negated_condition : detail::operand_list<A> {
  using expression_tag = void;
  using condition_tag = void;
  static constexpr auto tokens =
      detail::join_tokens(detail::sql_token("(("), A::tokens, detail::sql_token(") IS NOT TRUE)"));
  static constexpr column_type const* type(model_info const&) {
    return &detail::plain_column<bool>;
  }
};

/// A condition in Django's spelling, as a value: see `where`.
template <fixed_string Text, class... Values>
struct where_condition {
  using expression_tag = void;
  using condition_tag = void;
  static constexpr std::array<detail::expression_token, 1> tokens{
      {{detail::expression_token_kind::condition, Text.view()}}};

  std::tuple<Values...> values;

  template <class Scope>
  static constexpr bool check() {
    return detail::check_condition<typename Scope::model, clause_kind::filter, Text, 0,
                                   Values...>();
  }
  template <class Scope>
  void bind(parameters& to) const {
    constexpr lookup how = detail::condition_of<typename Scope::model, Text>.how;
    constexpr type_oid oid = detail::bound_oid(detail::condition_of<typename Scope::model, Text>);
    std::apply(
        [&to](auto const&... value) {
          if constexpr (how == lookup::isnull)
            (to.add(static_cast<bool>(detail::plain_value(value))), ...);
          else
            (detail::bind_condition<oid, how>(to, value), ...);
        },
        values);
  }
  static constexpr column_type const* type(model_info const&) {
    return &detail::plain_column<bool>;
  }
};

namespace detail {
/// `path operator`, then an expression.
template <fixed_string Text, class A>
struct path_comparison : operand_list<A> {
  using expression_tag = void;
  using condition_tag = void;
  static constexpr auto tokens = join_tokens(
      std::array<expression_token, 1>{{{expression_token_kind::left, Text.view()}}}, A::tokens);
  template <class Scope>
  static constexpr bool check() {
    return check_path<typename Scope::model, Text>() && A::template check<Scope>();
  }
  static constexpr column_type const* type(model_info const&) { return &plain_column<bool>; }
};
}  // namespace detail

/// A condition as a value, to be joined by `&`, `|` and `~`:
///   filter(where<"title__icontains">(word) | ~where<"writer__name">("Ada"))
/// The value may be an expression: `where<"id__in">(subquery<"writer">(…))`.
template <fixed_string Text, class... Values>
constexpr auto where(Values const&... values) {
  if constexpr (sizeof...(Values) == 1 && (detail::expression<Values> && ...))
    return detail::path_comparison<Text, Values...>{{{values...}}};
  else
    return where_condition<Text, detail::kept_value<Values>...>{
        {detail::kept_value<Values>(values)...}};
}

namespace detail {
template <class A, class B>
concept operands = (expression<A> || expression<B>) && !(expression<A> && std::is_enum_v<B>);

template <template <fixed_string, class, class> class Made, fixed_string Operator, class A, class B>
constexpr auto make_binary(A const& a, B const& b) {
  return Made<Operator, operand_type<A>, operand_type<B>>{{{operand(a), operand(b)}}};
}
}  // namespace detail

template <class A, class B>
  requires detail::operands<A, B>
constexpr auto operator+(A const& a, B const& b) {
  return detail::make_binary<binary_expression, " + ">(a, b);
}
template <class A, class B>
  requires detail::operands<A, B>
constexpr auto operator-(A const& a, B const& b) {
  return detail::make_binary<binary_expression, " - ">(a, b);
}
template <class A, class B>
  requires detail::operands<A, B>
constexpr auto operator*(A const& a, B const& b) {
  return detail::make_binary<binary_expression, " * ">(a, b);
}
template <class A, class B>
  requires detail::operands<A, B>
constexpr auto operator/(A const& a, B const& b) {
  return detail::make_binary<binary_expression, " / ">(a, b);
}
template <class A, class B>
  requires detail::operands<A, B>
constexpr auto operator%(A const& a, B const& b) {
  return detail::make_binary<binary_expression, " % ">(a, b);
}
template <class A, class B>
  requires detail::operands<A, B>
constexpr auto operator==(A const& a, B const& b) {
  return detail::make_binary<comparison_expression, " = ">(a, b);
}
template <class A, class B>
  requires detail::operands<A, B>
constexpr auto operator!=(A const& a, B const& b) {
  return detail::make_binary<comparison_expression, " <> ">(a, b);
}
template <class A, class B>
  requires detail::operands<A, B>
constexpr auto operator<(A const& a, B const& b) {
  return detail::make_binary<comparison_expression, " < ">(a, b);
}
template <class A, class B>
  requires detail::operands<A, B>
constexpr auto operator<=(A const& a, B const& b) {
  return detail::make_binary<comparison_expression, " <= ">(a, b);
}
template <class A, class B>
  requires detail::operands<A, B>
constexpr auto operator>(A const& a, B const& b) {
  return detail::make_binary<comparison_expression, " > ">(a, b);
}
template <class A, class B>
  requires detail::operands<A, B>
constexpr auto operator>=(A const& a, B const& b) {
  return detail::make_binary<comparison_expression, " >= ">(a, b);
}

template <detail::condition_expression A, detail::condition_expression B>
constexpr auto operator&(A const& a, B const& b) {
  return joined_condition<" AND ", A, B>{{{a, b}}};
}
template <detail::condition_expression A, detail::condition_expression B>
constexpr auto operator|(A const& a, B const& b) {
  return joined_condition<" OR ", A, B>{{{a, b}}};
}
template <detail::condition_expression A>
constexpr auto operator~(A const& a) {
  return negated_condition<A>{{{a}}};
}

}  // namespace hyper

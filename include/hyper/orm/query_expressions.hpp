// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Where queries and expressions meet. Private to orm/query_set.hpp.

#include <array>
#include <cstddef>
#include <hyper/orm/expression.hpp>
#include <hyper/orm/query_check.hpp>
#include <hyper/orm/shape.hpp>
#include <hyper/orm/value.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <hyper/reflect/members.hpp>
#include <hyper/runtime/task.hpp>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace hyper::detail {

/// What a condition's text compares, and how: `total__gt` is `total`, and greater.
struct compared_name {
  std::size_t size;
  lookup how;
};
constexpr compared_name split_comparison(std::string_view text) {
  std::size_t const end = find_separator(text);
  if (end == text.size()) return {end, lookup::exact};
  return {end, find_lookup(text.substr(end + 2))};
}

/// Whether a condition is about an annotation, or compares with an expression.
template <class Scope, fixed_string Text, class... Values>
constexpr bool compares_expressions() {
  constexpr compared_name named = split_comparison(Text.view());
  return Scope::has_annotation(Text.view().substr(0, named.size)) ||
         (sizeof...(Values) == 1 && (is_expression_value<Values> && ...));
}

template <lookup How, class Column, class A>
constexpr auto compare_annotation(Column const& named, A const& value) {
  if constexpr (How == lookup::gt)
    return named > value;
  else if constexpr (How == lookup::gte)
    return named >= value;
  else if constexpr (How == lookup::lt)
    return named < value;
  else if constexpr (How == lookup::lte)
    return named <= value;
  else
    return named == value;
}

template <fixed_string Text>
struct lookup_text {
  static constexpr std::string_view text = Text.view();
};

template <class Scope, fixed_string Text, class A>
constexpr auto compare_with(A const& value) {
  constexpr compared_name named = split_comparison(Text.view());
  if constexpr (Scope::has_annotation(Text.view().substr(0, named.size))) {
    constexpr bool good =
        named.how == lookup::exact || (named.how >= lookup::gt && named.how <= lookup::lte);
    if constexpr (!good)
      static_cast<void>(
          &compile_error<
              column_has_no_such_lookup<typename Scope::model, clipped_text<lookup_text<Text>>,
                                        "an annotation", "has exact, gt, gte, lt, lte">>);
    return compare_annotation<named.how>(column<to_fixed_string<named.size>(Text.view())>, value);
  } else {
    return path_comparison<Text, A>{{{value}}};
  }
}

/// The expressions among the values of an update.
template <class Values>
struct assigned_expressions;
template <class... Values>
struct assigned_expressions<type_list<Values...>> {
  template <class V>
  static constexpr token_list tokens_of() {
    if constexpr (is_expression_value<V>)
      return {V::tokens.data(), V::tokens.size()};
    else
      return {};
  }
  static constexpr std::array<token_list, sizeof...(Values)> assigned{tokens_of<Values>()...};
};

template <class Scope, fixed_string Column, class V>
void bind_update(parameters& to, V const& value) {
  using model = typename Scope::model;
  constexpr column_info const& target = path_of<model, Column>.target();
  if constexpr (is_expression_value<V>) {
    value.template bind<Scope>(to);
  } else if constexpr (target->sealed) {
    constexpr std::size_t position = member_index<model>(target.member);
    member_type<model, position> const held(value);
    bind_sealed<model, position>(held, to);
  } else {
    bind_assigned<target->oid>(to, value);
  }
}

template <class Row, std::size_t Position>
struct row_member {
  static constexpr std::string_view text = member_names<Row>[Position];
};

/// Whether a member can hold what a path leads to: the same type, or one number for another.
constexpr bool holds_value(column_type const* wanted, column_type const* found) {
  if (!is_known(*found) || have_same_form(*wanted, *found)) return true;
  return is_number(wanted) && is_number(found);
}

/// Whether a member of a struct that rows are read into can hold a value.
template <class Row, std::size_t Position>
constexpr bool check_member_type() {
  if constexpr (column_form_of<member_type<Row, Position>> == column_form::none) {
    static_cast<void>(
        &compile_error<
            member_has_no_sql_type<Row, clipped_text<row_member<Row, Position>>,
                                   member_type<Row, Position>, "specialise column_traits">>);
    return false;
  } else if constexpr (is_sealed_member<member_type<Row, Position>>) {
    static_cast<void>(
        &compile_error<
            clause_does_not_fit_here<Row, clipped_text<row_member<Row, Position>>,
                                     "an encrypted value is read with", "the whole object">>);
    return false;
  } else if constexpr (column_of_type<member_type<Row, Position>>.borrowed) {
    static_cast<void>(
        &compile_error<member_borrows_its_text<Row, clipped_text<row_member<Row, Position>>,
                                               "write: std::string">>);
    return false;
  } else {
    return true;
  }
}

/// One member of a struct that rows are read into.
template <class Scope, class Row, std::size_t Position>
constexpr bool check_member() {
  using model = typename Scope::model;
  constexpr std::string_view name = member_names<Row>[Position];
  if constexpr (!check_member_type<Row, Position>()) {
    return false;
  } else if constexpr (Scope::has_annotation(name)) {
    return true;
  } else {
    constexpr auto text = to_fixed_string<name.size()>(name);
    if constexpr (!check_path<model, text>()) {
      return false;
    } else {
      constexpr bool good = holds_value(&column_of_type<member_type<Row, Position>>,
                                        path_of<model, text>.subject().type);
      if constexpr (!good)
        static_cast<void>(
            &compile_error<lookup_takes_another_type<
                Row, clipped_text<row_member<Row, Position>>, member_type<Row, Position>,
                "the column is", clipped_text<type_of_path<path_of<model, text>>>>>);
      return good;
    }
  }
}

template <class Scope, class Row>
constexpr bool check_values() {
  if constexpr (!is_queryable<typename Scope::model>) {
    explain_flawed_model<typename Scope::model>();
    return false;
  } else {
    return []<std::size_t... I>(std::index_sequence<I...>) {
      bool const good[] = {check_member<Scope, Row, I>()..., true};
      for (bool one : good)
        if (!one) return false;
      return true;
    }(std::make_index_sequence<member_count<Row>>{});
  }
}

/// A page remembers columns of whole rows.
constexpr bool is_pageable(query_shape const& shape) {
  if (shape.root().key_count() == 0) return false;
  if (shape.left_out != 0 || shape.distinct || shape.lock != row_lock::none) return false;
  for (std::size_t i = 0; i < shape.ordering_count; ++i)
    if (shape.orderings[i].annotation >= 0 || shape.orderings[i].path.step_count != 0) return false;
  return shape.whole();
}

/// One value of one row.
template <class T>
struct one_value {
  T value{};
};
template <class T>
task<T> only_value(task<std::vector<one_value<T>>> reading) {
  std::vector<one_value<T>> rows = co_await reading;
  co_return rows.empty() ? T() : std::move(rows.front().value);
}

}  // namespace hyper::detail

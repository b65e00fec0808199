// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Queries inside of expressions.

#include <array>
#include <hyper/orm/expression.hpp>
#include <hyper/orm/query_set.hpp>
#include <string_view>

namespace hyper {

/// A query in an expression.
template <class Query, detail::subquery_use Use>
struct subquery_expression {
  using expression_tag = void;
  static constexpr std::array<detail::expression_token, 1> tokens{
      {{detail::expression_token_kind::rows, {}, 0, Query::shape(), Use}}};

  Query query;

  template <class Scope>
  static constexpr bool check() {
    constexpr bool good = Query::shape()->bits == 0;
    if constexpr (!good)
      static_cast<void>(&compile_error<clause_does_not_fit_here<typename Query::model_type,
                                                                "a subquery's conditions must be",
                                                                "there always: use where">>);
    return good;
  }
  template <class Scope>
  void bind(parameters& to) const {
    to.append(query.all_values());
  }
  static constexpr column_type const* type(model_info const&) {
    if (Use == detail::subquery_use::exists) return &detail::plain_column<bool>;
    return detail::find_path(*Query::shape(), Query::shape()->picked).type;
  }
};
template <class Query>
struct exists_expression : subquery_expression<Query, detail::subquery_use::exists> {
  using condition_tag = void;
};

/// Whether a query has a row; it may speak of the query around it:
///   filter(exists(objects<post>.filter<"writer">(outer_column<"id">)))
template <class Query>
  requires requires { typename Query::clauses; }
constexpr auto exists(Query const& query) {
  return exists_expression<Query>{{query}};
}

/// One column of a query's rows, as a value or behind `in`:
///   filter<"id__in">(subquery<"writer">(objects<post>.filter<"hidden">(false)))
template <fixed_string Column, class Query>
  requires requires { typename Query::clauses; }
constexpr auto subquery(Query const& query) {
  auto picked = query.template with_clause<clause<clause_kind::pick, Column>>();
  return subquery_expression<decltype(picked), detail::subquery_use::value>{picked};
}

}  // namespace hyper

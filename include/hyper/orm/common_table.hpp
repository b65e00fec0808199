// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Opt-in. WITH and WITH RECURSIVE: tables that a query makes for itself.

#include <array>
#include <cstddef>
#include <hyper/orm/expression.hpp>
#include <hyper/orm/objects.hpp>
#include <hyper/orm/query_set.hpp>
#include <hyper/orm/select.hpp>
#include <hyper/orm/statement_writer.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <string_view>
#include <tuple>
#include <utility>

namespace hyper {
namespace detail {

/// One query of a common table. In a recursive one both parts must come to the same types.
constexpr void write_common_rows(statement_writer& to, query_shape const& shape, bool recursive) {
  query_shape inner = shape;
  inner.casts = recursive;
  bool const some = inner.limited || inner.skipping;
  if (!some && inner.distinct_count == 0) inner.ordering_count = 0;  // a table has no order
  if (recursive && some) to.out << '(';
  write_select(to, number_values(inner, 0, to.count, write_subquery), query_action::select);
  if (recursive && some) to.out << ')';
}

/// `"tree" ("id", "depth") AS (SELECT … UNION ALL SELECT …)`
constexpr void write_common(statement_writer& to, common_text const& common) {
  to.out.name(common.rows->table) << " (";
  for (std::size_t i = 0; i < common.rows->count; ++i) {
    if (i != 0) to.out << ", ";
    write_name(to.out, (*common.rows)[i]);
  }
  to.out << ") AS (";
  write_common_rows(to, *common.first, common.recursive);
  if (common.recursive) {
    to.out << (common.distinct ? " UNION " : " UNION ALL ");
    write_common_rows(to, *common.next, true);
  }
  to.out << ')';
}

constexpr void write_with(statement_writer& to, query_shape const& of) {
  bool recursive = false;
  for (std::size_t i = 0; i < of.common_count; ++i)
    recursive = recursive || of.commons[i].recursive;
  to.out << (recursive ? "WITH RECURSIVE " : "WITH ");
  for (std::size_t i = 0; i < of.common_count; ++i) {
    if (i != 0) to.out << ", ";
    write_common(to, of.commons[i]);
  }
  to.out << ' ';
}

/// Whether a query has values, which a constant cannot hold.
template <class Query>
inline constexpr bool has_run_time_values = Query::shape()->limited || Query::shape()->skipping;
template <class Model, class... Clauses>
inline constexpr bool has_run_time_values<query_set<Model, query_values, Clauses...>> = true;

template <class... Definitions>
struct with_tables {
  static constexpr clause_kind kind = clause_kind::with;
  static constexpr std::array<common_text, sizeof...(Definitions)> commons{Definitions::text...};
  static constexpr clause_text text{kind,           nullptr, commons.size(), {}, nullptr, nullptr,
                                    row_lock::none, nullptr, commons.data()};
};

template <class Row, fixed_string Name>
struct column_of_row {
  static constexpr std::string_view text = nearest_column(model_of<Row>, Name.view());
};

/// Whether a struct can be the row of a common table, and a query make it.
template <class Row, class Query>
constexpr bool check_common() {
  if constexpr (verdict_of<Row>.flaw != model_flaw::common_table) {
    if constexpr (is_model<Row>)
      static_cast<void>(
          &compile_error<clause_does_not_fit_here<Row, "a model is no common table: add to",
                                                  "a struct model<common_table<>>">>);
    else
      explain_flawed_model<Row>();
    return false;
  } else if constexpr (Query::shape()->bits != 0) {
    static_cast<void>(
        &compile_error<clause_does_not_fit_here<Row, "the conditions of a common table",
                                                "must be there always">>);
    return false;
  } else {
    return check_values<typename Query::scope, Row>();
  }
}

/// PostgreSQL has no order, limit or groups in the step of a recursion.
template <class Row, class Step>
constexpr bool check_step() {
  constexpr bool good =
      !Step::shape()->limited && !Step::shape()->skipping && !Step::shape()->grouped;
  if constexpr (!good)
    static_cast<void>(&compile_error<clause_does_not_fit_here<Row, "the step of a recursive query",
                                                              "has no limit, offset or groups">>);
  return good && check_common<Row, Step>();
}

}  // namespace detail

/// What `common` and `recursive` make: a table that a query can use, see `with`.
template <class Row, bool Distinct, class First, class... Next>
struct common_definition {
  using row_type = Row;
  template <class Query>
  using selected =
      decltype(std::declval<Query const&>().template with_clause<values_clause<Row>>());
  template <class Query, class... None>
  static constexpr detail::query_shape const* shape_of() {
    return selected<Query>::shape();
  }
  static constexpr detail::common_text text{&detail::model_of<Row>,
                                            selected<First>::shape(),
                                            shape_of<Next..., First>(),
                                            sizeof...(Next) != 0,
                                            Distinct,
                                            &detail::write_with};
  static constexpr bool has_values =
      (detail::has_run_time_values<First> || ... || detail::has_run_time_values<Next>);

  First first;
  std::tuple<Next...> next;

  parameters values() const {
    parameters all = first.all_values();
    std::apply([&all](auto const&... step) { (all.append(step.all_values()), ...); }, next);
    return all;
  }
};

/// The rows of a query as a table with a name, for the query that uses it. `Row` is a struct whose
/// `meta` is `model<common_table<"name">>`; each member is selected by its name, as with `values`.
template <class Row, class Query>
constexpr auto common(Query const& query) {
  if constexpr (detail::check_common<Row, Query>())
    return common_definition<Row, false, Query>{query, {}};
}

/// A table that grows out of itself: the rows of `first`, then those that `step` makes of the last
/// ones, `common_column<Row, "id">`, until there are no more. Rows that lead in a circle never end:
/// see `recursive_distinct`, or limit the depth in the step.
template <class Row, class First, class Step>
constexpr auto recursive(First const& first, Step const& step) {
  if constexpr (detail::check_common<Row, First>() && detail::check_step<Row, Step>())
    return common_definition<Row, false, First, Step>{first, {step}};
}

/// The same, where a row that is there already is not followed again.
template <class Row, class First, class Step>
constexpr auto recursive_distinct(First const& first, Step const& step) {
  if constexpr (detail::check_common<Row, First>() && detail::check_step<Row, Step>())
    return common_definition<Row, true, First, Step>{first, {step}};
}

/// The rows of a common table, as a query.
template <class Row>
inline constexpr query_set<Row, detail::query_state> rows_of{};

/// What `with` makes.
template <class... Definitions>
struct with_definitions {
  using clause = detail::with_tables<Definitions...>;
  std::tuple<Definitions...> definitions;

  /// The query, which may use the tables: as `rows_of<Row>`, or beside its own by
  /// `common_column<Row, "…">`, and in its subqueries.
  template <class Query>
  constexpr auto select(Query const& query) const {
    if constexpr ((Definitions::has_values || ...)) {
      parameters before;
      std::apply([&](auto const&... each) { (before.append(each.values()), ...); }, definitions);
      return query.template with_clause_before<clause>(std::move(before));
    } else {
      return query.template with_clause<clause>();
    }
  }
};

/// `with(tree).select(rows_of<branch>.filter<"depth__lt">(3)).all()`. A table may use those that
/// stand before it.
template <class... Definitions>
constexpr auto with(Definitions const&... definitions) {
  return with_definitions<Definitions...>{{definitions...}};
}

/// A column of a common table in an expression of another query, or of the recursive step.
template <class Row, fixed_string Name>
struct common_column_expression {
  using expression_tag = void;
  static constexpr std::array<detail::expression_token, 1> tokens{
      {{detail::expression_token_kind::joined, Name.view(), 0, nullptr, detail::subquery_use::value,
        false, false, &detail::model_of<Row>}}};

  template <class Scope>
  static constexpr bool check() {
    constexpr bool good = detail::model_of<Row>.find(Name.view()) != no_column;
    if constexpr (!good)
      static_cast<void>(
          &compile_error<model_has_no_column<
              Row, Name, "did you mean", detail::clipped_text<detail::column_of_row<Row, Name>>>>);
    return good;
  }
  template <class Scope>
  void bind(parameters&) const {}
  static constexpr column_type const* type(model_info const&) {
    return detail::model_of<Row>[detail::model_of<Row>.find(Name.view())].type;
  }
};
template <class Row, fixed_string Name>
inline constexpr common_column_expression<Row, Name> common_column{};

}  // namespace hyper

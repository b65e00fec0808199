// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Steps and ends of a query that need nothing but its other steps. Private to orm/query_set.hpp.

#include <cstdint>
#include <hyper/orm/clause.hpp>
#include <hyper/orm/query_check.hpp>
#include <hyper/orm/query_expressions.hpp>
#include <hyper/orm/sentences.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <hyper/runtime/task.hpp>
#include <optional>
#include <string_view>
#include <vector>

namespace hyper {
namespace detail {
template <class Annotations, class Query>
constexpr auto annotate_rows(Query const& query);

/// Which rows a limit leaves depends on the order.
template <class Query>
constexpr bool check_reverse() {
  constexpr bool good = !Query::has(clause_kind::limit) && !Query::has(clause_kind::offset);
  if constexpr (!good)
    static_cast<void>(
        &compile_error<clause_does_not_fit_here<typename Query::model_type, "reverse stands before",
                                                "limit and offset">>);
  return good;
}

/// The rows in which a column has a value.
template <class Model, fixed_string Column, class Query>
constexpr auto rows_with(Query const& query) {
  constexpr std::size_t position = model_of<Model>.find(Column.view());
  constexpr bool always = position != no_column && !model_of<Model>[position] -> nullable;
  if constexpr (always || path_of<Model, Column>.flaw != path_flaw::none)
    return query;
  else
    return query.template filter<joined_text<Column, "__isnull">>(false);
}
}  // namespace detail

/// A part of `query_set`, apart for the length of that file only.
template <class Query, class Model>
class query_ends {
 public:
  /// The same rows in the opposite order; stands before `limit` and `offset`.
  constexpr auto reverse() const {
    if constexpr (detail::check_reverse<Query>())
      return self().template with_clause<clause<clause_kind::reverse>>();
    else
      return self();
  }
  /// The last row in the query's order, or in that of the primary key when it has none.
  task<std::optional<Model>> last() const { return reverse().first(); }

  /// The row with the greatest value of a column, and that with the least: `latest<"created">()`.
  /// Rows in which it is NULL are neither.
  template <fixed_string Column>
  task<std::optional<Model>> latest() const {
    return detail::rows_with<Model, Column>(self()).template order_by<Column>().last();
  }
  template <fixed_string Column>
  task<std::optional<Model>> earliest() const {
    return detail::rows_with<Model, Column>(self()).template order_by<Column>().first();
  }

  /// Loads the rows of relations by one query for each: `"posts"`, `"posts__tags"`.
  template <fixed_string... Relations>
  constexpr auto prefetch_related() const {
    return self().template with_clause<clause<clause_kind::prefetch, Relations...>>();
  }

  /// Keeps others from changing the rows until the transaction ends.
  template <row_lock Lock = row_lock::update>
  constexpr auto for_update() const {
    return self().template with_clause<lock_clause<Lock>>();
  }

  /// Of a model with a `deleted_at` member: the deleted rows, too.
  constexpr auto with_deleted() const {
    return self().template with_clause<clause<clause_kind::with_deleted>>();
  }
  /// Of a model with a `deleted_at` member: the deleted rows alone.
  constexpr auto only_deleted() const {
    return self().template with_clause<clause<clause_kind::only_deleted>>();
  }

  /// Of a model with a `tenant_key`: the rows of all tenants, also behind the relations that the
  /// query joins or loads. Its subqueries say so for themselves.
  constexpr auto across_tenants() const {
    return self().template with_clause<clause<clause_kind::across_tenants>>();
  }

  /// Rows of a struct of the program's: each member is selected by its name, a path or an
  /// annotation. With an aggregate among them, rows are grouped by the others.
  template <class Row>
  task<std::vector<Row>> values() const {
    if constexpr (detail::check_values<typename Query::scope, Row>())
      return self().template with_clause<values_clause<Row>>().template rows_of<Row>();
    else
      return {};
  }
  /// The SQL of `values`.
  template <class Row>
  constexpr std::string_view values_sql() const {
    return self().template with_clause<values_clause<Row>>().sql();
  }

  /// Whole objects, and beside each the annotations that the struct's members name: rows are
  /// `annotated<post, numbers>`, with `row->title` and `row.extra.comments`. It is the last step
  /// before `all`, `first`, `get` or `page`; orm/annotated.hpp has it.
  template <class Annotations>
  constexpr auto with_annotations() const {
    return detail::annotate_rows<Annotations>(self());
  }

  /// One number over all rows: `aggregate<decimal>(sum_of<"total">())`. Nothing when there are
  /// none.
  template <class Result, detail::expression Expression>
  task<std::optional<Result>> aggregate(Expression const& expression) const {
    return detail::only_value(self()
                                  .template annotate<"value">(expression)
                                  .template values<detail::one_value<std::optional<Result>>>());
  }

  /// Updates all rows as `update` does, and answers them as they are now.
  template <fixed_string... Columns, class... Values>
  task<std::vector<Model>> update_returning(Values const&... values) const {
    if constexpr (detail::update_check<Model, detail::type_list<Values...>, Columns...>::check()) {
      return self()
          .template with_clause<clause<clause_kind::returning>>()
          .template changed<Columns...>(values...);
    } else {
      return {};
    }
  }

  /// Deletes all rows as `erase` does, and answers them.
  task<std::vector<Model>> erase_returning() const {
    return self().template with_clause<clause<clause_kind::returning>>().erased();
  }

  /// Deletes the rows, also of a model with a `deleted_at` member.
  task<std::uint64_t> hard_erase() const {
    return self().template with_clause<clause<clause_kind::hard>>().erase();
  }

 private:
  constexpr Query const& self() const { return static_cast<Query const&>(*this); }
};

}  // namespace hyper

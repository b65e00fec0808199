// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Steps and ends of a query that need nothing but its other steps. Private to orm/query_set.hpp.

#include <cstdint>
#include <hyper/orm/clause.hpp>
#include <hyper/orm/query_check.hpp>
#include <hyper/orm/query_expressions.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <hyper/runtime/task.hpp>
#include <optional>
#include <string_view>
#include <vector>

namespace hyper {
namespace detail {
template <class Annotations, class Query>
constexpr auto annotate_rows(Query const& query);
}  // namespace detail

/// A part of `query_set`, apart for the length of that file only.
template <class Query, class Model>
class query_ends {
 public:
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

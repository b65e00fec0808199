// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The ends of a query that give rows: objects, or objects with annotations. Private to
// orm/query_set.hpp and orm/annotated.hpp.

#include <hyper/orm/clause.hpp>
#include <hyper/orm/fetch.hpp>
#include <hyper/orm/page.hpp>
#include <hyper/orm/query_expressions.hpp>
#include <hyper/orm/sentences.hpp>
#include <hyper/runtime/task.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hyper::detail {

/// Loads what `prefetch_related` has asked for into rows that are there.
template <class Query, class Row>
task<void> prefetch_into(std::vector<Row>* rows) {
  std::vector<typename Query::model_type*> objects;
  for (Row& row : *rows) objects.push_back(&object_in(row));
  return Query::prefetch(std::move(objects));
}

template <class Query, class Row>
task<std::vector<Row>> prefetch_all(task<std::vector<Row>> reading) {
  std::vector<Row> rows = co_await reading;
  auto loading = prefetch_into<Query>(&rows);
  co_await loading;
  co_return std::move(rows);
}

template <class Query, class Row>
task<std::optional<Row>> prefetch_first(task<std::optional<Row>> reading) {
  std::optional<Row> row = co_await reading;
  if (!row) co_return std::move(row);
  auto loading = Query::prefetch({&object_in(*row)});
  co_await loading;
  co_return std::move(row);
}

template <class Query, class Row>
task<Row> prefetch_one(task<Row> reading) {
  Row row = co_await reading;
  auto loading = Query::prefetch({&object_in(row)});
  co_await loading;
  co_return std::move(row);
}

template <class Query, class Row>
task<keyset_page<Row>> prefetch_page(task<keyset_page<Row>> reading) {
  keyset_page<Row> page = co_await reading;
  auto loading = prefetch_into<Query>(&page.rows);
  co_await loading;
  co_return std::move(page);
}

template <class Row, class Query>
task<std::vector<Row>> all_rows(Query const& query) {
  auto reading = fetch_all<Row>(query.template statement_of<query_action::select>(), Query::shape(),
                                query.all_values());
  if constexpr (Query::has(clause_kind::prefetch))
    return prefetch_all<Query>(std::move(reading));
  else
    return reading;
}

template <class Row, class Query>
task<std::optional<Row>> first_row(Query const& query) {
  if (query.is_empty()) return fetch_nothing<Row>();
  auto reading = fetch_first<Row>(query.template statement_of<query_action::first>(),
                                  Query::shape(), query.all_values(false));
  if constexpr (Query::has(clause_kind::prefetch))
    return prefetch_first<Query>(std::move(reading));
  else
    return reading;
}

template <class Row, class Query>
task<Row> only_row(Query const& query) {
  auto reading = fetch_one<Row>(query.template statement_of<query_action::get>(), Query::shape(),
                                query.conditions());
  if constexpr (Query::has(clause_kind::prefetch))
    return prefetch_one<Query>(std::move(reading));
  else
    return reading;
}

/// Whether a query's rows can be handed out in pages.
template <class Query>
constexpr bool check_page() {
  using model = typename Query::model_type;
  if constexpr (!is_queryable<model>) {
    explain_flawed_model<model>();
    return false;
  } else if constexpr (Query::has(clause_kind::limit) || Query::has(clause_kind::offset)) {
    static_cast<void>(
        &compile_error<clause_does_not_fit_here<model, "page sets limit", "and offset itself">>);
    return false;
  } else if constexpr (!is_pageable(*Query::shape())) {
    static_cast<void>(
        &compile_error<clause_does_not_fit_here<model, "page takes whole rows, sorted",
                                                "by columns themselves">>);
    return false;
  } else {
    return true;
  }
}

template <class Row, class Query, class Cursor>
task<keyset_page<Row>> page_of_rows(Query const& query, Cursor const& at) {
  if constexpr (!check_page<Query>()) {
    return {};
  } else {
    page_request request{query.template statement_of<query_action::first_page>(),
                         query.template statement_of<query_action::next_page>(),
                         query.template statement_of<query_action::previous_page>(),
                         Query::shape(),
                         std::string(at.payload()),
                         at.size()};
    auto reading = fetch_page<Row>(std::move(request), query.conditions());
    if constexpr (Query::has(clause_kind::prefetch))
      return prefetch_page<Query>(std::move(reading));
    else
      return reading;
  }
}

}  // namespace hyper::detail

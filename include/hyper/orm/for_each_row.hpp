// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Walks over a query's rows through a cursor of the server, with bounded memory.

#include <cstddef>
#include <hyper/orm/fetch.hpp>
#include <hyper/orm/query_set.hpp>
#include <hyper/orm/row_reader.hpp>
#include <hyper/postgres/transaction.hpp>
#include <string>
#include <utility>
#include <vector>

namespace hyper {
namespace detail {

/// The texts of a cursor; its name is its query's hash.
struct cursor_texts {
  std::string declare;
  std::string fetch;
  std::string close;
};
cursor_texts texts_of_cursor(statement const& query, std::size_t size);
task<void> declare_cursor(cursor_texts const* texts, statement query, parameters values);
task<void> close_cursor(cursor_texts const* texts);

template <class Query, class Work>
task<void> walk_rows(statement query, parameters values, std::size_t size, Work work) {
  using row = typename Query::row_type;
  cursor_texts const texts = texts_of_cursor(query, size);
  auto declaring = declare_cursor(&texts, query, std::move(values));
  co_await declaring;
  statement const fetching{texts.fetch, statement_hash(texts.fetch), {}, false};
  for (;;) {
    auto reading = fetch_all<row>(&fetching, Query::shape(), {});
    std::vector<row> rows = co_await reading;
    if (rows.empty()) break;
    if constexpr (Query::has(clause_kind::prefetch)) {
      auto loading = prefetch_into<Query>(&rows);
      co_await loading;
    }
    bool const last = rows.size() < size;
    auto working = work(std::move(rows));
    co_await working;
    if (last) break;
  }
  auto closing = close_cursor(&texts);
  co_await closing;
}

}  // namespace detail

/// Hands a query's rows to `work`, at most `size` of them at a time, inside of one transaction:
///   co_await for_each_row(objects<post>, 500, [](std::vector<post> rows) -> task<void> { … });
/// However many rows there are, no more than one batch of them is in memory, with what
/// `prefetch_related` has loaded for it. The work must not catch by reference what does not outlive
/// it.
template <class Query, class Work>
task<void> for_each_row(Query query, std::size_t size, Work work) {
  statement const what = *query.template statement_of<query_action::select>();
  parameters values = query.all_values();
  std::size_t const batch = size == 0 ? 1 : size;
  auto walking = atomic([what, values, batch, work]() -> task<void> {
    return detail::walk_rows<Query>(what, values, batch, work);
  });
  co_await walking;
}

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/orm/for_each_row.ipp>
#endif

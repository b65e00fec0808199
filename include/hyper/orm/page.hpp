// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <hyper/config.hpp>
#include <hyper/orm/fetch.hpp>
#include <hyper/orm/row_reader.hpp>
#include <hyper/orm/shape.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hyper {

/// One page of a query, and where it goes on. The payloads say which row a page begins behind; they
/// are not signed: whoever hands them to a client must sign them (rest/ does).
template <class Model>
struct keyset_page {
  std::vector<Model> rows;
  std::optional<std::string> next;
  std::optional<std::string> previous;
};

namespace detail {

/// What a page is asked for with.
struct page_request {
  statement const* first;
  statement const* next;
  statement const* previous;
  query_shape const* shape;
  std::string payload;
  std::size_t size;
};

/// What the rows came to.
struct page_result {
  bool backwards = false;  ///< the rows came in reverse
  bool more = false;       ///< the last one is one too many
  std::optional<std::string> next;
  std::optional<std::string> previous;
};

/// Runs the statement of a page into an empty sink.
task<page_result> fetch_page_rows(page_request const* request, parameters values, object_sink sink);

template <class Row>
task<keyset_page<Row>> fetch_page(page_request request, parameters values) {
  keyset_page<Row> page;
  auto fetching =
      fetch_page_rows(&request, std::move(values),
                      {request.shape, &page.rows, &append_object<Row>, parts_of_row<Row>()});
  page_result result = co_await fetching;
  if (result.more) page.rows.pop_back();
  if (result.backwards) std::reverse(page.rows.begin(), page.rows.end());
  page.next = std::move(result.next);
  page.previous = std::move(result.previous);
  co_return std::move(page);
}

}  // namespace detail
}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/orm/page.ipp>
#endif

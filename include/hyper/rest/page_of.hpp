// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/exchange.hpp>
#include <hyper/json/writer.hpp>
#include <hyper/orm/page.hpp>
#include <hyper/rest/cursor.hpp>
#include <hyper/routing/respond.hpp>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace hyper {

/// A page of a list, as a handler's result: `{"next": …, "previous": …, "results": […]}`. It is
/// made from the page of a query, whose rows become `T`: a serializer, or the model itself. `next`
/// and `previous` are addresses that keep the request's other parameters, or null.
template <class T>
struct page_of {
  std::vector<T> results;
  std::optional<std::string> next;  ///< the payload of a cursor; it is signed when it is sent
  std::optional<std::string> previous;

  page_of() = default;
  template <class Model>
    requires std::is_constructible_v<T, Model&&>
  page_of(keyset_page<Model> page)
      : next(std::move(page.next)), previous(std::move(page.previous)) {
    results.reserve(page.rows.size());
    for (Model& row : page.rows) results.emplace_back(std::move(row));
  }
};

namespace detail {

/// Writes `{"next":…,"previous":…,"results":`.
void write_page_head(json_writer& out, request const& asked, std::optional<std::string> const& next,
                     std::optional<std::string> const& previous);

}  // namespace detail

template <class T>
struct respond_traits<page_of<T>> {
  static void respond(exchange& with, page_of<T> const& page) {
    std::string& text = exchange::body_buffer();
    {
      json_writer out(text);
      detail::write_page_head(out, with.asked, page.next, page.previous);
      out.value(page.results);
      out.literal("}");
    }
    with.answer(200, "application/json", text);
  }
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/rest/page_of.ipp>
#endif

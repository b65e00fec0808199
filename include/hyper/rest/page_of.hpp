// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/json/writer.hpp>
#include <hyper/rest/cursor.hpp>
#include <hyper/routing/respond.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hyper {

/// A page of a list: {"next": URL or null, "previous": URL or null, "results": […]}. It is made
/// from what `page` of a query gives, whose rows become `T` (a serializer, say).
template <class T>
struct page_of {
  std::vector<T> results;
  std::optional<std::string> next;  ///< payload of the cursor; signed when it is sent
  std::optional<std::string> previous;

  page_of() = default;
  template <class Page>
    requires requires(Page& page) {
      page.rows;
      page.next;
      page.previous;
    }
  page_of(Page page) : next(std::move(page.next)), previous(std::move(page.previous)) {
    results.reserve(page.rows.size());
    for (auto& row : page.rows) results.emplace_back(std::move(row));
  }
};

template <class T>
struct respond_traits<page_of<T>> {
  static void respond(exchange& with, page_of<T> const& page) {
    std::string& text = exchange::body_buffer();
    {
      json_writer out(text);
      auto const link = [&](std::optional<std::string> const& payload) {
        if (payload)
          out.string(cursor::url_of(with.asked, *payload));
        else
          out.literal("null");
      };
      out.literal("{\"next\":");
      link(page.next);
      out.literal(",\"previous\":");
      link(page.previous);
      out.literal(",\"results\":");
      out.value(page.results);
      out.literal("}");
    }
    with.answer(200, "application/json", text);
  }
};

}  // namespace hyper

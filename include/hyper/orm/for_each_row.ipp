// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/orm/for_each_row.hpp>
//
#include <hyper/postgres/database.hpp>

namespace hyper::detail {

HYPER_INLINE cursor_texts texts_of_cursor(statement const& query, std::size_t size) {
  std::string const name = "hyper_" + std::to_string(query.hash);
  return {"DECLARE " + name + " NO SCROLL CURSOR FOR " + std::string(query.sql),
          "FETCH " + std::to_string(size) + " FROM " + name, "CLOSE " + name};
}

HYPER_INLINE task<void> declare_cursor(cursor_texts const* texts, statement query,
                                       parameters values) {
  query.sql = texts->declare;
  query.hash = statement_hash(texts->declare);
  query.pure_read = false;
  query.touches = nullptr;
  auto running = database::current().run(query, std::move(values));
  co_await running;
}

HYPER_INLINE task<void> close_cursor(cursor_texts const* texts) {
  statement const closing{texts->close, statement_hash(texts->close), {}, false};
  auto running = database::current().run(closing, {});
  co_await running;
}

}  // namespace hyper::detail

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/write_rows.hpp>
//
#include "shop.hpp"

namespace {
using namespace shop;
struct rows_text {
  static constexpr void write(sql_writer& out) {
    detail::statement_writer to;
    to.out = out;
    detail::query_text const query =
        detail::number_values(*objects<brand>.filter<"name">().limit(3).shape(), 0, 0, nullptr);
    detail::write_rows(to, query);
    out = to.out;
  }
};
static_assert(detail::constant_sql<rows_text>::text ==
              R"(SELECT 1 FROM "brands" b WHERE b."name" = $1 LIMIT $2)");

// A relation behind a row may give it several times; a part of a key names several rows.
template <class Query>
constexpr bool looks_for_two(Query const& query) {
  return query.template sql<query_action::get>().ends_with(" LIMIT 2");
}
static_assert(!looks_for_two(objects<brand>.filter<"id">()));
static_assert(looks_for_two(objects<brand>.filter<"id">().filter<"products__title">()));
static_assert(looks_for_two(objects<order_line>.filter<"item">()));
static_assert(!looks_for_two(objects<product>.filter<"id">().select_related<"maker">()));
}  // namespace

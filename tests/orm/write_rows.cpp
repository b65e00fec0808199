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
}  // namespace

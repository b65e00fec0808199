// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/write_change.hpp>
//
#include "shop.hpp"

namespace {
using namespace shop;
struct erase_text {
  static constexpr void write(sql_writer& out) {
    detail::statement_writer to;
    to.out = out;
    detail::query_text const query =
        detail::number_values(*objects<brand>.filter<"parent__name">().shape(), 0, 0, nullptr);
    detail::write_erase_head(to.out, query.shape);
    detail::write_affected(to, query);
    out = to.out;
  }
};
static_assert(detail::constant_sql<erase_text>::text ==
              R"(DELETE FROM "brands" b WHERE b."id" IN (SELECT b."id" FROM "brands" b )"
              R"(LEFT JOIN "brands" p ON p."id" = b."parent_id" WHERE p."name" = $1))");
}  // namespace

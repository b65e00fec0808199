// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/write_from.hpp>
//
#include "shop.hpp"

namespace {
using namespace shop;
struct from_text {
  static constexpr void write(sql_writer& out) {
    detail::write_from(out, *objects<product>.filter<"maker__parent__name">().shape(),
                       {true, true});
  }
};
static_assert(detail::constant_sql<from_text>::text ==
              R"( FROM "products" p JOIN "brands" m ON m."id" = p."maker_id" )"
              R"(LEFT JOIN "brands" p3 ON p3."id" = m."parent_id")");
}  // namespace

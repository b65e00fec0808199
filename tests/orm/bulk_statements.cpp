// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/bulk_statements.hpp>
//
#include "shop.hpp"

namespace {
using namespace shop;
using action = detail::bulk_action;
static_assert(detail::bulk_statement<tag, action::insert>::sql ==
              R"(INSERT INTO "tags" ("label") SELECT v.c1 FROM unnest($1::text[]) AS v(c1) )"
              R"(RETURNING "id")");
static_assert(detail::bulk_statement<tag, action::upsert, "label">::sql ==
              R"(INSERT INTO "tags" ("label") SELECT v.c1 FROM unnest($1::text[]) AS v(c1) )"
              R"(ON CONFLICT ("label") DO UPDATE SET "label" = EXCLUDED."label" RETURNING "id")");
static_assert(detail::bulk_statement<order_line, action::update, "amount">::sql ==
              R"(UPDATE "order_lines" SET "amount" = v.c2 FROM )"
              R"(unnest($1::uuid[], $2::bigint[], $3::integer[]) AS v(c0, c1, c2) WHERE )"
              R"("order_lines"."buyer_id" = v.c0 AND "order_lines"."item_id" = v.c1)");
// An array cannot stand in an array: such rows go one by one.
static_assert(detail::bulk_statement<product, action::update, "words">::sql.starts_with(
    R"(UPDATE "products" SET "words" = v.c8, "version" = "products"."version" + 1 )"
    R"(FROM (SELECT $1::bigint, $2::text[]) AS v(c0, c8))"));
}  // namespace

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/query_expressions.hpp>
//
#include "filled_shop.hpp"

namespace {
using namespace shop;
static_assert(detail::split_comparison("total__gt").size == 5);
static_assert(detail::split_comparison("total__gt").how == lookup::gt);
static_assert(detail::split_comparison("total").how == lookup::exact);
static_assert(detail::is_pageable(*objects<product>.shape()));
static_assert(!detail::is_pageable(*objects<product>.only<"title">().shape()));
static_assert(
    objects<product>.only<"title">().sql() ==
    R"(SELECT p."id", p."title" FROM "products" p WHERE p."deleted" IS NULL ORDER BY p."id")");
static_assert(objects<tag>.distinct().sql<query_action::count>() ==
              R"(SELECT count(*) FROM (SELECT DISTINCT t."id", t."label" FROM "tags" t) q)");
}  // namespace

TEST_CASE("only some columns, each value once, rows locked", "[orm]") {
  filled_shop db;
  auto const some = db.wait(objects<product>.only<"stock">().all());
  CHECK(some[0].stock == 3);
  CHECK(some[0].id.is_set());
  CHECK(some[0].title.value().empty());
  auto const most = db.wait(objects<product>.defer<"words", "extent">().all());
  CHECK(most[0].title == "Anvil");
  CHECK(most[0].words.empty());
  CHECK(db.titles(objects<product>.distinct<"maker">().order_by<"maker", "-price">()) == "RR");
  auto locking = atomic([]() -> task<std::size_t> {
    auto reading = objects<product>.for_update<row_lock::update_nowait>().all();
    auto const rows = co_await reading;
    co_return rows.size();
  });
  CHECK(db.wait(std::move(locking)) == 3);
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

#include <hyper/postgres/statement_cache.hpp>
//
#include "support/catch.hpp"

using hyper::detail::statement_cache;
using hyper::detail::statement_name;

static_assert(std::string_view(statement_name(0)) == "h0000000000000000");
static_assert(std::string_view(statement_name(0xFEDCBA9876543210)) == "hfedcba9876543210");

TEST_CASE("the statement that was not used for longest gives way", "[postgres]") {
  statement_cache cache;
  for (std::uint64_t each : {1, 2, 3}) cache.insert(each);
  CHECK(cache.touch(1));
  CHECK(cache.touch(1));
  CHECK_FALSE(cache.touch(4));
  CHECK(cache.evict() == 2);
  CHECK_FALSE(cache.touch(2));
  CHECK(cache.evict() == 3);
  CHECK(cache.evict() == 1);
  CHECK(cache.size() == 0);
}

TEST_CASE("a forgotten statement is not there", "[postgres]") {
  statement_cache cache;
  cache.insert(7);
  cache.insert(8);
  CHECK(cache.erase(7));
  CHECK_FALSE(cache.erase(7));
  CHECK_FALSE(cache.touch(7));
  CHECK(cache.touch(8));
  cache.clear();
  CHECK_FALSE(cache.touch(8));
}

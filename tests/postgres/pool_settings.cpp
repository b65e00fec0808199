// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

#include <hyper/postgres/pool_settings.hpp>
//
#include "support/catch.hpp"

using namespace hyper;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("a pool that is too small says how large it has to be", "[postgres]") {
  pool_settings with;
  with.threads = 4;
  with.pool_size = 11;
  CHECK_THROWS_WITH(with.require(), ContainsSubstring("at least 12"));
  with.pool_size = 12;
  with.require();
  with.pool_size = 0;
  CHECK(with.resolved_pool_size() == 32);
  with.threads = 100;
  CHECK(with.resolved_pool_size() == 108);
  with.threads = 0;
  CHECK_THROWS_AS(with.require(), std::invalid_argument);
}

TEST_CASE("a setting out of its range is named with its value", "[postgres]") {
  pool_settings with;
  with.connect_timeout = 0;
  CHECK_THROWS_WITH(with.require(), ContainsSubstring("connect_timeout") && ContainsSubstring("0"));
  with = {};
  with.statement_timeout = -5;
  CHECK_THROWS_WITH(with.require(),
                    ContainsSubstring("statement_timeout") && ContainsSubstring("-5"));
  with = {};
  with.statement_cache = 0;
  CHECK_THROWS_WITH(with.require(), ContainsSubstring("prepared_statements"));
  with = {};
  with.max_message = 100;
  CHECK_THROWS_WITH(with.require(), ContainsSubstring("max_message"));
}

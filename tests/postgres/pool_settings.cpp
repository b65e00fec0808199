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

TEST_CASE("an address may say that a pooler is there", "[postgres]") {
  struct {
    char const* given;
    char const* passed_on;
    bool pooler;
  } const cases[] = {
      {"postgresql://u@h/d?pgbouncer=true", "postgresql://u@h/d", true},
      {"postgresql://u@h/d?pgbouncer=true&port=5", "postgresql://u@h/d?port=5", true},
      {"postgresql://u@h/d?port=5&pgbouncer=1", "postgresql://u@h/d?port=5", true},
      {"postgresql://u@h/d?a=pgbouncer&pgbouncer=false", "postgresql://u@h/d?a=pgbouncer", false},
      {"postgresql://u@h/d?xpgbouncer=true", "postgresql://u@h/d?xpgbouncer=true", false},
      {"postgresql://pgbouncer=true@h/d", "postgresql://pgbouncer=true@h/d", false},
      {"host=h pgbouncer=true dbname=d", "host=h dbname=d", true},
      {"pgbouncer=true host=h", "host=h", true},
      {"host=h", "host=h", false},
      {"", "", false},
  };
  for (auto const& each : cases) {
    pool_settings with;
    with.url = each.given;
    pool_settings const made = with.resolved();
    CHECK(made.url == each.passed_on);
    CHECK(made.transaction_pooler == each.pooler);
    CHECK(made.prepared_statements == !each.pooler);
  }
  pool_settings with;
  with.url = "postgresql://u@h/d?pgbouncer=perhaps";
  CHECK_THROWS_WITH(with.resolved(), ContainsSubstring("perhaps"));
  with.url = "host=pooler pgbouncer=true";
  CHECK(with.direct().url == "host=pooler");
  CHECK(with.direct().transaction_pooler);
  with.direct_url = "host=server";
  CHECK(with.direct().url == "host=server");
  CHECK_FALSE(with.direct().transaction_pooler);
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

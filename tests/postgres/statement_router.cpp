// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

#include <hyper/postgres/statement_router.hpp>
//
#include "postgres/with_database.hpp"

using namespace hyper;

namespace {

struct to_one : detail::statement_router {
  explicit to_one(database& where) : to(&where) {}
  database& choose(context const*, statement const* what) override {
    ++(what == nullptr ? transactions : statements);
    return *to;
  }
  database* to;
  int statements = 0;
  int transactions = 0;
};

}  // namespace

TEST_CASE("a router is asked for statements and transactions, not for what is inside",
          "[postgres]") {
  opened_database open;
  pool_settings with = test_pool();
  with.url.replace(with.url.find("/hyper?"), 7, "/postgres?");
  database other(database::beside(), with, open.loop);
  to_one router(other);
  open.database.route_by(&router);
  auto const where = []() -> task<std::string> {
    return one_value<std::string>("SELECT current_database()::text");
  };
  CHECK(&database::current() == &open.database);
  CHECK(run(where()) == "postgres");
  CHECK(router.statements == 1);
  CHECK(run(atomic(where)) == "postgres");
  CHECK(router.statements == 1);
  CHECK(router.transactions == 1);
  open.database.route_by(nullptr);
  CHECK(run(where()) == "hyper");
}

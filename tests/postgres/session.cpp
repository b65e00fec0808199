// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

#include <hyper/postgres/session.hpp>
//
#include "postgres/with_database.hpp"

using namespace hyper;

TEST_CASE("a session tells its state", "[postgres]") {
  event_loop loop;
  database db(test_pool(), loop);
  detail::session one(db);
  CHECK(one.state() == detail::session::phase::closed);
  CHECK_FALSE(one.usable());
  one.connect();
  CHECK(one.state() == detail::session::phase::connecting);
  while (one.state() == detail::session::phase::connecting) loop.turn(100);
  REQUIRE(one.usable());
  CHECK(one.idle());
  CHECK(one.transaction_status() == 'I');

  auto* const op = new detail::operation;
  op->script = "SELECT pg_sleep(0.05)";
  op->sink = {};
  one.enqueue(op);
  CHECK(one.load() == 1);
  while (!one.idle()) loop.turn(100);
  CHECK(op->done);
  detail::operation::release(op);
  one.close(detail::unavailable("enough"));
  CHECK_FALSE(one.usable());
}

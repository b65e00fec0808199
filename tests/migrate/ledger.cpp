// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/migrate/ledger.hpp>
//
#include "migrate/database_of_test.hpp"

using namespace hyper;

TEST_CASE("the database remembers what was applied, and how far", "[migrate]") {
  database_of_test on("migrate_ledger");
  CHECK(run(applied_migrations()).empty());
  run(detail::make_ledger());
  run(detail::make_ledger());
  run(detail::note_applied("0001_a", "sum"));
  run(detail::note_steps("0002_b", "other", 1));
  run(detail::note_steps("0002_b", "other", 2));
  auto found = run(applied_migrations());
  REQUIRE(found.size() == 2);
  CHECK(found[0].name == "0001_a");
  CHECK(found[0].checksum == "sum");
  CHECK(found[0].finished());
  CHECK_FALSE(found[1].finished());
  CHECK(found[1].steps_done == 2);
  run(detail::note_applied("0002_b", "other"));
  CHECK(run(applied_migrations())[1].finished());
  run(detail::note_undone("0001_a"));
  found = run(applied_migrations());
  REQUIRE(found.size() == 1);
  CHECK(detail::find_applied(found, "0002_b") == &found[0]);
  CHECK(detail::find_applied(found, "0001_a") == nullptr);
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/fetch.hpp>
//
#include "stored.hpp"

using namespace blog;

TEST_CASE("a row that cannot be read fails its query only", "[orm]") {
  stored<author> db;
  db.wait(db.database.run_script(
      R"(ALTER TABLE authors ALTER COLUMN name TYPE bigint USING 0, DROP CONSTRAINT authors_name_check)"));
  db.wait(
      db.database.run_script("INSERT INTO authors (name, contact) VALUES (1, 'a@example.org')"));
  CHECK_NOTHROW(db.wait(objects<author>.all()));
  db.wait(db.database.run_script(
      "ALTER TABLE authors ALTER COLUMN name DROP NOT NULL; UPDATE authors SET name = NULL"));
  CHECK_THROWS_AS(db.wait(objects<author>.all()), decode_error);
  CHECK_THROWS_AS(db.wait(objects<author>.first()), decode_error);
  CHECK(db.wait(objects<author>.count()) == 1);
}

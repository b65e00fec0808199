// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

#include <hyper/postgres/errors.hpp>
//
#include "postgres/with_database.hpp"

using namespace hyper;

TEST_CASE("SQLSTATE chooses the class", "[postgres]") {
  opened_database const open;
  auto const failing = [](std::string sql) { run(database::current().run_script(std::move(sql))); };
  failing(
      "DROP TABLE IF EXISTS error_child, error_parent;"
      "CREATE TABLE error_parent (id int PRIMARY KEY, v int CHECK (v > 0) NOT NULL);"
      "CREATE TABLE error_child (parent int REFERENCES error_parent);"
      "INSERT INTO error_parent VALUES (1, 1)");
  CHECK_THROWS_AS(failing("INSERT INTO error_parent VALUES (1, 1)"), unique_violation);
  CHECK_THROWS_AS(failing("INSERT INTO error_parent VALUES (2, 0)"), check_violation);
  CHECK_THROWS_AS(failing("INSERT INTO error_parent VALUES (2, NULL)"), not_null_violation);
  CHECK_THROWS_AS(failing("INSERT INTO error_child VALUES (99)"), foreign_key_violation);
  CHECK_THROWS_AS(failing("SELECT 1/0"), data_error);
  CHECK_THROWS_AS(failing("SELEKT"), programming_error);
  CHECK_THROWS_AS(failing("BEGIN READ ONLY; DELETE FROM error_parent; COMMIT"),
                  read_only_transaction);
  try {
    failing("INSERT INTO error_parent VALUES (1, 1)");
    FAIL();
  } catch (unique_violation const& why) {
    CHECK(why.constraint() == "error_parent_pkey");
    CHECK(why.fields().table == "error_parent");
    CHECK(why.sqlstate() == "23505");
  }
  failing("ROLLBACK");
  failing("DROP TABLE error_child, error_parent");
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/migrate/migration_file.hpp>
//
#include "support/catch.hpp"

using namespace hyper;

TEST_CASE("a migration is written so that it is read again", "[migrate]") {
  migration made{.name = "0002_posts",
                 .after = "0001_initial",
                 .state = "abc",
                 .replaces = {"0001_a", "0002_b"},
                 .transactional = false,
                 .destructive = true,
                 .up = "ALTER TABLE a ADD b int;\n",
                 .down = "ALTER TABLE a DROP b;\n"};
  std::string const text = migration_text(made);
  migration const read = parse_migration("0002_posts", text);
  CHECK(read.after == made.after);
  CHECK(read.state == made.state);
  CHECK(read.replaces == made.replaces);
  CHECK_FALSE(read.transactional);
  CHECK(read.destructive);
  CHECK(read.up == made.up);
  CHECK(read.down == made.down);
  CHECK(read.checksum == fingerprint(text));
  CHECK(read.up_line == 9);
  CHECK(read.down_line == 12);
}

TEST_CASE("the shortest migration, and one of another system's line ends", "[migrate]") {
  migration const read = parse_migration("0001_a", "-- up\r\nSELECT 1;\r\n");
  CHECK(read.up == "SELECT 1;\n");
  CHECK(read.down.empty());
  CHECK(read.transactional);
  CHECK(read.checksum == parse_migration("0001_a", "-- up\nSELECT 1;\n").checksum);
  CHECK(read.checksum != parse_migration("0001_a", "-- up\nSELECT 2;\n").checksum);
}

TEST_CASE("what is no migration is refused", "[migrate]") {
  CHECK_THROWS_WITH(parse_migration("0001_a", "SELECT 1;"),
                    "The migration 0001_a has no line `-- up`, behind which its SQL stands.");
  CHECK_THROWS_AS(parse_migration("0001_a", ""), migration_error);
  CHECK_THROWS_AS(parse_migration("0001_a", "-- transaction: two\n-- up\n"), migration_error);
}

TEST_CASE("a statement that takes data away is seen, whatever the head says", "[migrate]") {
  for (char const* destructive : {"drop table a", "ALTER TABLE a DROP COLUMN b", "TRUNCATE a",
                                  "SELECT 1; DROP SCHEMA s CASCADE"})
    CHECK(parse_migration("0001_a", std::string("-- up\n") + destructive).destructive);
  for (char const* harmless : {"SELECT 'DROP TABLE a'", "DROP INDEX a", "-- DROP TABLE a\nSELECT 1",
                               "ALTER TABLE a DROP CONSTRAINT b"})
    CHECK_FALSE(parse_migration("0001_a", std::string("-- up\n") + harmless).destructive);
}

TEST_CASE("fingerprints are SHA-256", "[migrate]") {
  CHECK(fingerprint("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

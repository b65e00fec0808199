// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/migrate/renames.hpp>
//
#include <hyper/migrate/read_schema.hpp>
#include "support/catch.hpp"

using namespace hyper;

namespace {
schema const before = read_schema(R"(
  CREATE TABLE old (id int, title text, CONSTRAINT old_pkey PRIMARY KEY (id),
    CONSTRAINT c CHECK (title <> 'title'));
  CREATE INDEX i ON old (lower(title));
  CREATE TABLE other (old int, CONSTRAINT f FOREIGN KEY (old) REFERENCES old (id));
  CREATE TABLE part PARTITION OF old DEFAULT;)");
}  // namespace

TEST_CASE("a rename reaches everything that refers to the name", "[migrate]") {
  schema const after = read_schema(R"(
    CREATE TABLE fresh (key int, head text, CONSTRAINT old_pkey PRIMARY KEY (key),
      CONSTRAINT c CHECK (head <> 'title'));
    CREATE INDEX i ON fresh (lower(head));
    CREATE TABLE other (old int, CONSTRAINT f FOREIGN KEY (old) REFERENCES fresh (key));
    CREATE TABLE part PARTITION OF fresh DEFAULT;)");
  std::vector<schema_operation> made;
  schema const renamed = renamed_schema(
      before, after, {{"fresh", "title", "head"}, {"fresh", "id", "key"}, {"old", "", "fresh"}},
      made);
  CHECK(renamed == after);
  REQUIRE(made.size() == 3);
  CHECK(made[0].up[0] == R"(ALTER TABLE "old" RENAME TO "fresh")");
  CHECK(made[0].down[0] == R"(ALTER TABLE "fresh" RENAME TO "old")");
  CHECK(made[1].up[0] == R"(ALTER TABLE "fresh" RENAME COLUMN "title" TO "head")");
  CHECK(made[1].note.find("programs with the old models fail") == 0);
}

TEST_CASE("what was renamed long ago is left alone", "[migrate]") {
  std::vector<schema_operation> made;
  std::vector<schema_rename> const said{{"ancient", "", "old"},
                                        {"old", "name", "title"},
                                        {"nowhere", "a", "b"},
                                        {"old", "id", "nothing"}};
  CHECK(renamed_schema(before, before, said, made) == before);
  CHECK(made.empty());
}

TEST_CASE("what looks like a rename is asked about", "[migrate]") {
  schema const from = read_schema(R"(CREATE TABLE a (x int, y varchar(8)); CREATE TABLE b (z int);
    CREATE TABLE c (p int, q int);)");
  schema const to = read_schema(R"(CREATE TABLE a (x int, yy character varying(8));
    CREATE TABLE bb (z int); CREATE TABLE c (r int, s int);)");
  auto const asked = likely_renames(from, to);
  REQUIRE(asked.size() == 2);
  CHECK(asked[0].table == "a");
  CHECK(asked[0].old_name == "y");
  CHECK(asked[0].new_name == "yy");
  CHECK(asked[1].table == "b");
  CHECK(asked[1].new_name == "bb");
}

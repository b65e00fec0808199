// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/migrate/introspect.hpp>
//
#include <hyper/migrate/difference.hpp>
#include <hyper/migrate/write_schema.hpp>
#include "migrate/database_of_test.hpp"

using namespace hyper;

namespace {

constexpr char const* rich = R"(
  CREATE EXTENSION IF NOT EXISTS hstore;
  CREATE TYPE mood AS ENUM ('good', 'it''s bad');
  CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
  CREATE UNLOGGED TABLE fast (a integer);
  CREATE TABLE "A b" (
    id integer GENERATED ALWAYS AS IDENTITY,
    n numeric(10, 2) DEFAULT 1 + 2 NOT NULL,
    twice numeric GENERATED ALWAYS AS (n * 2) STORED,
    t varchar(80) COLLATE "C" DEFAULT 'a',
    m mood, h hstore, tags text[],
    CONSTRAINT a_pkey PRIMARY KEY (id), CONSTRAINT a_check CHECK (n IN (1, 2) AND t <> '')
  );
  CREATE UNIQUE INDEX a_idx ON "A b" (lower(t), n DESC) INCLUDE (m) WHERE n > 1;
  CREATE INDEX a_tags ON "A b" USING gin (tags);
  CREATE TRIGGER stop BEFORE UPDATE OR DELETE ON "A b" FOR EACH ROW EXECUTE FUNCTION refuse();
  CREATE TABLE other (a integer, CONSTRAINT other_a_fkey FOREIGN KEY (a) REFERENCES "A b" (id)
    ON DELETE SET NULL ON UPDATE CASCADE, CONSTRAINT other_key UNIQUE NULLS NOT DISTINCT (a));
  CREATE TABLE m (day date NOT NULL, CONSTRAINT m_pkey PRIMARY KEY (day)) PARTITION BY RANGE (day);
  CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
  CREATE VIEW seen AS SELECT 1;)";

}  // namespace

TEST_CASE("a database is read as it is", "[migrate]") {
  database_of_test on("migrate_introspect");
  on.execute(rich);
  schema const found = run(introspect());
  CHECK(found.extensions == std::vector<std::string>{"hstore"});
  CHECK(found.enums == std::vector<schema_enum>{{"mood", {"good", "it's bad"}}});
  REQUIRE(found.tables.size() == 5);
  schema_table const& a = found.tables[0];
  CHECK(a.name == "A b");
  CHECK(found.find_table("fast")->unlogged);
  REQUIRE(a.columns.size() == 7);
  CHECK(column_sql(a.columns[0]) == "\"id\" integer GENERATED ALWAYS AS IDENTITY NOT NULL");
  CHECK(column_sql(a.columns[1]) == "\"n\" numeric(10,2) DEFAULT (1 + 2) NOT NULL");
  CHECK(a.columns[2].generated == "(n * (2)::numeric)");
  CHECK(column_sql(a.columns[3]) ==
        "\"t\" character varying(80) COLLATE \"C\" DEFAULT 'a'::character varying");
  CHECK(a.columns[4].type == "mood");
  CHECK(a.columns[5].type == "hstore");
  CHECK(a.columns[6].type == "text[]");
  REQUIRE(a.constraints.size() == 2);
  CHECK(a.constraints[0] == schema_constraint{"a_pkey", "PRIMARY KEY (id)"});
  REQUIRE(a.indexes.size() == 2);
  CHECK(a.indexes[0].unique);
  CHECK(a.indexes[0].definition ==
        "(lower((t)::text), n DESC) INCLUDE (m) WHERE (n > (1)::numeric)");
  CHECK(a.indexes[1].definition == "USING gin (tags)");
  REQUIRE(a.triggers.size() == 1);
  REQUIRE(found.functions.size() == 1);
  CHECK(found.functions[0].sql.starts_with("CREATE OR REPLACE FUNCTION refuse()"));
  schema_table const* const other = found.find_table("other");
  REQUIRE(other != nullptr);
  CHECK(find_named(other->constraints, "other_a_fkey")->definition ==
        "FOREIGN KEY (a) REFERENCES \"A b\"(id) ON UPDATE CASCADE ON DELETE SET NULL");
  CHECK(found.find_table("m")->partition_by == "RANGE (day)");
  schema_table const* const part = found.find_table("m_1");
  CHECK(part->partition_of == "m");
  CHECK(part->columns.empty());
  CHECK(part->indexes.empty());
}

TEST_CASE("what is read makes the same database again", "[migrate]") {
  database_of_test on("migrate_introspect_again");
  on.execute(rich);
  schema const found = run(introspect());
  schema const again = run(normalised(schema_sql(found)));
  CHECK(difference(found, again).empty());
  CHECK(again == found);
  // Nothing of it stays.
  CHECK(on.ask("SELECT count(*)::text FROM pg_namespace WHERE nspname LIKE 'hyper%'") == "0");
  CHECK_THROWS_AS(run(normalised("CREATE TABLE a (b nothing)")), programming_error);
  CHECK(on.ask("SELECT current_setting('search_path')") == "\"$user\", public");
}

TEST_CASE("a schema of another name is read, one that is not there is empty", "[migrate]") {
  database_of_test on("migrate_introspect_named");
  on.execute("CREATE SCHEMA side; CREATE TABLE side.a (b int PRIMARY KEY REFERENCES side.a)");
  schema const side = run(introspect("side"));
  REQUIRE(side.tables.size() == 1);
  CHECK(side.tables[0].constraints.at(1).definition == "FOREIGN KEY (b) REFERENCES a(b)");
  CHECK(run(introspect()).tables.empty());
  CHECK(run(introspect("nowhere")).tables.empty());
}

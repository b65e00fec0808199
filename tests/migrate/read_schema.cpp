// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/migrate/read_schema.hpp>
//
#include <hyper/orm/create_table.hpp>
#include <hyper/orm/created_at.hpp>
#include <hyper/orm/foreign_key.hpp>
#include <hyper/orm/unique.hpp>
#include "support/catch.hpp"

using namespace hyper;

namespace {

struct author {
  primary_key<> id;
  text<1, 80> name;
  using meta = model<table<"authors">>;
};
struct post {
  primary_key<> id;
  unique<slug> address;
  std::optional<std::string> body;
  foreign_key<author> writer;
  created_at created;
  using meta = model<table<"posts">, indexed_by<"writer", "-created">>;
};

std::string refusal(std::string_view script) {
  try {
    read_schema(script);
  } catch (schema_error const& refused) {
    return refused.what();
  }
  return "none";
}

}  // namespace

TEST_CASE("the SQL of models is read as it was meant", "[migrate]") {
  schema const whole = read_schema(create_tables<post, author>());
  REQUIRE(whole.tables.size() == 2);
  CHECK(whole.tables[0].name == "authors");
  schema_table const& posts = whole.tables[1];
  REQUIRE(posts.columns.size() == 5);
  CHECK(posts.columns[0] ==
        schema_column{.name = "id", .type = "bigint", .identity = "BY DEFAULT", .not_null = true});
  CHECK(posts.columns[1] ==
        schema_column{.name = "address", .type = "varchar(255)", .not_null = true});
  CHECK(posts.columns[2] == schema_column{.name = "body", .type = "text"});
  CHECK(posts.columns[4] ==
        schema_column{
            .name = "created", .type = "timestamptz", .default_sql = "now()", .not_null = true});
  CHECK(posts.key() == std::vector<std::string>{"id"});
  auto const* const key = find_named(posts.constraints, "posts_writer_id_fkey");
  REQUIRE(key != nullptr);
  CHECK(key->target() == "authors");
  CHECK(key->definition ==
        R"(FOREIGN KEY ("writer_id") REFERENCES "authors" ("id") ON DELETE CASCADE)");
  REQUIRE(posts.indexes.size() == 1);
  CHECK(posts.indexes[0] == schema_index{.name = "posts_writer_id_created_idx",
                                         .definition = R"(("writer_id", "created" DESC))"});
}

TEST_CASE("everything that a schema can have is read", "[migrate]") {
  schema const whole = read_schema(R"(
    CREATE EXTENSION IF NOT EXISTS hstore;
    CREATE TYPE mood AS ENUM ('good', 'it''s bad');
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
    CREATE UNLOGGED TABLE "a" (
      "id" integer GENERATED ALWAYS AS IDENTITY NOT NULL,
      n numeric(10, 2) DEFAULT (1 + 2)::numeric(10,2) NOT NULL,
      twice numeric GENERATED ALWAYS AS (n * 2) STORED,
      t text COLLATE "C" DEFAULT 'a, b'::text,
      tags text[] DEFAULT ARRAY['x', 'y'] NULL,
      CONSTRAINT a_pkey PRIMARY KEY (id), CONSTRAINT a_check CHECK (n > 0 AND (t <> ',)'))
    );
    CREATE UNIQUE INDEX a_idx ON a USING btree (lower(t)) INCLUDE (n) WHERE n > 1;
    CREATE TRIGGER stop BEFORE UPDATE OR DELETE ON a EXECUTE FUNCTION refuse();
    CREATE TABLE m (day date NOT NULL) PARTITION BY RANGE (day);
    CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
    ALTER TABLE m ADD CONSTRAINT m_fkey FOREIGN KEY (day) REFERENCES a (id) NOT VALID;)");
  CHECK(whole.extensions == std::vector<std::string>{"hstore"});
  CHECK(whole.enums == std::vector<schema_enum>{{"mood", {"good", "it's bad"}}});
  REQUIRE(whole.functions.size() == 1);
  CHECK(whole.functions[0].name == "refuse");
  REQUIRE(whole.tables.size() == 3);
  schema_table const& a = whole.tables[0];
  CHECK(a.unlogged);
  REQUIRE(a.columns.size() == 5);
  CHECK(a.columns[0].identity == "ALWAYS");
  CHECK(a.columns[1].type == "numeric(10, 2)");
  CHECK(a.columns[1].default_sql == "(1 + 2)::numeric(10,2)");
  CHECK(a.columns[2].generated == "n * 2");
  CHECK(a.columns[3].collation == "\"C\"");
  CHECK(a.columns[3].default_sql == "'a, b'::text");
  CHECK(a.columns[4].type == "text[]");
  CHECK(a.columns[4].default_sql == "ARRAY['x', 'y']");
  REQUIRE(a.constraints.size() == 2);
  CHECK(a.constraints[1].definition == "CHECK (n > 0 AND (t <> ',)'))");
  REQUIRE(a.indexes.size() == 1);
  CHECK(a.indexes[0].unique);
  CHECK(a.indexes[0].definition == "USING btree (lower(t)) INCLUDE (n) WHERE n > 1");
  REQUIRE(a.triggers.size() == 1);
  CHECK(whole.tables[1].partition_by == "RANGE (day)");
  CHECK(whole.tables[1].constraints[0].target() == "a");
  CHECK(whole.tables[2].partition_of == "m");
  CHECK(whole.tables[2].bound == "FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')");
}

TEST_CASE("what is not a schema is refused with its line", "[migrate]") {
  CHECK(refusal("\n\nDROP TABLE a") ==
        "The statement in line 3 (DROP TABLE a …) cannot be read as part of a schema: only CREATE "
        "and ALTER TABLE … ADD CONSTRAINT are read.");
  for (char const* wrong :
       {"CREATE VIEW a AS SELECT 1", "CREATE TABLE", "CREATE TABLE a", "CREATE TABLE a (b",
        "CREATE TABLE a (id integer PRIMARY KEY)", "CREATE INDEX i ON nowhere (a)",
        "CREATE TABLE a (b int NOT)", "CREATE TYPE a AS (b int)", "ALTER TABLE a DROP b",
        "CREATE TABLE a (b int GENERATED ALWAYS)", "CREATE TYPE a AS ENUM ('x'", "CREATE TRIGGER"})
    CHECK(refusal(wrong).starts_with("The statement in line 1"));
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/migrate/write_schema.hpp>
//
#include <hyper/migrate/read_schema.hpp>
#include "support/catch.hpp"

using namespace hyper;

TEST_CASE("a schema is written so that it is read again", "[migrate]") {
  schema const whole = read_schema(R"(
    CREATE EXTENSION IF NOT EXISTS "hstore";
    CREATE TYPE "mood" AS ENUM ('good', 'it''s bad');
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE sql AS $$ SELECT 1; $$;
    CREATE UNLOGGED TABLE "a" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL,
      "n" numeric DEFAULT 1, "t" text COLLATE "C" GENERATED ALWAYS AS ('x'::text) STORED,
      CONSTRAINT "a_pkey" PRIMARY KEY ("id"));
    CREATE UNIQUE INDEX "a_idx" ON "a" (lower(t)) WHERE n > 1;
    CREATE TRIGGER stop BEFORE DELETE ON "a" EXECUTE FUNCTION refuse();
    CREATE TABLE "m" ("day" date NOT NULL) PARTITION BY RANGE (day);
    CREATE TABLE "m_1" PARTITION OF "m" FOR VALUES FROM (MINVALUE) TO (MAXVALUE);)");
  CHECK(read_schema(schema_sql(whole)) == whole);
}

TEST_CASE("tables are made behind those that they point to", "[migrate]") {
  schema const whole = read_schema(R"(
    CREATE TABLE c ("p" int);
    CREATE TABLE b ("a" int);
    CREATE TABLE a ("id" int, CONSTRAINT a_pkey PRIMARY KEY (id));
    CREATE TABLE d ("id" int);
    ALTER TABLE c ADD CONSTRAINT c_fkey FOREIGN KEY (p) REFERENCES b (a);
    ALTER TABLE b ADD CONSTRAINT b_fkey FOREIGN KEY (a) REFERENCES a (id);
    ALTER TABLE d ADD CONSTRAINT d_fkey FOREIGN KEY (id) REFERENCES d (id);)");
  auto const order = in_dependency_order(whole.tables);
  std::string names;
  for (auto const* each : order) names += each->name;
  CHECK(names == "adbc");
  CHECK(schema_sql(whole).find("ALTER TABLE") == std::string::npos);
}

TEST_CASE("tables that point to each other get one foreign key later", "[migrate]") {
  schema const whole = read_schema(R"(
    CREATE TABLE "a" ("b" int);
    CREATE TABLE "b" ("a" int);
    ALTER TABLE a ADD CONSTRAINT a_fkey FOREIGN KEY (b) REFERENCES b (a);
    ALTER TABLE b ADD CONSTRAINT b_fkey FOREIGN KEY (a) REFERENCES a (b);)");
  std::string const script = schema_sql(whole);
  CHECK(script ==
        "CREATE TABLE \"a\" (\n  \"b\" int\n);\n\n"
        "CREATE TABLE \"b\" (\n  \"a\" int,\n"
        "  CONSTRAINT \"b_fkey\" FOREIGN KEY (a) REFERENCES a (b)\n);\n\n"
        "ALTER TABLE \"a\" ADD CONSTRAINT \"a_fkey\" FOREIGN KEY (b) REFERENCES b (a);\n");
  CHECK(read_schema(script) == whole);
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/migrate/difference.hpp>
//
#include <hyper/migrate/read_schema.hpp>
#include "support/catch.hpp"

using namespace hyper;

namespace {

constexpr std::string_view blog = R"(
  CREATE TABLE "authors" ("id" bigint NOT NULL, "name" text NOT NULL,
    CONSTRAINT "authors_pkey" PRIMARY KEY ("id"));
  CREATE TABLE "posts" ("id" bigint NOT NULL, "title" text NOT NULL, "writer_id" bigint,
    CONSTRAINT "posts_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "posts_title_key" UNIQUE ("title"),
    CONSTRAINT "posts_writer_id_fkey" FOREIGN KEY ("writer_id") REFERENCES "authors" ("id"));
  CREATE INDEX "posts_writer_id_idx" ON "posts" ("writer_id");)";

std::vector<std::string> summaries(std::string_view from, std::string_view to,
                                   std::vector<schema_rename> const& renames = {}) {
  std::vector<std::string> made;
  for (auto const& each : difference(read_schema(from), read_schema(to), renames))
    made.push_back(std::string(each.stage == operation_stage::online     ? "online: "
                               : each.stage == operation_stage::contract ? "contract: "
                                                                         : "") +
                   each.summary);
  return made;
}
using list = std::vector<std::string>;

std::string replaced(std::string_view text, std::string_view what, std::string_view with) {
  std::string made(text);
  std::size_t const at = made.find(what);
  REQUIRE(at != made.npos);
  return made.replace(at, what.size(), with);
}

}  // namespace

TEST_CASE("nothing differs from itself", "[migrate]") { CHECK(summaries(blog, blog).empty()); }

TEST_CASE("tables are made in order, and go in the other", "[migrate]") {
  CHECK(summaries("", blog) == list{"create table authors", "create table posts"});
  CHECK(summaries(blog, "") == list{"contract: drop table posts", "contract: drop table authors"});
}

TEST_CASE("a column comes at once, an index online", "[migrate]") {
  auto const more = replaced(blog, "\"writer_id\" bigint,", "\"writer_id\" bigint, \"day\" date,") +
                    "CREATE INDEX posts_day_idx ON posts (day);";
  CHECK(summaries(blog, more) == list{"add column posts.day", "online: add index posts_day_idx"});
  CHECK(summaries(more, blog) ==
        list{"contract: drop index posts_day_idx", "contract: drop column posts.day"});
}

TEST_CASE("a required column is relaxed before it goes", "[migrate]") {
  auto const less = replaced(blog, "\"name\" text NOT NULL,", "");
  CHECK(summaries(blog, less) ==
        list{"allow no value in authors.name", "contract: drop column authors.name"});
}

TEST_CASE("constraints of a table in use come in two steps", "[migrate]") {
  auto const checked = replaced(blog, "CONSTRAINT \"posts_title_key\"",
                                "CONSTRAINT \"posts_title_check\" CHECK (title <> ''), CONSTRAINT "
                                "\"posts_title_key\"");
  auto const made = difference(read_schema(blog), read_schema(checked));
  REQUIRE(made.size() == 2);
  CHECK(made[0].up[0] ==
        R"(ALTER TABLE "posts" ADD CONSTRAINT "posts_title_check" CHECK (title <> '') NOT VALID)");
  CHECK(made[1].stage == operation_stage::online);
  CHECK(made[1].up[0] == R"(ALTER TABLE "posts" VALIDATE CONSTRAINT "posts_title_check")");
  CHECK(summaries(checked, blog) == list{"drop constraint posts_title_check"});

  auto const plain = replaced(blog, "CONSTRAINT \"posts_title_key\" UNIQUE (\"title\"),", "");
  auto const unique = difference(read_schema(plain), read_schema(blog));
  REQUIRE(unique.size() == 1);
  CHECK(unique[0].stage == operation_stage::online);
  CHECK(unique[0].up[0] ==
        R"(CREATE UNIQUE INDEX CONCURRENTLY "posts_title_key" ON "posts" ("title"))");
}

TEST_CASE("a changed index is made anew, an index of another name renamed", "[migrate]") {
  auto const other = replaced(blog, "\"posts\" (\"writer_id\")", "\"posts\" (\"writer_id\" DESC)");
  CHECK(summaries(blog, other) ==
        list{"online: drop index posts_writer_id_idx", "online: add index posts_writer_id_idx"});
  auto const named = replaced(blog, "\"posts_writer_id_idx\"", "\"by_writer\"");
  CHECK(summaries(blog, named) == list{"rename posts_writer_id_idx to by_writer"});
  auto const key = replaced(blog, "\"posts_title_key\"", "\"one_title\"");
  CHECK(summaries(blog, key) == list{"rename posts_title_key to one_title"});
}

TEST_CASE("a renamed column keeps its constraints and values", "[migrate]") {
  std::string head(blog);
  head = replaced(head, "\"title\" text", "\"head\" text");
  head = replaced(head, "\"posts_title_key\" UNIQUE (\"title\")",
                  "\"posts_head_key\" UNIQUE (\"head\")");
  CHECK(summaries(blog, head, {{"posts", "title", "head"}}) ==
        list{"rename column posts.title to head", "rename posts_title_key to posts_head_key"});
  CHECK(summaries(blog, head).size() > 2);
}

TEST_CASE("tables in a circle are made and dropped", "[migrate]") {
  constexpr std::string_view circle = R"(CREATE TABLE "a" ("b" int); CREATE TABLE "b" ("a" int);
    ALTER TABLE a ADD CONSTRAINT a_fkey FOREIGN KEY (b) REFERENCES b (a);
    ALTER TABLE b ADD CONSTRAINT b_fkey FOREIGN KEY (a) REFERENCES a (b);)";
  CHECK(summaries("", circle) == list{"create table a", "create table b", "add constraint a_fkey"});
  CHECK(summaries(circle, "") == list{"contract: drop table b", "contract: drop constraint a_fkey",
                                      "contract: drop table a"});
}

TEST_CASE("types, functions, triggers and extensions", "[migrate]") {
  constexpr std::string_view rich = R"(CREATE EXTENSION IF NOT EXISTS hstore;
    CREATE TYPE mood AS ENUM ('good');
    CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
    CREATE TABLE a (m mood);
    CREATE TRIGGER t BEFORE DELETE ON a EXECUTE FUNCTION stop();)";
  constexpr std::string_view poor = "CREATE TABLE a (m text);";
  CHECK(summaries("", rich) == list{"create type mood", "create extension hstore",
                                    "create function stop", "create table a"});
  CHECK(summaries(poor, rich) == list{"create type mood", "create extension hstore",
                                      "create function stop",
                                      "change type of a.m from text to mood", "add trigger t"});
  CHECK(summaries(rich, poor) ==
        list{"drop trigger t", "change type of a.m from mood to text", "contract: drop type mood"});
  auto const more = replaced(rich, "'good'", "'good', 'bad'");
  CHECK(summaries(rich, more) == list{"online: add values to mood"});
  CHECK_THROWS_AS(summaries(more, rich), schema_error);
}

TEST_CASE("a table in parts is altered plainly, and never parted anew", "[migrate]") {
  constexpr std::string_view parts = R"(CREATE TABLE m (day date, n int) PARTITION BY RANGE (day);
    CREATE TABLE m1 PARTITION OF m DEFAULT;)";
  CHECK(summaries(parts, std::string(parts) + "CREATE INDEX i ON m (n);") == list{"add index i"});
  CHECK_THROWS_AS(summaries(parts, replaced(parts, "RANGE", "LIST")), schema_error);
  CHECK_THROWS_AS(summaries(parts, replaced(parts, "DEFAULT", "FOR VALUES IN (1)")), schema_error);
}

TEST_CASE("logging is switched", "[migrate]") {
  auto const made = difference(read_schema("CREATE TABLE a (b int)"),
                               read_schema("CREATE UNLOGGED TABLE a (b int)"));
  REQUIRE(made.size() == 1);
  CHECK(made[0].up[0] == R"(ALTER TABLE "a" SET UNLOGGED)");
  CHECK(made[0].down[0] == R"(ALTER TABLE "a" SET LOGGED)");
}

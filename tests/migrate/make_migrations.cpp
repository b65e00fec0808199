// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/migrate/make_migrations.hpp>
//
#include "support/catch.hpp"

using namespace hyper;

namespace {

constexpr std::string_view before = R"(CREATE TABLE IF NOT EXISTS "posts" (
  "id" bigint NOT NULL, "title" text NOT NULL, CONSTRAINT "posts_pkey" PRIMARY KEY ("id"));)";
constexpr std::string_view after = R"(CREATE TABLE IF NOT EXISTS "posts" (
  "id" bigint NOT NULL, "day" date, CONSTRAINT "posts_pkey" PRIMARY KEY ("id"));
  CREATE INDEX IF NOT EXISTS "posts_day_idx" ON "posts" ("day");)";

/// The folder as it is when the files have been written.
migration_folder with(migration_folder folder, new_migrations const& made) {
  for (migration const& each : made.files)
    folder.migrations.push_back(parse_migration(each.name, migration_text(each)));
  folder.schema = made.schema;
  return folder;
}

}  // namespace

TEST_CASE("the first migration makes everything", "[migrate]") {
  auto const made = make_migrations({}, before);
  REQUIRE(made.files.size() == 1);
  CHECK(made.summaries == std::vector<std::string>{"create table posts"});
  CHECK(migration_text(made.files[0]) ==
        "-- migration: 0001_initial\n-- state: " + fingerprint(made.schema) + R"(

-- up
-- create table posts
CREATE TABLE "posts" (
  "id" bigint NOT NULL,
  "title" text NOT NULL,
  CONSTRAINT "posts_pkey" PRIMARY KEY ("id")
);

-- down
-- undo: create table posts
DROP TABLE "posts";
)");
  CHECK(make_migrations(with({}, made), before).files.empty());
}

TEST_CASE("each stage has a file of its own, one behind the other", "[migrate]") {
  auto const first = with({}, make_migrations({}, before));
  auto const made = make_migrations(first, after);
  REQUIRE(made.files.size() == 3);
  CHECK(made.files[0].name == "0002_posts_day_and_2_more");
  CHECK(made.files[0].after == "0001_initial");
  CHECK(made.files[0].transactional);
  CHECK(made.files[0].state.empty());
  CHECK(made.files[1].name == "0003_posts_day_and_2_more_online");
  CHECK_FALSE(made.files[1].transactional);
  CHECK(made.files[2].name == "0004_posts_day_and_2_more_contract");
  CHECK(made.files[2].destructive);
  CHECK(made.files[2].up.find("four phases") != std::string::npos);
  CHECK(made.files[2].state == fingerprint(made.schema));
  CHECK(make_migrations(with(first, made), after).files.empty());

  auto const renamed =
      make_migrations(first, R"(CREATE TABLE "posts" ("id" bigint NOT NULL, "head" text NOT NULL,
        CONSTRAINT "posts_pkey" PRIMARY KEY ("id"));)",
                      {{"posts", "title", "head"}}, "A New name!");
  REQUIRE(renamed.files.size() == 1);
  CHECK(renamed.files[0].name == "0002_a_new_name_");
  CHECK(renamed.files[0].up.find("RENAME COLUMN \"title\" TO \"head\"") != std::string::npos);
}

TEST_CASE("an empty migration keeps the state", "[migrate]") {
  auto const first = with({}, make_migrations({}, before));
  auto const made = empty_migration(first, "fill titles");
  REQUIRE(made.files.size() == 1);
  CHECK(made.files[0].name == "0002_fill_titles");
  CHECK(made.files[0].state == first.migrations[0].state);
  CHECK(make_migrations(with(first, made), before).files.empty());
}

TEST_CASE("many migrations become one, unless that would lose something", "[migrate]") {
  auto folder = with({}, make_migrations({}, before));
  CHECK_THROWS_AS(squash_migrations(folder), migration_error);
  folder = with(folder, make_migrations(folder, after));
  auto const made = squash_migrations(folder);
  REQUIRE(made.files.size() == 1);
  CHECK(made.files[0].name == "0005_squashed");
  CHECK(made.files[0].after.empty());
  CHECK(made.files[0].replaces.size() == 4);
  CHECK(made.files[0].up.find("ALTER") == std::string::npos);
  CHECK(make_migrations(with(folder, made), after).files.empty());
  CHECK(made.files[0].state == fingerprint(folder.schema));

  auto filled = empty_migration(folder, "fill");
  filled.files[0].up = "UPDATE posts SET day = now();\n";
  CHECK_THROWS_WITH(squash_migrations(with(folder, filled)),
                    "The migration 0005_fill does more than its models say (UPDATE posts …), which "
                    "would be lost: it cannot be squashed.");
  for (std::string const by_hand : {"CREATE VIEW v AS SELECT 1", "CREATE FUNCTION f() …",
                                    "CREATE OR REPLACE VIEW v AS SELECT 2", "ALTER ROLE r …",
                                    "DROP VIEW v", "CREATE POLICY p ON posts"}) {
    filled.files[0].up = by_hand + ";\n";
    CHECK_THROWS_AS(squash_migrations(with(folder, filled)), migration_error);
  }
  for (std::string const known :
       {"CREATE UNIQUE INDEX i ON posts (id)", "CREATE OR REPLACE FUNCTION hyper_append_only() …",
        "CREATE FUNCTION \"posts_keep_history\"() …", "CREATE EXTENSION IF NOT EXISTS hstore",
        "ALTER TYPE t ADD VALUE 'x'", "DROP TRIGGER t ON posts", "CREATE UNLOGGED TABLE u ()"}) {
    filled.files[0].up = known + ";\n";
    CHECK(squash_migrations(with(folder, filled)).files.size() == 1);
  }
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/migrate/drift.hpp>
//
#include "migrate/database_of_test.hpp"

using namespace hyper;

namespace {
constexpr char const* models = R"(
  CREATE TABLE IF NOT EXISTS "authors" ("id" bigint NOT NULL, "name" varchar(80) NOT NULL,
    CONSTRAINT "authors_pkey" PRIMARY KEY ("id"));
  CREATE TABLE IF NOT EXISTS "posts" ("id" bigint NOT NULL, "day" date DEFAULT now(),
    "status" text, "writer_id" bigint,
    CONSTRAINT "posts_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "posts_status_check" CHECK ("status" IN ('draft', 'ready')),
    CONSTRAINT "posts_writer_id_fkey" FOREIGN KEY ("writer_id") REFERENCES "authors" ("id"));
  CREATE INDEX IF NOT EXISTS "posts_day_idx" ON "posts" ("day" DESC);)";
}

TEST_CASE("a database that the models made does not drift", "[migrate]") {
  database_of_test on("migrate_drift");
  on.execute(models);
  on.execute("CREATE TABLE somebody_elses (a int)");
  CHECK(run(find_drift(models)).empty());
}

TEST_CASE("each difference is a sentence", "[migrate]") {
  database_of_test on("migrate_drift_found");
  on.execute(models);
  on.execute(R"(ALTER TABLE authors ALTER COLUMN name TYPE text;
    ALTER TABLE posts DROP COLUMN day; ALTER TABLE posts ADD COLUMN extra int;
    ALTER TABLE posts DROP CONSTRAINT posts_status_check;
    ALTER TABLE posts DROP CONSTRAINT posts_writer_id_fkey;
    CREATE INDEX hidden ON posts (extra))");
  CHECK(run(find_drift(models)) ==
        std::vector<std::string>{
            "The database has table authors, column name as: text NOT NULL; the models say: "
            "character varying(80) NOT NULL.",
            "The database lacks table posts, column day: date DEFAULT now().",
            "The database lacks table posts, constraint posts_status_check: CHECK ((status = ANY "
            "(ARRAY['draft'::text, 'ready'::text]))).",
            "The database lacks table posts, constraint posts_writer_id_fkey: FOREIGN KEY "
            "(writer_id) REFERENCES authors(id).",
            "The database lacks table posts, index posts_day_idx: (day DESC).",
            "The models lack table posts, column extra: integer.",
            "The models lack table posts, index hidden: (extra)."});
  on.execute("DROP TABLE posts");
  CHECK(run(find_drift(models)).at(1) == "The database lacks table posts: logged.");
  CHECK(run(find_drift(models)).size() == 2);
}

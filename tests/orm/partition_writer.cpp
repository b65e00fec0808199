// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/partition_writer.hpp>
//
#include "stored.hpp"

using namespace hyper;

namespace {

struct measure {
  std::int64_t id = 0;
  date day{};
  text<1, 20> region{};
  using meta =
      model<table<"measures">, partitioned_by<"RANGE (day)">, keyed_by<"id", "day", "region">,
            indexed_by<"region">, needs_extension<"pg_trgm">,
            listed_type<"mood", "good", "it's bad">,
            table_partition<"measures_old", "FOR VALUES FROM (MINVALUE) TO ('2026-01-01')">,
            table_partition<"measures_new", "DEFAULT PARTITION BY LIST (region)">,
            table_partition<"measures_new_n", "FOR VALUES IN ('n')", "measures_new">>;
};
static_assert(create_tables<measure>().starts_with(R"(CREATE EXTENSION IF NOT EXISTS "pg_trgm";
DO $hyper$BEGIN CREATE TYPE "mood" AS ENUM ('good', 'it''s bad'); EXCEPTION WHEN duplicate_object THEN NULL; END$hyper$;
CREATE TABLE IF NOT EXISTS "measures" ()"));
static_assert(create_table<measure>() == R"(CREATE TABLE "measures" (
  "id" bigint NOT NULL,
  "day" date NOT NULL,
  "region" varchar(20) NOT NULL,
  CONSTRAINT "measures_pkey" PRIMARY KEY ("id", "day", "region"),
  CONSTRAINT "measures_region_check" CHECK (char_length("region") >= 1)
) PARTITION BY RANGE (day);
CREATE TABLE "measures_old" PARTITION OF "measures" FOR VALUES FROM (MINVALUE) TO ('2026-01-01');
CREATE TABLE "measures_new" PARTITION OF "measures" DEFAULT PARTITION BY LIST (region);
CREATE TABLE "measures_new_n" PARTITION OF "measures_new" FOR VALUES IN ('n');
CREATE INDEX "measures_region_idx" ON "measures" ("region");
)");

}  // namespace

TEST_CASE("rows find their partition", "[orm]") {
  stored<measure> db;
  db.wait(db.database.run_script(std::string(create_tables<measure>())));
  measure one{.id = 1, .day = *date::from_text("2025-05-01"), .region = "s"};
  db.wait(insert(one));
  one.day = *date::from_text("2026-05-01");
  CHECK_THROWS_AS(db.wait(insert(one)), database_error);  // of no partition
  one.region = "n";
  db.wait(insert(one));
  CHECK(db.wait(objects<measure>.count()) == 2);
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/migrate/apply.hpp>
//
#include <future>
#include <hyper/migrate/difference.hpp>
#include <hyper/migrate/introspect.hpp>
#include <hyper/migrate/make_migrations.hpp>
#include <thread>
#include "migrate/database_of_test.hpp"

using namespace hyper;

namespace {

using list = std::vector<std::string>;

migration_folder folder_of(std::vector<std::pair<std::string, std::string>> const& files) {
  migration_folder made;
  for (auto const& [name, text] : files) made.migrations.push_back(parse_migration(name, text));
  return made;
}

/// The options of a test, in which what is said is kept.
struct heard : migration_options {
  heard() {
    self = this;
    lock_pause = 1;
    say = [](void* to, std::string_view line) {
      static_cast<heard*>(to)->lines.emplace_back(line);
    };
  }
  list lines;
};

std::string failure_of(migration_folder const& folder, migration_options const& with = {}) {
  try {
    run(apply_migrations(folder, with));
  } catch (migration_error const& failed) {
    return failed.what();
  }
  return "none";
}

constexpr char const* make_a = "-- up\nCREATE TABLE a (b int);\n-- down\nDROP TABLE a;\n";

}  // namespace

TEST_CASE("migrations are applied once, and undone", "[migrate]") {
  database_of_test on("migrate_apply");
  auto const folder =
      folder_of({{"0001_a", make_a},
                 {"0002_b",
                  "-- up\nALTER TABLE a ADD c text DEFAULT 'x;y';\nINSERT INTO a VALUES (1);\n"
                  "-- down\nDELETE FROM a;\nALTER TABLE a DROP c;\n"}});
  CHECK(run(apply_migrations(folder, {})) == list{"0001_a", "0002_b"});
  CHECK(run(apply_migrations(folder, {})).empty());
  CHECK(on.ask("SELECT c FROM a") == "x;y");
  CHECK(run(roll_back(folder, {})) == list{"0002_b"});
  CHECK(on.ask("SELECT count(*)::text FROM a") == "0");
  migration_options all;
  all.target = "zero";
  all.allow_destructive = true;
  CHECK(run(roll_back(folder, all)) == list{"0001_a"});
  CHECK(on.ask("SELECT to_regclass('a')::text") == "");
  CHECK(run(applied_migrations()).empty());
}

TEST_CASE("a migration that fails leaves nothing, and says where", "[migrate]") {
  database_of_test on("migrate_apply_fails");
  auto const folder = folder_of(
      {{"0001_a", make_a},
       {"0002_b", "-- up\nALTER TABLE a ADD c text;\n\nINSERT INTO a\n  VALUES ('no number');\n"}});
  CHECK(failure_of(folder) ==
        "The migration 0002_b failed in statement 2 (line 4, INSERT INTO a …): invalid input "
        "syntax for type integer: \"no number\" (22P02). Nothing of it was applied.");
  CHECK(run(applied_migrations()).size() == 1);
  CHECK(run(introspect()).find_table("a")->columns.size() == 1);
  // The connection is clean: the next run fails the same way.
  CHECK(failure_of(folder).starts_with("The migration 0002_b failed in statement 2"));
}

TEST_CASE("what is only noted is not run", "[migrate]") {
  database_of_test on("migrate_apply_fake");
  auto const folder = folder_of({{"0001_a", make_a}});
  migration_options fake;
  fake.fake = true;
  CHECK(run(apply_migrations(folder, fake)) == list{"0001_a"});
  CHECK(on.ask("SELECT to_regclass('a')::text") == "");
  CHECK(run(applied_migrations()).size() == 1);
  CHECK(run(roll_back(folder, fake)) == list{"0001_a"});
  CHECK(run(applied_migrations()).empty());
}

TEST_CASE("a lock that does not come is waited for again, without holding up others", "[migrate]") {
  database_of_test on("migrate_apply_lock");
  on.execute("CREATE TABLE a (b int)");
  auto const folder =
      folder_of({{"0001_c", "-- up\nALTER TABLE a ADD c text;\n"},
                 {"0002_d", "-- transaction: none\n-- up\nALTER TABLE a ADD d int;"}});
  std::promise<void> locked;
  std::promise<void> enough;
  std::thread holder([&, url = on.fresh.url()] {
    event_loop loop;
    database_of_test::connected own(loop, url);
    run(atomic([&]() -> task<void> {
      auto locking = detail::execute_statement("LOCK TABLE a IN ACCESS SHARE MODE");
      co_await locking;
      locked.set_value();
      enough.get_future().wait();
    }));
  });
  locked.get_future().wait();
  heard with;
  with.lock_timeout = 20;
  with.lock_attempts = 2;
  CHECK(failure_of(folder, with) ==
        "The migration 0001_c failed in statement 1 (line 2, ALTER TABLE a ADD c text): canceling "
        "statement due to lock timeout (55P03). Nothing of it was applied.");
  CHECK(with.lines ==
        list{"Applying 0001_c",
             "0001_c waited 20 ms for a lock that somebody else holds: trying again."});
  // The lock is given back after the first attempt that did not get it.
  struct releasing : heard {
    std::promise<void>* enough = nullptr;
    bool released = false;
  } patient;
  patient.enough = &enough;
  patient.lock_timeout = 20;
  patient.lock_attempts = 1'000;
  patient.say = [](void* to, std::string_view line) {
    auto& it = *static_cast<releasing*>(static_cast<heard*>(to));
    if (line.find("trying again") == line.npos || std::exchange(it.released, true)) return;
    it.enough->set_value();
  };
  CHECK(run(apply_migrations(folder, patient)) == list{"0001_c", "0002_d"});
  CHECK(patient.released);
  holder.join();
}

TEST_CASE("steps outside of a transaction go on where they ended", "[migrate]") {
  database_of_test on("migrate_apply_steps");
  on.execute("CREATE TABLE a (b int); INSERT INTO a VALUES (1), (1)");
  auto const folder = folder_of({{"0001_i",
                                  "-- transaction: none\n-- up\nALTER TABLE a ADD c int;\n"
                                  "CREATE UNIQUE INDEX CONCURRENTLY a_b_idx ON a (b);\n"
                                  "CREATE INDEX CONCURRENTLY a_c_idx ON a (c);\n-- down\n"
                                  "DROP INDEX CONCURRENTLY a_c_idx;\n"
                                  "DROP INDEX CONCURRENTLY a_b_idx;\n"}});
  std::string const failed = failure_of(folder);
  CHECK(failed.starts_with("The migration 0001_i failed in statement 2 (line 4, CREATE UNIQUE"));
  CHECK(failed.ends_with("The statements before it stay applied; the next run goes on with it."));
  CHECK(run(applied_migrations()).at(0).steps_done == 1);
  CHECK(on.ask("SELECT indisvalid::text FROM pg_index WHERE indexrelid = 'a_b_idx'::regclass") ==
        "false");
  on.execute("DELETE FROM a");
  CHECK(run(apply_migrations(folder, {})) == list{"0001_i"});
  CHECK(on.ask("SELECT bool_and(indisvalid)::text || count(*) FROM pg_index "
               "WHERE indrelid = 'a'::regclass") == "true2");
  CHECK(run(applied_migrations()).at(0).finished());
  CHECK(run(roll_back(folder, {})) == list{"0001_i"});
  CHECK(on.ask("SELECT count(*)::text FROM pg_index WHERE indrelid = 'a'::regclass") == "0");
}

namespace {

std::string address;  // of the database, for the processes that a test starts
bool with_steps = true;

int migrate_alone(int, char**) {
  event_loop loop;
  database_of_test::connected own(loop, address);
  migration_folder folder = folder_of(
      {{"0001_a", make_a},
       {"0002_b", "-- up\nINSERT INTO a SELECT 1 FROM (SELECT pg_sleep(0.2)) AS slowly;\n"}});
  if (with_steps)
    folder.migrations.push_back(parse_migration(
        "0003_i", "-- transaction: none\n-- up\nCREATE INDEX CONCURRENTLY a_i ON a (b);\n"));
  std::string const failed = failure_of(folder);
  std::fputs(failed.c_str(), stdout);
  std::fflush(stdout);
  return failed == "none" ? 0 : 1;
}

/// Four processes at once. This thread must have no loop meanwhile, as a process inherits it.
void migrate_at_once(fresh_database const& on) {
  address = on.url();
  std::vector<std::unique_ptr<served>> all;
  for (int i = 0; i < 4; ++i) all.push_back(std::make_unique<served>(&migrate_alone, list{}));
  for (auto const& each : all) {
    int const code = each->finish();
    INFO(each->text());
    CHECK(code == 0);
  }
}

}  // namespace

TEST_CASE("several processes migrate at once, and each step happens once", "[migrate]") {
  fresh_database const fresh("migrate_apply_at_once");
  with_steps = true;
  migrate_at_once(fresh);
  event_loop loop;
  database_of_test::connected own(loop, fresh.url());
  CHECK(run(detail::select_texts("SELECT count(*)::text FROM a"))[0][0] == "1");
  CHECK(run(applied_migrations()).size() == 3);
}

TEST_CASE("where advisory locks hold nobody up, the table's lock does", "[migrate]") {
  fresh_database const fresh("migrate_apply_stub");
  {
    event_loop loop;
    database_of_test::connected own(loop, fresh.url());
    // As where they are stubs: they succeed for everybody.
    run(detail::execute_statement(
        "CREATE FUNCTION public.pg_try_advisory_lock(integer, integer) RETURNS boolean "
        "LANGUAGE sql AS 'SELECT true'; "
        "ALTER DATABASE migrate_apply_stub SET search_path = public, pg_catalog"));
  }
  with_steps = false;
  migrate_at_once(fresh);
  event_loop loop;
  database_of_test::connected own(loop, fresh.url());
  CHECK(run(detail::select_texts("SELECT count(*)::text FROM a"))[0][0] == "1");
}

TEST_CASE("from models to a database and back, by files", "[migrate]") {
  database_of_test on("migrate_apply_models");
  constexpr std::string_view first = R"(CREATE TABLE "posts" ("id" bigint NOT NULL,
      "title" text NOT NULL, CONSTRAINT "posts_pkey" PRIMARY KEY ("id"));)";
  constexpr std::string_view second = R"(
    CREATE TABLE "authors" ("id" bigint NOT NULL, CONSTRAINT "authors_pkey" PRIMARY KEY ("id"));
    CREATE TABLE "posts" ("id" bigint NOT NULL, "head" varchar(80) NOT NULL, "writer" bigint,
      "day" date DEFAULT now() NOT NULL, CONSTRAINT "posts_pkey" PRIMARY KEY ("id"),
      CONSTRAINT "posts_head_key" UNIQUE ("head"), CONSTRAINT "posts_check" CHECK ("id" > 0),
      CONSTRAINT "posts_fkey" FOREIGN KEY ("writer") REFERENCES "authors" ("id"));
    CREATE INDEX "posts_day_idx" ON "posts" ("day");)";
  migration_folder folder;
  migration_options with;
  with.allow_destructive = true;
  auto const go_to = [&](std::string_view models) {
    auto const made = make_migrations(folder, models, {{"posts", "title", "head"}});
    for (migration const& each : made.files)
      folder.migrations.push_back(parse_migration(each.name, migration_text(each)));
    folder.schema = made.schema;
    run(apply_migrations(folder, with));
    schema found = run(introspect());
    std::erase_if(found.tables, [](auto const& each) { return each.name == "hyper_migrations"; });
    CHECK(difference(found, run(normalised(std::string(models)))).empty());
  };
  go_to(first);
  on.execute("INSERT INTO posts VALUES (1, 'kept')");
  go_to(second);
  CHECK(on.ask("SELECT head FROM posts") == "kept");
  CHECK(folder.migrations.size() == 3);
  with.target = "0001";
  run(roll_back(folder, with));
  CHECK(on.ask("SELECT title FROM posts") == "kept");
  schema found = run(introspect());
  std::erase_if(found.tables, [](auto const& each) { return each.name == "hyper_migrations"; });
  CHECK(difference(found, run(normalised(std::string(first)))).empty());
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/migrate/migration_plan.hpp>
//
#include "support/catch.hpp"

using namespace hyper;

namespace {

using state = migration_status::state;
using list = std::vector<std::string>;

migration_folder const folder{
    .migrations = {
        {.name = "0001_a", .up = "SELECT 1;", .down = "SELECT 2;", .checksum = "1"},
        {.name = "0002_b", .up = "SELECT 1;", .down = "DROP TABLE b;", .checksum = "2"},
        {.name = "0003_c", .destructive = true, .up = "DROP TABLE c;", .checksum = "3"}}};

applied_migration done(std::string name, std::string checksum) {
  return {std::move(name), std::move(checksum), "2026-01-01 00:00:00"};
}

template <class Function>
list names(Function plan, migration_folder const& of, std::vector<applied_migration> const& applied,
           migration_options const& with) {
  list made;
  try {
    for (migration const& each : plan(of, applied, with)) made.push_back(each.name);
  } catch (migration_error const& refused) {
    made = {refused.what()};
  }
  return made;
}
list pending(std::vector<applied_migration> const& applied, migration_options const& with = {},
             migration_folder const& of = folder) {
  return names(pending_migrations, of, applied, with);
}
list undone(std::vector<applied_migration> const& applied, migration_options const& with = {}) {
  return names(migrations_to_undo, folder, applied, with);
}
migration_options to(std::string target, bool destructive = false) {
  migration_options made;
  made.target = std::move(target);
  made.allow_destructive = destructive;
  return made;
}

}  // namespace

TEST_CASE("what is pending, up to a target", "[migrate]") {
  CHECK(pending({}, to("0002")) == list{"0001_a", "0002_b"});
  CHECK(pending({}, to("0003_c", true)) == list{"0001_a", "0002_b", "0003_c"});
  CHECK(pending({done("0001_a", "1")}, to("0002_b")) == list{"0002_b"});
  CHECK(pending({done("0001_a", "1"), done("0002_b", "2"), done("0003_c", "3")}).empty());
  CHECK(pending({{"0001_a", "1", "", 1}}, to("0001")) == list{"0001_a"});
  CHECK(pending({}, to("0009")) == list{"There is no migration 0009."});
}

TEST_CASE("what takes data away wants a word", "[migrate]") {
  auto const refused = pending({});
  REQUIRE(refused.size() == 1);
  CHECK(refused[0].starts_with("The migration 0003_c takes data away for good."));
  migration_options fake;
  fake.fake = true;
  CHECK(pending({}, fake).size() == 3);
}

TEST_CASE("files and database must agree", "[migrate]") {
  CHECK(pending({done("0001_a", "other")})[0].starts_with(
      "The migration 0001_a was changed after it was applied (2026-01-01 00:00:00 UTC)"));
  CHECK(pending({done("0009_x", "1")})[0].starts_with(
      "The database has the migration 0009_x, of which there is no file"));
}

TEST_CASE("the last one is undone, or all behind a target", "[migrate]") {
  std::vector<applied_migration> const two{done("0001_a", "1"), done("0002_b", "2")};
  CHECK(undone({}).empty());
  CHECK(undone({done("0001_a", "1")}) == list{"0001_a"});
  CHECK(undone(two, to("", true)) == list{"0002_b"});
  CHECK(undone(two, to("zero", true)) == list{"0002_b", "0001_a"});
  CHECK(undone(two, to("0001", true)) == list{"0002_b"});
  CHECK(undone(two)[0].starts_with("The migration 0002_b, undone, takes data away for good."));
  CHECK(undone({done("0003_c", "3")}) ==
        list{"The migration 0003_c cannot be undone: it has nothing behind `-- down`."});
}

TEST_CASE("a squashed migration stands for those that it replaces", "[migrate]") {
  migration_folder squashed = folder;
  squashed.migrations.push_back(
      {.name = "0004_squashed", .replaces = {"0001_a", "0002_b", "0003_c"}, .up = "SELECT 1;"});
  auto const with = to("", true);
  CHECK(pending({}, with, squashed) == list{"0004_squashed"});
  CHECK(pending({done("0001_a", "1")}, with, squashed) ==
        list{"0002_b", "0003_c", "0004_squashed"});
  CHECK(pending({done("0004_squashed", "")}, with, squashed).empty());
  CHECK(compare_with_ledger(squashed, {})[0].is == state::replaced);
  // The old files are gone.
  squashed.migrations.erase(squashed.migrations.begin(), squashed.migrations.begin() + 3);
  CHECK(pending({done("0001_a", "1")}, with, squashed) == list{"0004_squashed"});
}

TEST_CASE("each migration's state is told", "[migrate]") {
  auto const told = compare_with_ledger(
      folder, {done("0001_a", "other"), {"0002_b", "2", "", 1}, done("0009_x", "1")});
  REQUIRE(told.size() == 4);
  CHECK(told[0].is == state::changed);
  CHECK(told[1].is == state::begun);
  CHECK(told[2].is == state::pending);
  CHECK(told[3].is == state::without_file);
}

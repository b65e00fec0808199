// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/migrate/migration_folder.hpp>
//
#include "migrate/folder_of_test.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {
std::string refusal(folder_of_test const& folder) {
  try {
    read_migration_folder(folder.path);
  } catch (migration_error const& refused) {
    return refused.what();
  }
  return "none";
}
}  // namespace

TEST_CASE("migrations are written, read, and found by name or number", "[migrate]") {
  folder_of_test const folder("migration_folder");
  CHECK(read_migration_folder(folder.path).migrations.empty());
  migration const first{
      .name = "0001_initial", .state = fingerprint("CREATE …"), .up = "SELECT 1;"};
  write_migrations(folder.path, {first}, "CREATE …");
  folder.write("notes.txt", "not read");
  folder.write("01_short.sql", "not read");
  folder.write("0002_.sql", "not read");
  auto const read = read_migration_folder(folder.path);
  REQUIRE(read.migrations.size() == 1);
  CHECK(read.schema == "CREATE …");
  CHECK(read.find("0001") == &read.migrations[0]);
  CHECK(read.find("0001_initial") == &read.migrations[0]);
  CHECK(read.find("0001_other") == nullptr);
  CHECK(read.find("1") == nullptr);
  CHECK_THROWS_WITH(write_migrations(folder.path, {first}, ""),
                    "The file 0001_initial.sql is there already.");
  CHECK(folder.read("schema.sql") == "CREATE …");
}

TEST_CASE("two migrations made at once are told apart", "[migrate]") {
  folder_of_test const folder("migration_heads");
  folder.write("0001_initial.sql", "-- up\n");
  folder.write("0002_mine.sql", "-- after: 0001_initial\n-- up\n");
  CHECK(refusal(folder) == "none");
  folder.write("0002_yours.sql", "-- after: 0001_initial\n-- up\n");
  CHECK(refusal(folder).starts_with(
      "The migrations 0002_mine and 0002_yours both follow 0001_initial: two were made at once."));
  folder.write("0002_yours.sql", "-- after: 0002_nobodys\n-- up\n");
  CHECK(refusal(folder) ==
        "The migration 0002_yours follows 0002_nobodys, of which there is no file.");
}

TEST_CASE("a state that is not the last migration's is seen", "[migrate]") {
  folder_of_test const folder("migration_state");
  write_migrations(folder.path,
                   {{.name = "0001_a", .state = fingerprint("one"), .up = "SELECT 1;"}}, "one");
  CHECK(refusal(folder) == "none");
  folder.write("schema.sql", "two");
  CHECK(refusal(folder).starts_with("The file schema.sql is not the one that 0001_a left:"));
}

TEST_CASE("a folder that cannot be is a sentence", "[migrate]") {
  CHECK_THROWS_AS(write_migrations("/proc/nothing/here", {}, ""), migration_error);
  folder_of_test const folder("migration_no_folder");
  folder.write("file", "x");
  CHECK_THROWS_AS(read_migration_folder(folder.path + "/file"), migration_error);
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/migrate/renames.hpp>
//
#include <hyper/migrate/difference.hpp>
#include <hyper/migrate/drift.hpp>
#include <hyper/migrate/introspect.hpp>
#include <hyper/migrate/read_schema.hpp>
#include <hyper/orm.hpp>
#include <hyper/orm/history.hpp>
#include "migrate/database_of_test.hpp"

using namespace hyper;

namespace {
schema const before = read_schema(R"(
  CREATE TABLE old (id int, title text, CONSTRAINT old_pkey PRIMARY KEY (id),
    CONSTRAINT c CHECK (title <> 'title'));
  CREATE INDEX i ON old (lower(title));
  CREATE TABLE other (old int, CONSTRAINT f FOREIGN KEY (old) REFERENCES old (id));
  CREATE TABLE part PARTITION OF old DEFAULT;)");
}  // namespace

TEST_CASE("a rename reaches everything that refers to the name", "[migrate]") {
  schema const after = read_schema(R"(
    CREATE TABLE fresh (key int, head text, CONSTRAINT old_pkey PRIMARY KEY (key),
      CONSTRAINT c CHECK (head <> 'title'));
    CREATE INDEX i ON fresh (lower(head));
    CREATE TABLE other (old int, CONSTRAINT f FOREIGN KEY (old) REFERENCES fresh (key));
    CREATE TABLE part PARTITION OF fresh DEFAULT;)");
  std::vector<schema_operation> made;
  schema const renamed = renamed_schema(
      before, after, {{"fresh", "title", "head"}, {"fresh", "id", "key"}, {"old", "", "fresh"}},
      made);
  CHECK(renamed == after);
  REQUIRE(made.size() == 3);
  CHECK(made[0].up[0] == R"(ALTER TABLE "old" RENAME TO "fresh")");
  CHECK(made[0].down[0] == R"(ALTER TABLE "fresh" RENAME TO "old")");
  CHECK(made[1].up[0] == R"(ALTER TABLE "fresh" RENAME COLUMN "title" TO "head")");
  CHECK(made[1].note.find("programs with the old models fail") == 0);
}

TEST_CASE("what was renamed long ago is left alone", "[migrate]") {
  std::vector<schema_operation> made;
  std::vector<schema_rename> const said{{"ancient", "", "old"},
                                        {"old", "name", "title"},
                                        {"nowhere", "a", "b"},
                                        {"old", "id", "nothing"}};
  CHECK(renamed_schema(before, before, said, made) == before);
  CHECK(made.empty());
}

TEST_CASE("what looks like a rename is asked about", "[migrate]") {
  schema const from = read_schema(R"(CREATE TABLE a (x int, y varchar(8)); CREATE TABLE b (z int);
    CREATE TABLE c (p int, q int);)");
  schema const to = read_schema(R"(CREATE TABLE a (x int, yy character varying(8));
    CREATE TABLE bb (z int); CREATE TABLE c (r int, s int);)");
  auto const asked = likely_renames(from, to);
  REQUIRE(asked.size() == 2);
  CHECK(asked[0].table == "a");
  CHECK(asked[0].old_name == "y");
  CHECK(asked[0].new_name == "yy");
  CHECK(asked[1].table == "b");
  CHECK(asked[1].new_name == "bb");
}

namespace {

namespace first {
struct note {
  primary_key<> id{};
  std::string title{};
  using meta = model<table<"notes">, kept_in_history>;
};
}  // namespace first

namespace second {
struct note {
  primary_key<> id{};
  std::string head{};
  using meta = model<table<"notes">, kept_in_history, renamed_column<"title", "head">>;
};
}  // namespace second

namespace third {
struct memo {
  primary_key<> id{};
  std::string head{};
  using meta = model<table<"memos">, kept_in_history, renamed_from<"notes">>;
};
}  // namespace third

template <class Model>
schema schema_of_model() {
  return read_schema(create_tables<Model>());
}
schema const of_first = schema_of_model<first::note>();
schema const of_second = schema_of_model<second::note>();
schema const of_third = schema_of_model<third::memo>();
std::vector<schema_rename> const column_renamed{{"notes", "title", "head"}};
std::vector<schema_rename> const table_renamed{{"notes", "", "memos"}};

std::vector<std::string> statements_of(std::vector<schema_operation> const& operations, bool up) {
  std::vector<std::string> made;
  for (schema_operation const& each : operations)
    if (up)
      made.insert(made.end(), each.up.begin(), each.up.end());
    else
      made.insert(made.begin(), each.down.begin(), each.down.end());
  return made;
}

template <class Model>
auto past_of(Model const& row) {
  return run(
      objects<past<Model>>.template filter<"id">(row.id).template order_by<"history_id">().all());
}

}  // namespace

TEST_CASE("the history of a table follows its renames", "[migrate]") {
  auto const made = statements_of(difference(of_first, of_second, column_renamed), true);
  REQUIRE(made.size() == 3);
  CHECK(made[0] == R"(ALTER TABLE "notes" RENAME COLUMN "title" TO "head")");
  CHECK(made[1] == R"(ALTER TABLE "notes_history" RENAME COLUMN "title" TO "head")");
  CHECK(made[2].find(R"(OLD."head")") != std::string::npos);
  for (schema_operation const& each : difference(of_second, of_third, table_renamed)) {
    CHECK_FALSE(each.destructive);
    CHECK(each.stage != operation_stage::contract);
  }
}

TEST_CASE("nobody is asked about a history", "[migrate]") {
  auto const column = likely_renames(of_first, of_second);
  REQUIRE(column.size() == 1);
  CHECK(column[0].table == "notes");
  auto const whole = likely_renames(of_second, of_third);
  REQUIRE(whole.size() == 1);
  CHECK(whole[0].table == "notes");
  CHECK(whole[0].new_name == "memos");
}

TEST_CASE("former rows are there under the new names, and more follow", "[migrate]") {
  database_of_test on("migrate_renamed_history");
  on.execute(std::string(create_tables<first::note>()));
  first::note old;
  old.title = "one";
  run(save(old));
  old.title = "two";
  run(save(old));
  auto const apply = [&](schema const& from, schema const& to,
                         std::vector<schema_rename> const& renames, bool up = true) {
    for (std::string const& each : statements_of(difference(from, to, renames), up))
      on.execute(each);
  };
  apply(of_first, of_second, column_renamed);
  CHECK(drift(run(introspect()), run(normalised(std::string(create_tables<second::note>()))))
            .empty());
  second::note now = run(objects<second::note>.get());
  now.head = "three";
  run(save(now));
  auto const kept = past_of(now);
  REQUIRE(kept.size() == 2);
  CHECK(kept[0].row.head == "one");
  CHECK(kept[1].row.head == "two");

  apply(of_second, of_third, table_renamed);
  third::memo memo = run(objects<third::memo>.get());
  memo.head = "four";
  run(save(memo));
  run(raw_command("TRUNCATE memos"));
  auto const more = past_of(memo);
  REQUIRE(more.size() == 4);
  CHECK(more[0].row.head == "one");
  CHECK(more[2].row.head == "three");
  CHECK(more[3].history_change == "truncate");

  apply(of_second, of_third, table_renamed, false);
  apply(of_first, of_second, column_renamed, false);
  first::note again;
  again.title = "five";
  run(save(again));
  CHECK(run(erase(again)));
  CHECK(past_of(again).at(0).row.title == "five");
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/migrate_commands.hpp>
//
#include <hyper/app/models.hpp>
#include <hyper/app/run.hpp>
#include <hyper/orm/objects.hpp>
#include "app/fresh_database.hpp"
#include "migrate/folder_of_test.hpp"

using namespace hyper;

namespace {

namespace first {
struct book {
  primary_key<> id{};
  text<1, 80> title;
  using meta = model<table<"migrate_test_books">>;
};
using library = application<models<book>>;
}  // namespace first

namespace second {
struct book {
  primary_key<> id{};
  text<1, 80> name;
  std::optional<date> day{};
  using meta = model<table<"migrate_test_books">, indexed_by<"day">>;
};
using library = application<models<book>>;
}  // namespace second

namespace renamed {
struct book {
  primary_key<> id{};
  text<1, 80> label{};
  using meta = model<table<"migrate_test_volumes">, renamed_from<"migrate_test_books">,
                     renamed_column<"title", "label">>;
};
using library = application<models<book>>;
}  // namespace renamed

namespace third {
struct book {
  primary_key<> id{};
  using meta = model<table<"migrate_test_books">>;
};
using library = application<models<book>>;
}  // namespace third

template <class Application>
int run_application(int argc, char** argv) {
  return hyper::run<Application>(argc, argv);
}

/// One application after the other, on one database and one folder.
struct story {
  explicit story(std::string const& name) : on(name), folder(name) {}

  template <class Application>
  ended command(std::vector<std::string> words) const {
    words.push_back(on.option());
    words.push_back("--migrations=" + folder.path);
    return run_to_end(&run_application<Application>, std::move(words));
  }

  fresh_database on;
  folder_of_test folder;
};

bool has(ended const& of, std::string_view words) {
  INFO(of.text);
  bool const found = of.text.find(words) != std::string::npos;
  CHECK(found);
  return found;
}

}  // namespace

TEST_CASE("models change, and the database follows by files", "[app]") {
  story const it("app_migrate_story");
  auto made = it.command<first::library>({"makemigrations"});
  CHECK(made.code == 0);
  has(made, "Wrote " + it.folder.path + "/0001_initial.sql");
  made = it.command<first::library>({"makemigrations", "--check"});
  CHECK(made.code == 0);
  has(made, "The models have not changed.");
  has(it.command<first::library>({"showmigrations"}), "[ ] 0001_initial\n");
  has(it.command<first::library>({"migrate", "--dry-run"}), "CREATE TABLE \"migrate_test_books\"");
  made = it.command<first::library>({"migrate"});
  CHECK(made.code == 0);
  has(made, "Applying 0001_initial");
  has(it.command<first::library>({"migrate"}), "No migration was pending.");
  has(it.command<first::library>({"showmigrations"}), "[x] 0001_initial  2");
  made = it.command<first::library>({"db", "verify"});
  CHECK(made.code == 0);
  has(made, "The database is as the models say.");

  made = it.command<second::library>({"db", "verify"});
  CHECK(made.code == 1);
  has(made, "The database lacks table migrate_test_books, column name");
  has(it.command<second::library>({"migrate"}), "The models have changes that no migration has");
  made = it.command<second::library>({"makemigrations", "--check"});
  CHECK(made.code == 1);
  made = it.command<second::library>(
      {"makemigrations", "--rename=migrate_test_books.title:name", "--name", "day"});
  has(made, "rename column migrate_test_books.title to name");
  has(made, "/0002_day.sql");
  has(made, "/0003_day_online.sql");
  CHECK(it.command<second::library>({"migrate"}).code == 0);
  CHECK(it.command<second::library>({"db", "verify"}).code == 0);

  made = it.command<third::library>({"makemigrations"});
  has(made, "_contract.sql");
  made = it.command<third::library>({"migrate"});
  CHECK(made.code == 1);
  has(made, "takes data away for good");
  CHECK(it.command<third::library>({"migrate", "--allow-destructive"}).code == 0);
  CHECK(it.command<third::library>({"db", "verify"}).code == 0);

  CHECK(it.command<second::library>({"rollback", "0003", "--allow-destructive"}).code == 0);
  made = it.command<third::library>({"squashmigrations"});
  has(made, "which replaces 5 migrations");
  has(it.command<third::library>({"makemigrations"}), "The models have not changed.");
}

TEST_CASE("who serves is told of migrations that the database has not", "[app]") {
  story const it("app_migrate_warned");
  it.command<first::library>({"makemigrations"});
  it.command<second::library>(
      {"makemigrations", "--rename=migrate_test_books.title:name", "--name", "day"});
  std::string const socket = "/tmp/hyper-" + std::to_string(getpid()) + "-migrations";
  auto const told_to_server = [&] {
    served application(&run_application<second::library>,
                       {"serve", "--threads=1", "--unix-socket=" + socket, it.on.option(),
                        "--migrations=" + it.folder.path});
    CHECK(application.says("erving"));
    application.signal(SIGTERM);
    CHECK(application.finish() == 0);
    return application.text();
  };
  std::string const first = told_to_server();
  CAPTURE(first);
  CHECK(first.find("3 migrations are pending (0001_initial, 0002_day, 0003_day_online): run "
                   "migrate\n") != std::string::npos);
  CHECK(it.command<second::library>({"migrate"}).code == 0);
  std::string const then = told_to_server();
  CAPTURE(then);
  CHECK(then.find("pending") == std::string::npos);
}

TEST_CASE("what looks like a rename is told where nobody can be asked", "[app]") {
  story const it("app_migrate_rename");
  it.command<first::library>({"makemigrations"});
  auto const made = it.command<second::library>({"makemigrations", "--dry-run"});
  has(made, "ADD COLUMN \"name\"");
  CHECK(it.folder.read("0002_day.sql").empty());
  auto const wrong = it.command<second::library>({"makemigrations", "--rename=title"});
  CHECK(wrong.code == 2);
  CHECK(wrong.text == "--rename is title. Allowed is table:name or table.column:name.\n");
}

TEST_CASE("models say themselves what was renamed", "[app]") {
  story const it("app_migrate_annotated");
  it.command<first::library>({"makemigrations"});
  auto const made = it.command<renamed::library>({"makemigrations"});
  has(made, "rename table migrate_test_books to migrate_test_volumes");
  has(made, "rename column migrate_test_volumes.title to label");
  CHECK(it.command<renamed::library>({"migrate"}).code == 0);
  CHECK(it.command<renamed::library>({"db", "verify"}).code == 0);
  has(it.command<renamed::library>({"makemigrations"}), "The models have not changed.");
}

TEST_CASE("a database is written as models", "[app]") {
  story const it("app_migrate_inspect");
  it.command<first::library>({"migrate"});
  has(it.command<first::library>({"inspectdb"}), "struct migrate_test_books {");
  has(it.command<first::library>({"inspectdb", "migrate_test_books"}), "hyper::text<0, 80> title");
  CHECK(it.command<first::library>({"inspectdb", "none"}).text ==
        "The database has no table none.\n");
}

TEST_CASE("rows are dumped and loaded", "[app]") {
  story const it("app_migrate_data");
  it.command<first::library>({"migrate"});
  it.folder.write("rows", R"({"table": "migrate_test_books", "row": {"id": 3, "title": "T"}})");
  CHECK(it.command<first::library>({"loaddata", it.folder.path + "/rows"}).text ==
        "Loaded 1 row.\n");
  CHECK(it.command<first::library>({"dumpdata", "migrate_test_books"}).text ==
        "{\"table\": \"migrate_test_books\", \"row\": {\"id\":3,\"title\":\"T\"}}\n");
  CHECK(it.command<first::library>({"loaddata", "/none"}).text ==
        "The file /none cannot be read.\n");
  CHECK(it.command<first::library>({"loaddata"}).code == 2);
}

TEST_CASE("a file by hand, and one that was changed too late", "[app]") {
  story const it("app_migrate_by_hand");
  it.command<first::library>({"makemigrations"});
  has(it.command<first::library>({"makemigrations", "--empty", "--name=fill"}), "/0002_fill.sql");
  CHECK(it.command<first::library>({"migrate"}).code == 0);
  it.folder.write("0002_fill.sql", it.folder.read("0002_fill.sql") + "-- more\n");
  auto const made = it.command<first::library>({"migrate"});
  CHECK(made.code == 1);
  has(made, "The migration 0002_fill was changed after it was applied");
  has(it.command<first::library>({"showmigrations"}), "[!] 0002_fill");
}

TEST_CASE("without files migrate makes what is missing", "[app]") {
  story const it("app_migrate_without");
  has(it.command<first::library>({"migrate"}), "Made the tables migrate_test_books.");
  has(it.command<first::library>({"migrate"}), "No table was missing.");
  has(it.command<first::library>({"showmigrations"}), "There are no migrations in ");
  has(it.command<first::library>({"rollback"}), "There is nothing to undo.");
  // From then on with files: what is there already is noted.
  it.command<first::library>({"makemigrations"});
  CHECK(it.command<first::library>({"migrate"}).code == 1);
  has(it.command<first::library>({"migrate", "--fake"}), "0001_initial is noted as applied.");
  CHECK(it.command<first::library>({"db", "verify"}).code == 0);
}

TEST_CASE("words that make no sense", "[app]") {
  story const it("app_migrate_words");
  CHECK(it.command<first::library>({"db"}).text == "The command db takes one word: verify.\n");
  CHECK(it.command<first::library>({"migrate", "1", "2"}).text ==
        "The command migrate takes no further operand: 2.\n");
  CHECK(it.command<first::library>({"migrate", "0009"}).text ==
        "There are no migrations in " + it.folder.path + ".\n");
  it.command<first::library>({"makemigrations"});
  CHECK(it.command<first::library>({"migrate", "0009"}).text == "There is no migration 0009.\n");
}

TEST_CASE("renames are read from one option", "[app]") {
  auto const read = detail::read_renames("posts.title:head,posts:articles");
  REQUIRE(read.size() == 2);
  CHECK(read[0].table == "posts");
  CHECK(read[0].old_name == "title");
  CHECK(read[0].new_name == "head");
  CHECK(read[1].old_name.empty());
  for (char const* wrong : {":", "a:", ":b", "a", "a:b,c"})
    CHECK_THROWS_AS(detail::read_renames(wrong), bad_setting);
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/migrate/inspect_models.hpp>
//
#include <cstdio>
#include <hyper/migrate/apply.hpp>
#include <hyper/migrate/data_lines.hpp>
#include <hyper/migrate/drift.hpp>
#include <hyper/migrate/introspect.hpp>
#include <hyper/migrate/make_migrations.hpp>
#include <sstream>
#include "migrate/committed_models.hpp"
#include "migrate/database_of_test.hpp"
#include "migrate/every_kind.hpp"
#include "migrate/every_kind_models.hpp"
#include "migrate/folder_of_test.hpp"
#include "orm/firms.hpp"

using namespace hyper;

TEST_CASE("models of every kind are written, compile, and make the same schema", "[migrate]") {
  database_of_test on("migrate_inspect");
  on.execute(every_kind_sql);
  schema const found = run(introspect());
  CHECK(found.tables.size() == 33);
  std::string const source = models_source(found);
  CHECK(source == committed_models("every_kind_models.hpp", source));

  schema const made = run(normalised(script_of(inspected::all{})));
  CHECK(made.tables.size() == 33);
  for (std::string const& each : drift(found, made)) FAIL_CHECK(each);
  for (std::string const& each : drift(made, found)) FAIL_CHECK(each);
}

TEST_CASE("models of every kind migrate an empty database, which then is as they say",
          "[migrate]") {
  std::string const script = script_of(inspected::all{});
  auto const files = make_migrations({}, script);
  migration_folder folder;
  for (migration const& each : files.files)
    folder.migrations.push_back(parse_migration(each.name, migration_text(each)));
  folder.schema = files.schema;
  schema original;
  {
    database_of_test on("migrate_every_kind");
    on.execute(every_kind_sql);
    original = run(introspect());
  }
  database_of_test empty("migrate_every_kind_again");
  run(apply_migrations(folder, {}));
  for (std::string const& each : run(find_drift(script))) FAIL_CHECK(each);
  schema made = run(introspect());
  std::erase_if(made.tables, [](auto const& each) { return each.name == "hyper_migrations"; });
  for (std::string const& each : drift(original, made)) FAIL_CHECK(each);
  for (std::string const& each : drift(made, original)) FAIL_CHECK(each);
  // Rows of partitioned tables find their place.
  empty.execute("INSERT INTO regions VALUES ('n'), ('x'); INSERT INTO shards VALUES (1), (2), (3)");
  CHECK(empty.ask("SELECT count(*)::text FROM regions_rest") == "1");
}

namespace {

struct note {
  primary_key<> id{};
  text<1, 80> title{};
  using meta = model<table<"notes">, kept_in_history>;
};

}  // namespace

TEST_CASE("a database has the schema of models with tenants and a history", "[migrate]") {
  using firms::firm, firms::person, firms::mark, firms::document, firms::remark;
  std::string const script(create_tables<firm, person, mark, document, remark, note>());
  database_of_test on("migrate_tenants");
  on.execute(script);
  schema const found = run(introspect());
  CHECK(drift(found, run(normalised(script))).empty());
  std::string const source = models_source(found);
  auto const says = [&source](std::string_view text) { return source.find(text) != source.npos; };
  CHECK(says("hyper::kept_in_history"));
  CHECK_FALSE(says("struct notes_history"));
  CHECK(says("hyper::tenant_key<inspected::firms, hyper::cascade> owner{};"));
  CHECK_FALSE(says("hstore"));
}

TEST_CASE("a type of an extension brings its header", "[migrate]") {
  database_of_test on("migrate_extensions");
  on.execute("CREATE EXTENSION hstore");
  on.execute("CREATE TABLE shirts (id bigint PRIMARY KEY, about hstore NOT NULL)");
  std::string const source = models_source(run(introspect()));
  CHECK(source.find("  hyper::hstore about{};\n") != source.npos);
  CHECK(source.find("#include <hyper/postgres/hstore.hpp>\n") != source.npos);
  CHECK(source.find("pgvector") == source.npos);
}

namespace {

/// The database of the file, without the commands of psql at its head; empty when it is not there.
std::string chinook() {
  std::string const here = __FILE__;
  std::string const root = here.substr(0, here.rfind("/tests/"));
  std::string const text = read_file(root + "/../shared/data/chinook.sql");
  std::size_t const head = text.find("\\c chinook;");
  return head == text.npos ? "" : text.substr(head + 11);
}

/// What a shell command says; its exit code is behind it.
std::string shell(std::string const& command) {
  std::string text;
  FILE* const pipe = ::popen((command + " 2>&1").c_str(), "r");
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) text += static_cast<char>(c);
  return text + std::to_string(::pclose(pipe));
}

/// Compiles an application of the models, with the library beside this test.
std::string compile(folder_of_test const& folder) {
  std::string const tests = std::filesystem::read_symlink("/proc/self/exe").parent_path().string();
  return shell("c++ @" + tests + "/flags -DHYPER_COMPILED -O0 -o " + folder.path + "/program " +
               folder.path + "/main.cpp " + tests +
               "/../libhyperdjango.a -lpq -lsodium -lsimdjson -lfmt -lz");
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || defined(__clang__)
constexpr bool can_compile = false;
#else
constexpr bool can_compile = true;
#endif

}  // namespace

TEST_CASE("Chinook: its models compile, and their migration makes the same database", "[migrate]") {
  std::string const script = chinook();
  if (script.empty() || !can_compile) {
    WARN("left out: the data are not beside the project, or the build is not a plain one");
    return;
  }
  folder_of_test const folder("chinook");
  std::string rows;
  schema original;
  {
    database_of_test on("migrate_chinook");
    on.execute(script);
    original = run(introspect());
    folder.write("models.hpp", models_source(original));
    std::ostringstream to;
    CHECK(run(dump_data({}, to)) == 15607);
    rows = to.str();
    folder.write("rows", rows);
  }
  folder.write("main.cpp",
               "#include \"models.hpp\"\nusing chinook = hyper::application<inspected::all>;\n"
               "int main(int argc, char** argv) { return hyper::run<chinook>(argc, argv); }\n");
  REQUIRE(compile(folder) == "0");

  database_of_test empty("migrate_chinook_again");
  auto const command = [&](std::string const& words) {
    return shell("cd " + folder.path + " && ./program " + words +
                 " '--database-url=" + empty.fresh.url() + "'");
  };
  CHECK(command("makemigrations").find("Wrote migrations/0001_initial.sql") != std::string::npos);
  CHECK(command("migrate").find("Applying 0001_initial") != std::string::npos);
  CHECK(command("db verify") == "The database is as the models say.\n0");
  schema made = run(introspect());
  std::erase_if(made.tables, [](auto const& each) { return each.name == "hyper_migrations"; });
  CHECK(drift(original, made).empty());
  CHECK(drift(made, original).empty());
  CHECK(command("loaddata rows") == "Loaded 15607 rows.\n0");
  std::ostringstream again;
  run(dump_data({}, again));
  CHECK(again.str() == rows);
}

TEST_CASE("what no model can say stands in comments", "[migrate]") {
  database_of_test on("migrate_inspect_comments");
  on.execute(R"(CREATE TYPE mood AS ENUM ('good'); CREATE TABLE a (b int);
    CREATE TABLE "A b" (id int PRIMARY KEY);
    CREATE TABLE c (id int GENERATED BY DEFAULT AS IDENTITY CONSTRAINT k PRIMARY KEY, "class" int,
      n int GENERATED ALWAYS AS IDENTITY, t_id int);
    ALTER TABLE c ADD CONSTRAINT odd FOREIGN KEY (t_id) REFERENCES c;
    CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
    CREATE TRIGGER t BEFORE INSERT ON c FOR EACH ROW EXECUTE FUNCTION f();)");
  std::string const source = models_source(run(introspect()));
  for (char const* words :
       {"hyper::listed_type<\"mood\", \"good\">",
        "// The table a has no primary key, so it is no model.",
        "// No model can have the table name \"A b\".", "// The key is called k in the database.",
        "// The column \"class\" integer: its name cannot be a member's.",
        "// PostgreSQL numbered this column:", "// The trigger t is no part of a model.",
        "// The foreign key odd gets the name c_t_id_fkey."}) {
    INFO(words);
    CHECK(source.find(words) != std::string::npos);
  }
}

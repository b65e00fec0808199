// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/tables.hpp>
//
#include <unistd.h>
#include <hyper/app/database_program.hpp>
#include <hyper/app/models.hpp>
#include <hyper/app/setting.hpp>
#include <hyper/orm/objects.hpp>
#include <hyper/runtime/run.hpp>
#include "app/served.hpp"

using namespace hyper;

namespace {

struct shelf {
  primary_key<> id;
  text<1, 80> name;
  using meta = model<table<"tables_test_shelves">>;
};
struct book {
  primary_key<> id;
  foreign_key<shelf> place;
  using meta = model<table<"tables_test_books">>;
};
using library = application<models<book, shelf>>;

void execute(std::string sql) { run(database::current().run_script(std::move(sql))); }

}  // namespace

TEST_CASE("missing tables are found, made once, and seen to be empty", "[app]") {
  settings with;
  with.database_url = test_database();
  with.threads = 1;
  with.pool_size = 32;
  with.connect_timeout = with.acquire_timeout = 10'000;
  with.prepared_statements = true;
  detail::command_database const reached(with);
  CHECK(reached.version().find_first_of("0123456789") == 0);
  execute("DROP TABLE IF EXISTS tables_test_books, tables_test_shelves");
  auto const& plan = library::plan();
  CHECK(run(detail::missing_tables(plan)).size() == 2);
  CHECK(run(detail::make_tables(plan)).size() == 2);
  CHECK(run(detail::make_tables(plan)).empty());
  CHECK(run(detail::missing_tables(plan)).empty());
  CHECK(run(detail::tables_are_empty(plan)));
  execute("INSERT INTO tables_test_shelves (name) VALUES ('a')");
  CHECK_FALSE(run(detail::tables_are_empty(plan)));
  execute("DROP TABLE tables_test_books");
  CHECK(run(detail::missing_tables(plan)).size() == 1);
  CHECK(run(detail::make_tables(plan)) == std::vector<std::string_view>{"tables_test_books"});
  execute("DROP TABLE tables_test_books, tables_test_shelves");
}

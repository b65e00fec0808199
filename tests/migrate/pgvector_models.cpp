// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

// What can be told of columns of vectors without a server that has them: the other half stands in
// pgvector_server.cpp.
#include <hyper/migrate/inspect_models.hpp>
//
#include <hyper/migrate/make_migrations.hpp>
#include <hyper/migrate/read_schema.hpp>
#include "migrate/committed_models.hpp"
#include "migrate/vector_kinds.hpp"
#include "migrate/vector_models.hpp"
#include "support/catch.hpp"

using namespace hyper;

TEST_CASE("tables of vectors become models, which make the same tables", "[migrate]") {
  schema const read = read_schema(vector_kinds_sql);
  std::string const source = models_source(read);
  CHECK(source == committed_models("vector_models.hpp", source));
  schema const made = read_schema(script_of(inspected::all{}));
  CHECK(made.extensions == std::vector<std::string>{"vector"});
  REQUIRE(made.tables.size() == 1);
  CHECK(made.tables[0].columns == read.tables.at(0).columns);
  CHECK(made.tables[0].indexes == read.tables.at(0).indexes);
}

TEST_CASE("the first migration begins with the extension, and undoing leaves it", "[migrate]") {
  auto const made = make_migrations({}, script_of(inspected::all{}));
  REQUIRE(made.files.size() == 1);
  std::string const& up = made.files[0].up;
  CHECK(up.starts_with("-- create extension vector\nCREATE EXTENSION IF NOT EXISTS \"vector\";\n"));
  CHECK(up.find("CREATE EXTENSION") < up.find("CREATE TABLE"));
  CHECK(made.files[0].down.find("EXTENSION") == std::string::npos);
}

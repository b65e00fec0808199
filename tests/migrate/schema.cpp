// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/migrate/schema.hpp>
//
#include "support/catch.hpp"

using namespace hyper;

TEST_CASE("definitions tell what they are about", "[migrate]") {
  schema_constraint const key{"a_pkey", "PRIMARY KEY (\"One\", two)"};
  CHECK(key.is("PRIMARY"));
  CHECK(key.target().empty());
  CHECK(names_in_parentheses(key.definition) == std::vector<std::string>{"One", "two"});
  CHECK(names_in_parentheses("(lower(a), b DESC NULLS LAST) INCLUDE (c)") ==
        std::vector<std::string>{"lower", "b"});
  CHECK(schema_constraint{"f", "FOREIGN KEY (a) REFERENCES public.\"Other\"(id)"}.target() ==
        "Other");
  schema_table const table{.name = "a", .constraints = {key}};
  CHECK(table.key() == std::vector<std::string>{"One", "two"});
  CHECK(schema_table{.name = "b"}.key().empty());
}

TEST_CASE("names are replaced in SQL, and strings left alone", "[migrate]") {
  CHECK(with_name_replaced("CHECK (title <> 'title' AND \"title\" > TITLE)", "title", "head") ==
        "CHECK (head <> 'title' AND \"head\" > head)");
  CHECK(with_name_replaced("x", "title", "head") == "x");
  CHECK(mentions("lower(\"Title\")", "Title"));
  CHECK_FALSE(mentions("'title'", "title"));
}

TEST_CASE("tables and columns are found by name", "[migrate]") {
  schema whole{.tables = {{.name = "a", .columns = {{.name = "x", .type = "text"}}}}};
  REQUIRE(whole.find_table("a") != nullptr);
  CHECK(whole.find_table("b") == nullptr);
  CHECK(whole.find_table("a")->find_column("x")->type == "text");
  CHECK(whole.find_table("a")->find_column("y") == nullptr);
}

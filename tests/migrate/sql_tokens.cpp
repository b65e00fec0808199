// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/migrate/sql_tokens.hpp>
//
#include "support/catch.hpp"

using namespace hyper;

namespace {
std::vector<std::string> texts(std::string_view script) {
  std::vector<std::string> made;
  for (sql_statement const& each : split_statements(script)) made.emplace_back(each.text);
  return made;
}
}  // namespace

TEST_CASE("statements end at semicolons that are none of a quote's", "[migrate]") {
  CHECK(texts("SELECT 1; SELECT 2") == std::vector<std::string>{"SELECT 1", "SELECT 2"});
  CHECK(texts(" ;; \n-- nothing; at all\n/* nor; /* here; */ ; */ ").empty());
  for (char const* one :
       {"SELECT 'a;b', 'it''s; so'", "SELECT E'\\';'", "SELECT \"a;\"\"b\"",
        "DO $$ BEGIN PERFORM 1; PERFORM 2; END $$", "DO $body$ SELECT $$;$$; $body$",
        "SELECT 1 -- ;\n, 2", "SELECT /* ; /* ; */ ; */ 1", "SELECT $1, a$b$c",
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; "
        "END"})
    CHECK(texts(std::string(one) + ";\n" + one) == std::vector<std::string>{one, one});
}

TEST_CASE("what never ends reaches to the end of the text", "[migrate]") {
  for (char const* open : {"SELECT 'a; b", "SELECT \"a; b", "SELECT $$ a; b", "SELECT E'\\", "$"})
    CHECK(texts(open) == std::vector<std::string>{open});
  CHECK(texts("/* a; b").empty());
}

TEST_CASE("a statement knows the line in which it begins", "[migrate]") {
  auto const found = split_statements("-- head\n\nSELECT 1;\nSELECT\n2;SELECT 3");
  REQUIRE(found.size() == 3);
  CHECK(found[0].line == 3);
  CHECK(found[1].line == 4);
  CHECK(found[2].line == 5);
}

TEST_CASE("words are found in a statement, not in its strings", "[migrate]") {
  sql_statement const drop{"alter table a  drop\n column b"};
  CHECK(drop.has("DROP COLUMN"));
  CHECK_FALSE(drop.has("DROP TABLE"));
  CHECK_FALSE(sql_statement{"SELECT 'DROP TABLE a' -- DROP TABLE"}.has("DROP TABLE"));
  CHECK(sql_statement{"DROP DROP TABLE"}.has("DROP TABLE"));
}

TEST_CASE("names are what PostgreSQL takes them for", "[migrate]") {
  sql_tokens each("Posts \"Po\"\"sts\" .");
  CHECK(each.next().name() == "posts");
  CHECK(each.next().name() == "Po\"sts");
  CHECK(each.next().is('.'));
  CHECK(each.next().kind == sql_token_kind::end);
  CHECK(each.next().kind == sql_token_kind::end);
  CHECK(quoted_name("a\"b") == "\"a\"\"b\"");
  CHECK(quoted_text("it's") == "'it''s'");
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/env_file.hpp>
//
#include <hyper/app/setting.hpp>
#include "support/catch.hpp"

using namespace hyper;

namespace {

std::string value_of(std::string_view line) {
  auto const entries = parse_env_file(line, ".env");
  REQUIRE(entries.size() == 1);
  CHECK(entries[0].name == "A");
  return entries[0].value;
}

}  // namespace

TEST_CASE("values of an environment file", "[app]") {
  CHECK(value_of("A=b") == "b");
  CHECK(value_of("\xEF\xBB\xBF"
                 "A=b") == "b");
  CHECK(value_of("  A =  b c  \r\n") == "b c");
  CHECK(value_of("export A=b") == "b");
  CHECK(value_of("A=") == "");
  CHECK(value_of("A=#b") == "");
  CHECK(value_of("A=b#c") == "b#c");
  CHECK(value_of("A=b #c") == "b");
  CHECK(value_of("A='b # $c \\n'  # why") == "b # $c \\n");
  CHECK(value_of("A=\"b\\n\\\"c\\\" \\\\ \\$d\"") == "b\n\"c\" \\ $d");
  CHECK(value_of("A=b=c=d") == "b=c=d");
  CHECK(value_of("A=$HOME`ls`$(ls)") == "$HOME`ls`$(ls)");
}

TEST_CASE("comments and empty lines are passed over, lines are counted", "[app]") {
  auto const entries = parse_env_file("# first\n\n \t\nA=1\r\n#\nB_2=2", ".env");
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].line == 4);
  CHECK(entries[1].name == "B_2");
  CHECK(entries[1].line == 6);
  CHECK(parse_env_file("", ".env").empty());
}

TEST_CASE("what is no entry is refused with its line", "[app]") {
  for (std::string_view const text :
       {"A", "=b", "1A=b", "A B=c", "A-B=c", "A='b", "A=\"b\\", "A='b' c", "\nexport", "A\0=b"}) {
    INFO(text);
    CHECK_THROWS_AS(parse_env_file(text, ".env"), bad_setting);
  }
  CHECK_THROWS_AS(parse_env_file(std::string_view("A=b\0c", 5), ".env"), bad_setting);
  CHECK_THROWS_WITH(parse_env_file("A=1\nwrong", "my.env"),
                    "my.env, line 2: expected NAME=value, a # comment or an empty line.");
}

TEST_CASE("a file that is missing is empty, one that is too large or no file is refused", "[app]") {
  CHECK(read_env_file("/nowhere/.env").empty());
  CHECK_THROWS_AS(read_env_file("/dev/zero"), bad_setting);
  CHECK_THROWS_AS(read_env_file("/tmp"), bad_setting);
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

#include <hyper/postgres/wire.hpp>
//
#include "support/catch.hpp"

using namespace hyper;
using namespace hyper::detail;
using namespace std::string_literals;

TEST_CASE("frames are those of protocol 3", "[postgres]") {
  std::string out;
  type_oid const types[] = {23};
  put_parse(out, "h1", {"SELECT $1", 1, types});
  CHECK(out == "P\0\0\0\x17h1\0SELECT $1\0\0\1\0\0\0\x17"s);
  out.clear();
  parameters values;
  values.add<std::int32_t>(7);
  values.add_null();
  put_bind_execute(out, "h1", values);
  CHECK(
      out ==
      "B\0\0\0\x1E\0h1\0\0\1\0\1\0\2\0\0\0\4\0\0\0\7\xFF\xFF\xFF\xFF\0\1\0\1E\0\0\0\x09\0\0\0\0\0"s);
  out.clear();
  put_sync(out);
  CHECK(out == "S\0\0\0\4"s);
}

TEST_CASE("messages are taken one by one, whole", "[postgres]") {
  std::string const bytes = "1\0\0\0\4Z\0\0\0\5I"s;
  wire_message message;
  std::size_t wanted = 0;
  for (std::size_t size = 0; size < 5; ++size)
    CHECK(read_message(std::string_view(bytes).substr(0, size), 1000, message, wanted) == 0);
  REQUIRE(read_message(bytes, 1000, message, wanted) == 5);
  CHECK(message.type == '1');
  REQUIRE(read_message(std::string_view(bytes).substr(5), 1000, message, wanted) == 6);
  CHECK(message.content == "I");
}

TEST_CASE("impossible lengths end the connection", "[postgres]") {
  wire_message message;
  std::size_t wanted = 0;
  for (std::string const& bytes : {"D\0\0\0\3"s, "D\xFF\xFF\xFF\xFF"s, "D\0\0\x10\0"s})
    CHECK_THROWS_AS(read_message(bytes, 1000, message, wanted), protocol_violation);
}

TEST_CASE("rows with impossible columns are refused, wherever they are cut", "[postgres]") {
  std::string const good = "\0\2\0\0\0\3abc\xFF\xFF\xFF\xFF"s;
  wire_row row;
  row.read(good);
  REQUIRE(row.columns.size() == 2);
  CHECK(row.columns[0] == "abc");
  CHECK(row.nulls[1] != 0);
  for (std::size_t size = 0; size < good.size(); ++size)
    CHECK_THROWS_AS(row.read(std::string_view(good).substr(0, size)), protocol_violation);
  CHECK_THROWS_AS(row.read("\0\1\xFF\xFF\xFF\xFE"s), protocol_violation);
  CHECK_THROWS_AS(row.read("\0\1\x7F\xFF\xFF\xFF"s), protocol_violation);
  CHECK_THROWS_AS(row.read(good + "x"), protocol_violation);
}

TEST_CASE("errors are read field by field", "[postgres]") {
  auto const fields = read_error("SERROR\0C23505\0Mduplicate\0nposts_key\0tposts\0\0"s);
  CHECK(fields.sqlstate == "23505");
  CHECK(fields.message == "duplicate");
  CHECK(fields.constraint == "posts_key");
  CHECK(fields.table == "posts");
  CHECK_THROWS_AS(read_error("SERROR"), protocol_violation);
}

TEST_CASE("a command's tag says how many rows", "[postgres]") {
  CHECK(read_command_rows("INSERT 0 3\0"s) == 3);
  CHECK(read_command_rows("BEGIN\0"s) == 0);
  CHECK_THROWS_AS(read_command_rows("SELECT 1"), protocol_violation);
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/migrate/column_source_text.hpp>
//
#include "support/catch.hpp"

using namespace hyper::detail;

TEST_CASE("a column's type becomes a C++ type", "[migrate]") {
  CHECK(cpp_type("bigint", "") == "std::int64_t");
  CHECK(cpp_type("character varying(80)", "") == "hyper::text<0, 80>");
  CHECK(cpp_type("numeric(10,2)", "") == "hyper::numeric<10, 2>");
  CHECK(cpp_type("numeric(5)", "") == "hyper::numeric<5, 0>");
  CHECK(cpp_type("hstore", "") == "hyper::hstore");
  CHECK(cpp_type("vector(3)", "") == "hyper::pgvector<3>");
  CHECK(cpp_type("text[]", "") == "std::vector<std::string>");
  CHECK(cpp_type("timestamp without time zone", "") ==
        "hyper::stored_as<hyper::timestamp, \"timestamp without time zone\">");
  CHECK(cpp_type("character(3)", "") == "hyper::stored_as<std::string, \"character(3)\">");
  CHECK(cpp_type("text", "\"C\"") == "hyper::stored_as<std::string, \"text COLLATE \\\"C\\\"\">");
  CHECK(cpp_type("point", "") == "hyper::stored_as<std::vector<std::byte>, \"point\">");
  CHECK(cpp_type("time without time zone", "") == "hyper::time_of_day");
  CHECK(cpp_type("timestamp(6) without time zone", "") ==
        "hyper::stored_as<hyper::timestamp, \"timestamp(6) without time zone\">");
  CHECK(cpp_type("timestamp(3) with time zone", "") ==
        "hyper::stored_as<hyper::timestamp, \"timestamp(3) with time zone\">");
  CHECK(cpp_type("character varying(20)[]", "") ==
        "hyper::stored_as<std::vector<std::string>, \"character varying(20)[]\">");
  CHECK(cpp_type("numeric(10,2)[]", "") ==
        "hyper::stored_as<std::vector<hyper::decimal>, \"numeric(10,2)[]\">");
  CHECK(cpp_type("point[]", "") == "hyper::stored_as<std::vector<std::byte>, \"point[]\">");
}

TEST_CASE("names that C++ does not take", "[migrate]") {
  CHECK(is_cpp_name("title"));
  for (char const* wrong : {"", "class", "1st", "a b", "_a", "a__b", "meta", "größe", "a$"})
    CHECK_FALSE(is_cpp_name(wrong));
  CHECK(cpp_struct_name("posts") == "posts");
  CHECK(cpp_struct_name("class") == "table_class");
  CHECK(cpp_struct_name("a b") == "table_a_b");
  CHECK(cpp_text("a\"b\\\n") == "\"a\\\"b\\\\\\n\"");
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/foreign_key.hpp>
//
#include <hyper/json/read.hpp>
#include <hyper/json/write.hpp>
#include "blog.hpp"
#include "support/catch.hpp"

namespace {
using namespace blog;

struct person {
  primary_key<> id{};
  foreign_key<person, set_null> mother{};
  using meta = model<table<"people">>;
};
struct country {
  primary_key<text<2, 2>> code{};
  using meta = model<table<"countries">>;
};
static_assert(is_model<person>);
static_assert(std::is_same_v<foreign_key<author>::key_type, std::int64_t>);
static_assert(std::is_same_v<foreign_key<country>::key_type, text<2, 2>>);
static_assert(detail::column_of_type<foreign_key<country>>.sql_type == "text");
static_assert(detail::column_of_type<foreign_key<country>>.max_length == 2);
static_assert(detail::column_of_type<foreign_key<person, set_null>>.nullable);
static_assert(!detail::column_of_type<foreign_key<author>>.nullable);
static_assert(std::is_nothrow_move_constructible_v<foreign_key<author>>);
}  // namespace

TEST_CASE("a foreign key is made from a key or an object", "[orm]") {
  foreign_key<author> writer;
  CHECK_FALSE(writer.is_set());
  writer = 7;
  CHECK(writer.key() == 7);
  CHECK_FALSE(writer.is_loaded());
  CHECK_THROWS_AS(*writer, relation_not_loaded);
  author ada{.id = 3, .name = "Ada", .contact = "ada@example.org"};
  writer = ada;
  CHECK(writer.key() == 3);
  CHECK(writer->name == "Ada");
  writer = std::optional<std::int64_t>();
  CHECK_FALSE(writer.is_set());
  CHECK_FALSE(writer.is_loaded());
  writer = author{};
  CHECK_FALSE(writer.is_set());
}

TEST_CASE("copies have rows of their own", "[orm]") {
  foreign_key<author> const writer = author{.id = 3, .name = "Ada", .contact = {}};
  foreign_key<author> copy = writer;
  CHECK(&*copy != &*writer);
  CHECK(copy == writer);
  foreign_key<author> moved = std::move(copy);
  CHECK(moved->name == "Ada");
  foreign_key<author>& itself = moved;
  moved = itself;
  CHECK(moved->name == "Ada");
  moved.reset();
  CHECK(moved != writer);
}

TEST_CASE("in JSON it is the key", "[orm]") {
  CHECK(to_json(foreign_key<author>(7)) == "7");
  CHECK(to_json(foreign_key<author>()) == "null");
  CHECK(read_json<foreign_key<author>>("7").value().key() == 7);
  CHECK_FALSE(read_json<foreign_key<author>>("null").value().is_set());
  CHECK_FALSE(read_json<foreign_key<author>>("\"x\"").has_value());
}

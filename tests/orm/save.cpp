// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/save.hpp>
//
#include "stored.hpp"

namespace {
using namespace blog;

static_assert(
    detail::stored_model_of<post>.insert.sql ==
    R"(INSERT INTO "posts" ("address", "title", "body", "writer_id", "published", "created"))"
    R"( VALUES ($1, $2, $3, $4, $5, COALESCE($6, now())) RETURNING "id", "created")");
static_assert(detail::stored_model_of<post>.update.sql ==
              R"(UPDATE "posts" SET "address" = $1, "title" = $2, "body" = $3, "writer_id" = $4,)"
              R"( "published" = $5 WHERE "id" = $6)");
static_assert(detail::stored_model_of<post>.erase.sql == R"(DELETE FROM "posts" WHERE "id" = $1)");
static_assert(detail::stored_model_of<post>.insert.parameter_types.size() == 6);
static_assert(!detail::stored_model_of<post>.insert.pure_read);

/// A key that the program chooses, and a moment of the last save.
struct country {
  primary_key<text<2, 2>> code{};
  std::string name{};
  updated_at changed{};
  using meta = model<table<"countries">>;
};
static_assert(
    detail::stored_model_of<country>.keyed.sql ==
    R"(INSERT INTO "countries" ("code", "name", "changed") VALUES ($1, $2, COALESCE($3, now())))"
    R"( ON CONFLICT ("code") DO UPDATE SET "name" = EXCLUDED."name", "changed" = now())"
    R"( RETURNING "changed")");

struct token {
  primary_key<uuid> id{};
  using meta = model<table<"tokens">>;
};
static_assert(detail::stored_model_of<token>.keyed.sql ==
              R"(INSERT INTO "tokens" ("id") VALUES ($1))"
              R"( ON CONFLICT ("id") DO UPDATE SET "id" = EXCLUDED."id")");

struct counter {
  primary_key<> id{};
  using meta = model<table<"counters">>;
};
static_assert(detail::stored_model_of<counter>.insert.sql ==
              R"(INSERT INTO "counters" DEFAULT VALUES RETURNING "id")");

task<author> add_author(std::string name) {
  author one{.id = {}, .name = name, .contact = name + "@example.org"};
  auto saving = save(one);
  co_await saving;
  co_return one;
}

post new_post(std::string_view address, author const& writer) {
  post one;
  one.address = slug(address);
  one.title = "Title";
  one.writer = writer;
  return one;
}
}  // namespace

TEST_CASE("a new object gets what the database supplies", "[orm]") {
  stored<author, post> db;
  author ada = db.wait(add_author("ada"));
  REQUIRE(ada.id.is_set());
  post one = new_post("first", ada);
  db.wait(save(one));
  CHECK(one.id.is_set());
  CHECK(one.created.is_set());
  post const found = db.wait(objects<post>.get<"id">(one.id));
  CHECK(found.address == "first");
  CHECK(found.created == one.created);
  CHECK(found.writer.key() == ada.id);
  CHECK_FALSE(found.writer.is_loaded());
  CHECK_THROWS_AS(found.writer->name, relation_not_loaded);
}

TEST_CASE("a moment that the program has set is kept", "[orm]") {
  stored<author, post> db;
  author ada = db.wait(add_author("ada"));
  post one = new_post("first", ada);
  auto const long_ago = timestamp::from_seconds(1000000000);
  one.created = long_ago;
  db.wait(save(one));
  CHECK(one.created == long_ago);
  CHECK(db.wait(objects<post>.get<"id">(one.id)).created == long_ago);
}

TEST_CASE("saving again changes the row", "[orm]") {
  stored<author, post> db;
  author ada = db.wait(add_author("ada"));
  post one = new_post("first", ada);
  db.wait(save(one));
  auto const created = one.created;
  one.title = "Another";
  one.published = timestamp::from_seconds(5);
  db.wait(save(one));
  post const found = db.wait(objects<post>.get<"id">(one.id));
  CHECK(found.title == "Another");
  CHECK(found.published == timestamp::from_seconds(5));
  CHECK(found.created == created);
  CHECK(db.wait(objects<post>.count()) == 1);
}

TEST_CASE("a numbered row that is gone is not made again", "[orm]") {
  stored<author, post> db;
  author ada = db.wait(add_author("ada"));
  CHECK(db.wait(erase(ada)));
  CHECK_FALSE(db.wait(erase(ada)));
  CHECK_THROWS_AS(db.wait(save(ada)), does_not_exist);
  db.wait(insert(ada));
  CHECK(db.wait(objects<author>.get<"id">(ada.id)).name == "ada");
}

TEST_CASE("a key that the program chooses is saved whether it is there or not", "[orm]") {
  stored<country> db;
  country one{.code = "de", .name = "Germany", .changed = {}};
  db.wait(save(one));
  CHECK(one.changed.is_set());
  one.name = "Deutschland";
  db.wait(save(one));
  CHECK(db.wait(objects<country>.count()) == 1);
  CHECK(db.wait(objects<country>.get<"code">("de")).name == "Deutschland");
}

TEST_CASE("UUID keys are made in order", "[orm]") {
  stored<token, counter> db;
  token first;
  token second;
  db.wait(save(first));
  db.wait(save(second));
  CHECK(first.id.value() < second.id.value());
  CHECK(first.id.value().version() == 7);
  db.wait(save(first));
  CHECK(db.wait(objects<token>.count()) == 2);
  counter one;
  db.wait(save(one));
  CHECK(one.id.is_set());
  db.wait(save(one));
}

TEST_CASE("constraints speak as errors of their classes", "[orm]") {
  stored<author, post> db;
  author ada = db.wait(add_author("ada"));
  author twin{.id = {}, .name = "twin", .contact = ada.contact};
  try {
    db.wait(save(twin));
    FAIL("two authors with one address");
  } catch (unique_violation const& refused) {
    CHECK(member_of_constraint<author>(refused.constraint()) == "contact");
  }
  post lost = new_post("lost", ada);
  lost.writer = 999999;
  CHECK_THROWS_AS(db.wait(save(lost)), foreign_key_violation);
  lost.writer.reset();
  CHECK_THROWS_AS(db.wait(save(lost)), not_null_violation);
}

TEST_CASE("an author takes his posts along", "[orm]") {
  stored<author, post> db;
  author ada = db.wait(add_author("ada"));
  post one = new_post("first", ada);
  db.wait(save(one));
  db.wait(erase(ada));
  CHECK(db.wait(objects<post>.count()) == 0);
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/ownership.hpp>
//
#include <hyper/orm.hpp>
#include "stored.hpp"

using namespace hyper;

namespace {
struct member_of_staff {
  primary_key<> id{};
  text<1, 80> name{};
  using meta = model<table<"staff">>;
};
struct contract {
  primary_key<> id{};
  std::string words{};
  created_by<member_of_staff> author{};
  updated_by<member_of_staff> editor{};
  using meta = model<table<"contracts">>;
};
static_assert(objects<contract>.filter<"author__name">().sql<query_action::count>() ==
              R"(SELECT count(*) FROM "contracts" c LEFT JOIN "staff" a ON a."id" = c."author_id" )"
              R"(WHERE a."name" = $1)");

member_of_staff employ(stored<member_of_staff, contract>& db, char const* name) {
  member_of_staff made;
  made.name = text<1, 80>(name);
  db.wait(save(made));
  return made;
}
}  // namespace

TEST_CASE("who makes a row and who saves it is kept", "[orm]") {
  stored<member_of_staff, contract> db;
  auto const ada = employ(db, "Ada");
  auto const bob = employ(db, "Bob");
  contract one{.words = "first"};
  db.wait(save_as(ada, one));
  CHECK(one.author.key() == *ada.id);
  CHECK(one.editor.key() == *ada.id);
  one.words = "second";
  db.wait(save_as(bob, one));
  auto const found =
      db.wait(objects<contract>.select_related<"author", "editor">().get<"id">(one.id));
  CHECK(found.author->name == ada.name);
  CHECK(found.editor->name == bob.name);
  CHECK(to_json(found.author) == std::to_string(*ada.id));
}

TEST_CASE("nobody is noted where nothing changes", "[orm]") {
  stored<member_of_staff, contract> db;
  auto const ada = employ(db, "Ada");
  auto const bob = employ(db, "Bob");
  tracked<contract> editing(contract{.words = "first"});
  db.wait(save_as(ada, editing));
  db.wait(save_as(bob, editing));
  CHECK(editing->editor.key() == *ada.id);
  editing->words = "second";
  db.wait(save_as(bob, editing));
  auto const found = db.wait(objects<contract>.get<"id">(editing->id));
  CHECK(found.author.key() == *ada.id);
  CHECK(found.editor.key() == *bob.id);
}

TEST_CASE("rows stay when their owner goes, and nobody unknown owns one", "[orm]") {
  stored<member_of_staff, contract> db;
  auto const ada = employ(db, "Ada");
  contract one{.words = "first"};
  CHECK_THROWS_AS(db.wait(save_as(member_of_staff{}, one)), model_error);
  db.wait(save_as(ada, one));
  db.wait(erase(ada));
  auto const found = db.wait(objects<contract>.get<"id">(one.id));
  CHECK_FALSE(found.author.is_set());
  CHECK_FALSE(found.editor.is_set());
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/bulk.hpp>
//
#include "filled_shop.hpp"

namespace {
using namespace shop;
std::vector<tag> tags(int from, int to) {
  std::vector<tag> made;
  for (int i = from; i < to; ++i) {
    tag one;
    one.label = text<1, 20>("tag " + std::to_string(i));
    made.push_back(one);
  }
  return made;
}
}  // namespace

TEST_CASE("many objects are stored, changed and merged", "[orm]") {
  filled_shop db;
  auto first = tags(0, 12345);
  db.wait(insert_all(first));
  CHECK(db.wait(objects<tag>.count()) == 12345);
  CHECK(db.wait(objects<tag>.get<"id">(first[12000].id)).label.value() == "tag 12000");
  auto more = tags(12340, 12350);
  CHECK(db.wait(insert_missing(more)) == 5);
  auto known = tags(12348, 12352);
  CHECK(db.wait(upsert_all<"label">(known)) == 4);
  CHECK(known[0].id == db.wait(objects<tag>.get<"label">("tag 12348")).id);
  for (auto& one : known) one.label = text<1, 20>("new " + one.label.value().value());
  CHECK(db.wait(update_all<"label">(known)) == 4);
  CHECK(db.wait(objects<tag>.filter<"label__startswith">("new").count()) == 4);
  CHECK_THROWS_AS(db.wait(insert_all(known)), unique_violation);
  std::vector<tag> none;
  db.wait(insert_all(none));
}

TEST_CASE("rows with arrays, versions and nulls", "[orm]") {
  filled_shop db;
  std::vector<product> more{make_product("Bell", db.acme), make_product("Bow", db.zeta)};
  more[0].words = {"loud"};
  more[1].visible = false;
  db.wait(insert_all(more));
  CHECK(more[0].id.is_set());
  CHECK(more[0].version == 1);
  more[0].stock = 9;
  more[1].words = {"long", "taut"};
  CHECK(db.wait(update_all<"stock", "words">(more)) == 2);
  auto const found = db.wait(objects<product>.get<"title">("Bow"));
  CHECK(found.words.size() == 2);
  CHECK(found.version == 2);
  CHECK_FALSE(found.visible);
  std::vector<brand> brands{make_brand("Beta"), make_brand("Gamma")};
  brands[1].parent = db.acme;
  db.wait(insert_all(brands));
  CHECK(db.wait(objects<brand>.filter<"parent">(db.acme).count()) == 2);
}

TEST_CASE("COPY is the fast way in", "[orm]") {
  filled_shop db;
  auto many = tags(0, 20000);
  CHECK(db.wait(copy_all(many)) == 20000);
  CHECK(db.wait(objects<tag>.count()) == 20000);
  // What does not fit is said, and the connection is good for more.
  CHECK_THROWS_AS(db.wait(copy_all(many)), unique_violation);
  CHECK(db.wait(objects<tag>.count()) == 20000);
  std::vector<product> more{make_product("Bell", db.acme)};
  more[0].words = {"loud"};
  more[0].visible = false;
  more[0].created = timestamp::from_seconds(7);
  CHECK(db.wait(copy_all(more)) == 1);
  CHECK(db.wait(objects<product>.get<"title">("Bell")).words[0] == "loud");
  // Each row decides by itself what is left to the database.
  std::vector<product> mixed;
  for (char const* title : {"Cart", "Dart", "East", "Fort"})
    mixed.push_back(make_product(title, db.acme, 1));
  for (std::size_t i = 0; i < mixed.size(); ++i)
    mixed[i].price = decimal(static_cast<std::int64_t>(100 + i));
  mixed[1].created = timestamp::from_seconds(7);
  mixed[2].created = timestamp::from_seconds(8);
  CHECK(db.wait(copy_all(mixed)) == 4);
  CHECK(db.wait(objects<product>.get<"title">("Dart")).created == timestamp::from_seconds(7));
  CHECK(db.wait(objects<product>.get<"title">("East")).created == timestamp::from_seconds(8));
  CHECK(db.wait(objects<product>.get<"title">("Fort")).created != timestamp::from_seconds(8));
}

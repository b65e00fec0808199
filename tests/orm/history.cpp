// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/history.hpp>
//
#include <hyper/orm.hpp>
#include <hyper/orm/tenant_key.hpp>
#include "stored.hpp"

using namespace hyper;

namespace {
struct shelf {
  primary_key<> id{};
  text<1, 40> name{};
  using meta = model<table<"shelves">>;
};
struct book {
  primary_key<> id{};
  unique<text<1, 40>> title{};
  foreign_key<shelf> place{};
  int price = 1;
  generated<std::int64_t, "price * 2"> twice{};
  row_version version{};
  updated_at changed{};
  deleted_at deleted{};
  using meta = model<table<"books">, ordered_by<"id">, kept_in_history>;
};
using former = past<book>;

static_assert(is_model<former>);
static_assert(objects<former>.filter<"title">().filter<"place__name">().sql() ==
              R"(SELECT b."history_id", b."history_at", b."history_change", b."history_by", )"
              R"(b."id", b."title", b."place_id", b."price", b."twice", b."version", )"
              R"(b."changed", b."deleted" FROM "books_history" b )"
              R"(JOIN "shelves" p ON p."id" = b."place_id" )"
              R"(WHERE b."title" = $1 AND p."name" = $2)");

struct library : stored<shelf, book> {
  shelf place;
  book made;
  library() {
    place.name = "low";
    wait(save(place));
    made.title = "First";
    made.place = place;
    wait(save(made));
  }
  std::vector<former> all() { return wait(objects<former>.order_by<"history_id">().all()); }
};
}  // namespace

TEST_CASE("a row is kept as it was before each change, whoever makes it", "[orm]") {
  library db;
  CHECK(db.all().empty());
  db.made.title = "Second";
  db.wait(save(db.made));
  db.wait(objects<book>.update<"price">(column<"price"> + 1));
  db.wait(raw_command("UPDATE books SET title = 'Third'"));
  db.wait(raw_command("UPDATE books SET title = 'Third'"));  // changes nothing
  std::vector<book> rows = db.wait(objects<book>.all());
  rows[0].price = 9;
  db.wait(update_all<"price">(rows));
  db.wait(erase(rows[0]));
  db.wait(hard_erase(rows[0]));
  auto const kept = db.all();
  REQUIRE(kept.size() == 6);
  CHECK(kept[0].row.title.value() == "First");
  CHECK(kept[1].row.price == 1);
  CHECK(kept[2].row.title.value() == "Second");
  CHECK(kept[2].row.price == 2);
  CHECK(kept[3].row.title.value() == "Third");
  CHECK(kept[4].row.twice.value() == 18);
  CHECK_FALSE(kept[4].row.deleted.is_set());
  CHECK(kept[5].row.deleted.is_set());
  CHECK(kept[4].history_change == "update");
  CHECK(kept[5].history_change == "delete");
  CHECK_FALSE(kept[5].history_by);
  CHECK(kept[5].row.id == db.made.id);
  CHECK(kept[0].row.version.value() == 1);
  CHECK(kept[1].row.version.value() == 2);
  auto joined = db.wait(objects<former>.select_related<"place">().order_by<"history_id">().all());
  CHECK(joined[0].row.place->name == "low");
}

TEST_CASE("TRUNCATE leaves all rows in the history", "[orm]") {
  library db;
  book second;
  second.title = "Second";
  second.place = db.place;
  db.wait(save(second));
  db.wait(raw_command("TRUNCATE books"));
  CHECK(db.wait(objects<book>.with_deleted().count()) == 0);
  auto const kept = db.all();
  REQUIRE(kept.size() == 2);
  CHECK(kept[0].history_change == "truncate");
  CHECK(kept[0].row.title.value() == "First");
  CHECK(kept[1].row.title.value() == "Second");
  CHECK(kept[1].row.twice.value() == 2);
  book third;
  third.title = "Third";
  third.place = db.place;
  db.wait(save(third));
  auto const by_name = []() -> task<void> {
    auto emptying = raw_command("TRUNCATE shelves CASCADE");  // that of a table it points to
    co_await emptying;
  };
  db.wait(changed_by("ada", by_name));
  CHECK(db.all().back().history_by == "ada");
  CHECK(db.all().size() == 3);
}

TEST_CASE("what is rolled back leaves no history", "[orm]") {
  library db;
  auto const failing = []() -> task<void> {
    auto changing = objects<book>.update<"price">(7);
    co_await changing;
    throw std::runtime_error("no");
  };
  CHECK_THROWS(db.wait(atomic(failing)));
  CHECK(db.all().empty());
}

TEST_CASE("the history knows who has changed a row", "[orm]") {
  library db;
  auto const change = [](int price) {
    return [price]() -> task<std::uint64_t> { return objects<book>.update<"price">(price); };
  };
  CHECK(db.wait(changed_by("ada", change(2))) == 1);
  auto const nested = [change]() -> task<void> {
    auto inner = changed_by("bob'; --", change(3));
    co_await inner;
    auto mine = objects<book>.update<"price">(4);
    co_await mine;
  };
  db.wait(changed_by("ada", nested));
  db.wait(objects<book>.update<"price">(5));
  auto const kept = db.all();
  REQUIRE(kept.size() == 4);
  CHECK(kept[0].history_by == "ada");
  CHECK(kept[1].history_by == "bob'; --");
  CHECK(kept[2].history_by == "ada");
  CHECK_FALSE(kept[3].history_by);
}

TEST_CASE("a column that came later has no value in older rows", "[orm]") {
  library db;
  db.wait(objects<book>.update<"price">(7));
  db.wait(raw_command("UPDATE books_history SET price = NULL, title = NULL, place_id = NULL"));
  auto const kept = db.all();
  CHECK(kept[0].row.price == 1);
  CHECK(kept[0].row.title.value().view().empty());
}

namespace {
struct firm {
  primary_key<> id{};
  using meta = model<table<"firms">>;
};
struct paper {
  primary_key<> id{};
  tenant_key<firm> owner{};
  int pages = 1;
  using meta = model<table<"papers">, kept_in_history>;
};
static_assert(objects<past<paper>>.filter<"id">().sql<query_action::count>() ==
              R"(SELECT count(*) FROM "papers_history" p WHERE p."owner_id" = $1 AND p."id" = $2)");
}  // namespace

TEST_CASE("the past of a tenant's rows is the tenant's", "[orm]") {
  stored<firm, paper> db;
  firm one, two;
  db.wait(save(one));
  db.wait(save(two));
  paper sheet;
  db.wait(as_tenant(one, save(sheet)));
  sheet.pages = 2;
  db.wait(as_tenant(one, save(sheet)));
  CHECK(db.wait(as_tenant(one, objects<past<paper>>.count())) == 1);
  CHECK(db.wait(as_tenant(two, objects<past<paper>>.count())) == 0);
  CHECK_THROWS_AS(db.wait(objects<past<paper>>.count()), tenant_missing);
}

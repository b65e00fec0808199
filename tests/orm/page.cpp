// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/page.hpp>
//
#include <algorithm>
#include <string>
#include <vector>

#include "stored.hpp"

namespace {
using namespace blog;

struct place {
  std::string at{};
  std::size_t rows = 0;
  std::string_view payload() const { return at; }
  std::size_t size() const { return rows; }
};

struct team {
  primary_key<> id{};
  std::optional<std::string> name{};
  using meta = model<table<"teams">>;
};

/// Few values of everything, so that the orders are full of equals, and of NULL.
struct player {
  primary_key<> id{};
  std::int32_t score = 0;
  std::optional<std::string> nick{};
  double weight = 0;
  std::optional<date> born{};
  decimal wage{};
  uuid mark{};
  bool active = false;
  std::optional<foreign_key<team>> side{};
  using meta = model<table<"players">, ordered_by<"-score", "nick">>;
};

static_assert(objects<player>.order_by<"-id">().sql<query_action::first_page>().ends_with(
    R"( FROM "players" p ORDER BY p."id" DESC LIMIT $1)"));
static_assert(objects<player>.order_by<"-id">().sql<query_action::next_page>().ends_with(
    R"( WHERE p."id" < $1 ORDER BY p."id" DESC LIMIT $2)"));
static_assert(objects<player>.order_by<"score">().sql<query_action::next_page>().ends_with(
    R"( WHERE (p."score", p."id") > ($1, $2) ORDER BY p."score", p."id" LIMIT $3)"));
static_assert(objects<player>.order_by<"score">().sql<query_action::previous_page>().ends_with(
    R"( WHERE (p."score", p."id") < ($1, $2) ORDER BY p."score" DESC, p."id" DESC LIMIT $3)"));
static_assert(
    objects<player>.order_by<"-score", "weight">().sql<query_action::next_page>().ends_with(
        R"( WHERE p."score" <= $1 AND (p."score" < $1 OR (p."score" = $1 AND p."weight" > $2))"
        R"( OR (p."score" = $1 AND p."weight" = $2 AND p."id" > $3)))"
        R"( ORDER BY p."score" DESC, p."weight", p."id" LIMIT $4)"));
static_assert(objects<player>.order_by<"nick">().sql<query_action::next_page>().ends_with(
    R"( WHERE ((p."nick" > $1 OR (p."nick" IS NULL AND $1 IS NOT NULL)))"
    R"( OR (p."nick" IS NOT DISTINCT FROM $1 AND p."id" > $2)))"
    R"( ORDER BY p."nick", p."id" LIMIT $3)"));

struct league : stored<team, player> {
  static constexpr int count = 60;
  league() {
    std::vector<team> teams(3);
    teams[0].name = "a";
    teams[1].name = "b";
    for (team& one : teams) wait(save(one));
    for (int i = 0; i < count; ++i) {
      player one;
      one.score = i * 7 % 4;
      if (i % 3 != 0) one.nick = std::string(1, static_cast<char>('a' + i * 5 % 3));
      one.weight = i % 5 == 0 ? -0.5 : i * 11 % 3;
      if (i % 4 != 0) one.born = date::from_days(i * 13 % 5);
      one.wage = decimal::from_text(i % 2 == 0 ? "1.50" : "-20.125").value();
      one.mark = uuid::from_bytes({static_cast<std::uint8_t>(i % 3)});
      one.active = i % 2 == 0;
      if (i % 4 != 1) one.side = foreign_key<team>(teams[static_cast<std::size_t>(i % 3)]);
      wait(save(one));
    }
  }
};

std::vector<std::int64_t> ids(std::vector<player> const& rows) {
  std::vector<std::int64_t> all;
  for (player const& row : rows) all.push_back(row.id);
  return all;
}

/// Pages forwards and then backwards through everything: the same rows in the same order, each
/// once.
template <class Query>
void walk(league& db, Query const& query, std::size_t size) {
  std::vector<std::int64_t> forwards;
  std::vector<std::int64_t> backwards;
  place at{"", size};
  std::size_t pages = 0;
  for (;; ++pages) {
    REQUIRE(pages < 100);
    auto const page = db.wait(query.page(at));
    REQUIRE(page.rows.size() <= size);
    CHECK(page.previous.has_value() == (pages != 0));
    for (std::int64_t id : ids(page.rows)) forwards.push_back(id);
    if (!page.next) break;
    CHECK(page.rows.size() == size);
    at.at = *page.next;
  }
  auto sorted = forwards;
  std::sort(sorted.begin(), sorted.end());
  CHECK(std::unique(sorted.begin(), sorted.end()) == sorted.end());
  CHECK(sorted.size() == static_cast<std::size_t>(db.wait(query.count())));

  for (;;) {
    auto const page = db.wait(query.page(at));
    auto const seen = ids(page.rows);
    backwards.insert(backwards.begin(), seen.begin(), seen.end());
    if (!page.previous) break;
    at.at = *page.previous;
  }
  CHECK(backwards == forwards);
}
}  // namespace

TEST_CASE("every row is on one page, forwards and backwards", "[orm]") {
  league db;
  for (std::size_t size : {1U, 7U, 60U, 100U}) {
    walk(db, objects<player>, size);
    walk(db, objects<player>.template order_by<>(), size);
  }
  walk(db, objects<player>.order_by<"nick">(), 7);
  walk(db, objects<player>.order_by<"-nick">(), 7);
  walk(db, objects<player>.order_by<"-nick", "-born">(), 7);
  walk(db, objects<player>.order_by<"born", "-nick", "score">(), 9);
  walk(db, objects<player>.order_by<"weight", "-score">(), 9);
  walk(db, objects<player>.order_by<"wage", "mark">(), 9);
  walk(db, objects<player>.order_by<"-mark", "active">(), 9);
  walk(db, objects<player>.order_by<"active", "-id", "score">(), 9);
  walk(db, objects<player>.order_by<"side__name", "-score">(), 9);
  walk(db, objects<player>.order_by<"-side__name">().select_related<"side">(), 9);
  walk(db, objects<player>.order_by<"side">(), 9);
  walk(db, objects<player>.filter<"score__gt">(1).filter_if<"nick">(std::optional("a")), 3);
}

TEST_CASE("the order is that of the whole list", "[orm]") {
  league db;
  auto const query = objects<player>.order_by<"-born", "side__name", "id">();
  auto const all = ids(db.wait(query.all()));
  auto const first = db.wait(query.page(place{"", 10}));
  CHECK(ids(first.rows) == std::vector(all.begin(), all.begin() + 10));
  auto const second = db.wait(query.page(place{*first.next, 20}));
  CHECK(ids(second.rows) == std::vector(all.begin() + 10, all.begin() + 30));
  auto const back = db.wait(query.page(place{*second.previous, 4}));
  CHECK(ids(back.rows) == std::vector(all.begin() + 6, all.begin() + 10));
}

TEST_CASE("rows that come and go move no page", "[orm]") {
  league db;
  auto const query = objects<player>.order_by<"id">();
  auto const first = db.wait(query.page(place{"", 5}));
  db.wait(erase(first.rows[4]));
  db.wait(erase(first.rows[0]));
  auto const second = db.wait(query.page(place{*first.next, 5}));
  CHECK(second.rows[0].id == first.rows[4].id + 1);
  db.wait(query.filter<"id__lt">(second.rows[0].id).erase());
  auto const begin = db.wait(query.page(place{*second.previous, 5}));
  CHECK_FALSE(begin.previous);
  CHECK(begin.rows[0].id == second.rows[0].id);
  auto const last = db.wait(query.page(place{"", 1000}));
  auto const before = db.wait(query.page(place{*begin.next, 1}));
  db.wait(query.filter<"id__gt">(before.rows[0].id).erase());
  auto const end = db.wait(query.page(place{*before.next, 5}));
  CHECK(end.rows.empty());
  CHECK_FALSE(end.next);
  CHECK(end.previous);
}

TEST_CASE("a payload that the query has not made is refused", "[orm]") {
  league db;
  auto const query = objects<player>;
  std::string const good = *db.wait(query.page(place{"", 5})).next;
  CHECK_NOTHROW(db.wait(query.page(place{good, 5})));
  CHECK_THROWS_AS(db.wait(objects<player>.order_by<"id">().page(place{good, 5})), invalid_cursor);
  CHECK_THROWS_AS(db.wait(objects<player>.order_by<"score">().page(place{good, 5})),
                  invalid_cursor);
  for (std::string bad : {std::string("x"), good.substr(1), good.substr(0, good.size() - 1),
                          good + "00", good + ".00", "q" + good.substr(1), good.substr(0, 9)})
    CHECK_THROWS_AS(db.wait(query.page(place{bad, 5})), invalid_cursor);
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string bad = good;
    bad[i] = 'X';
    CHECK_THROWS_AS(db.wait(query.page(place{bad, 5})), invalid_cursor);
  }
}

TEST_CASE("a page has at least one row", "[orm]") {
  league db;
  CHECK(db.wait(objects<player>.page(place{"", 0})).rows.size() == 1);
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/created_at.hpp>
//
#include <hyper/json/read.hpp>
#include <hyper/json/write.hpp>
#include "stored.hpp"

namespace {
using namespace blog;
struct note {
  primary_key<> id{};
  std::string words{};
  created_at made{};
  updated_at changed{};
  using meta = model<table<"notes">>;
};
static_assert(objects<note>.filter<"id">().sql<query_action::count>() ==
              R"(SELECT count(*) FROM "notes" n WHERE n."id" = $1)");
}  // namespace

TEST_CASE("moments of making and saving", "[orm]") {
  stored<note> db;
  note one;
  one.words = "a";
  db.wait(save(one));
  auto const made = one.made;
  CHECK(one.changed == made);
  one.words = "b";
  db.wait(save(one));
  CHECK(one.made == made);
  CHECK(one.changed.value() > made.value());
  auto const before = one.changed;
  CHECK(db.wait(objects<note>.update<"words">("c")) == 1);
  CHECK(db.wait(objects<note>.get()).changed.value() > before.value());
  auto const set = timestamp::from_seconds(3);
  CHECK(db.wait(objects<note>.update<"changed">(set)) == 1);
  CHECK(db.wait(objects<note>.get()).changed == set);
}

TEST_CASE("in JSON they are times", "[orm]") {
  CHECK(to_json(created_at(timestamp::from_seconds(0))) == "\"1970-01-01T00:00:00Z\"");
  CHECK(read_json<updated_at>("\"1970-01-01T00:00:01Z\"").value() == timestamp::from_seconds(1));
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/stored_json.hpp>
//
#include <map>
#include "stored.hpp"

namespace {
using namespace hyper;

struct setting {
  std::string name;
  int size = 1;
  std::optional<std::string> note;
  friend bool operator==(setting const&, setting const&) = default;
};
struct profile {
  primary_key<> id{};
  stored_json<setting> main{};
  std::optional<stored_json<std::vector<setting>>> more{};
  using meta = model<table<"profiles">>;
};
static_assert(detail::column_of_type<stored_json<setting>>.sql_type == "jsonb");
static_assert(detail::column_of_type<std::optional<stored_json<setting>>>.nullable);
}  // namespace

TEST_CASE("structs are stored as JSON", "[orm]") {
  stored<profile> db;
  profile one;
  one.main = setting{"a \"b\" \xE2\x82\xAC", 5, {}};
  one.more = std::vector<setting>{{"x", 1, "y"}, {}};
  db.wait(save(one));
  profile two;
  db.wait(save(two));
  profile const back = db.wait(objects<profile>.get<"id">(one.id));
  CHECK(*back.main == *one.main);
  CHECK(**back.more == **one.more);
  CHECK_FALSE(db.wait(objects<profile>.get<"id">(two.id)).more);
  CHECK(db.wait(objects<profile>.filter<"more__isnull">(true).count()) == 1);
}

TEST_CASE("stored JSON may be older or younger than the struct", "[orm]") {
  stored<profile> db;
  db.wait(db.database.run_script(
      R"(INSERT INTO profiles (main) VALUES ('{"name": "old", "gone": [1, 2]}'))"));
  profile const back = db.wait(objects<profile>.get());
  CHECK(back.main->name == "old");
  CHECK(back.main->size == 1);
  db.wait(db.database.run_script(R"(UPDATE profiles SET main = '{"name": 5}')"));
  CHECK_THROWS_AS(db.wait(objects<profile>.get()), model_error);
}

TEST_CASE("in JSON it is what it holds", "[orm]") {
  CHECK(to_json(stored_json<std::vector<int>>({1, 2})) == "[1,2]");
  CHECK(read_json<stored_json<std::vector<int>>>("[3]").value()->size() == 1);
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

// Models that share columns by composition: Django's abstract models.

#include <hyper/orm.hpp>
//
#include <hyper/json/write.hpp>
#include <hyper/reflect/flattened.hpp>
#include "stored.hpp"

namespace {
using namespace hyper;

struct stamps {
  created_at created{};
  updated_at updated{};
};
struct address {
  std::string street{};
  std::optional<std::string> zip{};
};
struct house {
  primary_key<> id{};
  text<1, 80> name{};
  address at{};
  stamps times{};
  using meta = model<table<"houses">, ordered_by<"at_street">, indexed_by<"created">>;
};
}  // namespace

template <>
struct hyper::adapted_members<house>
    : hyper::flattened<house, hyper::members_of<"times">, hyper::prefixed_members_of<"at">> {};

static_assert(
    objects<house>.filter<"at_zip__isnull">(false).sql() ==
    R"(SELECT h."id", h."name", h."at_street", h."at_zip", h."created", h."updated" FROM "houses" h )"
    R"(WHERE h."at_zip" IS NOT NULL ORDER BY h."at_street")");

TEST_CASE("columns come from structs that several models have", "[orm]") {
  stored<house> db;
  house one;
  one.name = "Town hall";
  one.at = {"Main Street", "12345"};
  db.wait(save(one));
  CHECK(one.times.created.value().microseconds() > 0);
  auto found = db.wait(objects<house>.get<"at_zip">("12345"));
  CHECK(found.at.street == "Main Street");
  CHECK(found.times.created == one.times.created);
  found.at.street = "Side Street";
  db.wait(save<"at_street">(found));
  CHECK(db.wait(objects<house>.filter<"at_street__startswith">("Side").count()) == 1);
  CHECK(to_json(address{"A", "1"}) == R"({"street":"A","zip":"1"})");
  CHECK(to_json(found).find(R"("at_street":"Side Street","at_zip":"12345","created":")") !=
        std::string::npos);
}

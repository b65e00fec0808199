// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/rest/serializer.hpp>

#include "routing/asking.hpp"
#include "support/catch.hpp"

#include <hyper/json/write.hpp>
#include <hyper/orm/created_at.hpp>
#include <hyper/orm/foreign_key.hpp>
#include <hyper/orm/model.hpp>
#include <hyper/orm/primary_key.hpp>
#include <hyper/orm/unique.hpp>
#include <hyper/routing/router.hpp>
#include <hyper/validate/slug.hpp>
#include <hyper/validate/text.hpp>
#include <optional>
#include <vector>

namespace {

using namespace hyper;

struct author {
  primary_key<> id;
  text<1, 80> name;
  std::optional<std::string> mail;
  using meta = model<table<"authors">>;
};
struct post {
  primary_key<> id;
  unique<slug> address;
  text<1, 200> title;
  foreign_key<author> writer;
  foreign_key<author, set_null> editor;
  std::vector<int> votes;
  using meta = model<table<"posts">>;
};

author ada() {
  author made;
  made.id = 7;
  made.name = "Ada \"Countess\"";
  return made;
}
post engine() {
  post made;
  made.id = 42;
  made.address = slug("the-engine");
  made.title = "The Engine";
  made.writer = foreign_key<author>(ada());
  made.votes = {1, 2};
  return made;
}

using small = serializer<post, fields<"id", "address", "title", "votes", "writer", "editor">>;
using nested =
    serializer<post, fields<"title", "writer.name", "writer.mail", "editor.name", "address">>;

TEST_CASE("a serializer writes the fields that it names", "[rest]") {
  CHECK(
      to_json(small(engine())) ==
      R"({"id":42,"address":"the-engine","title":"The Engine","votes":[1,2],"writer":7,"editor":null})");
  CHECK(to_json(serializer<post, fields<>>(engine())) == "{}");
}

TEST_CASE("a dotted name is nested, and null when it points nowhere", "[rest]") {
  CHECK(to_json(nested(engine())) ==
        R"({"title":"The Engine","writer":{"name":"Ada \"Countess\"","mail":null},"editor":null,)"
        R"("address":"the-engine"})");
  post both = engine();
  both.editor = foreign_key<author, set_null>(ada());
  CHECK_THAT(to_json(nested(both)), Catch::Matchers::ContainsSubstring(R"("editor":{"name":"Ada)"));
}

TEST_CASE("a relation that was not loaded is said to be", "[rest]") {
  post row = engine();
  row.writer = foreign_key<author>(7);
  CHECK_THROWS_AS(to_json(nested(row)), relation_not_loaded);
  CHECK_THAT(to_json(small(row)), Catch::Matchers::ContainsSubstring(R"("writer":7)"));
}

TEST_CASE("serializers stand in containers", "[rest]") {
  std::vector<serializer<post, fields<"id">>> const rows{engine(), engine()};
  CHECK(to_json(rows) == R"([{"id":42},{"id":42}])");
  CHECK(to_json(std::optional<serializer<post, fields<"id">>>(engine())) == R"({"id":42})");
}

using site = routes < route<"GET /one", [] { return small(engine()); }>,
      route<"POST /address", [] { return created<nested, "/posts/{address}">(engine()); }>,
      route < "POST /id", []() -> task<created<nested, "/posts/{id}">> {
  post fresh = engine();
  co_return fresh;
}
>> ;

TEST_CASE("a handler returns a serializer", "[rest]") {
  auto const answer = asking::get<site>("/one");
  CHECK(answer.field("Content-Type") == "application/json");
  CHECK(answer.body == to_json(small(engine())));
}

TEST_CASE("a Location is made of the row, not of what is shown", "[rest]") {
  CHECK(asking::ask<site>({"POST", "/address"}).field("Location") == "/posts/the-engine");
  CHECK(asking::ask<site>({"POST", "/id"}).field("Location") == "/posts/42");
}

}  // namespace

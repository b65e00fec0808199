// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/routing/named.hpp>
//
#include <hyper/routing/router.hpp>
#include <hyper/validate/slug.hpp>
#include <hyper/validate/uuid.hpp>
#include "routing/asking.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {

struct counted {
  static inline int calls = 0;
  static bool before(exchange&) { return ++calls > 0; }
};

using site = routes<route<"GET /", [] { return "home"; }, named<"home">>,
                    route<"GET /articles/{address:slug}",
                          [](path<"address", slug> at) { return *at; }, counted, named<"article">>,
                    route<"GET /articles/nameless", [] { return "x"; }>,
                    route_group<"/team/{id:int}", route<"GET /files/{rest:path}",
                                                        [](path<"id", int> id, path<"rest"> rest) {
                                                          return std::to_string(*id) + *rest;
                                                        },
                                                        named<"file">>>,
                    route<"GET /tags/{tag}", [](path<"tag"> tag) { return *tag; }, named<"tag">>>;

static_assert(site::entries[1].name == "article");
static_assert(site::entries[2].name.empty());
static_assert(detail::find_named(site::entries, "file") == 3);
static_assert(detail::find_named(site::entries, "") == site::entries.size());
static_assert(detail::nearest_route_name(site::entries, "artikel") == "article");

}  // namespace

TEST_CASE("a named route gives its address", "[routing]") {
  CHECK(url_of<site, "home">() == "/");
  CHECK(url_of<site, "article">(slugify("Größe & Höhe")) == "/articles/grosse-hohe");
  CHECK(url_of<site, "tag">("a b/ü?") == "/tags/a%20b%2F%C3%BC%3F");
  CHECK(url_of<site, "file">(7, "a/b c.txt") == "/team/7/files/a/b%20c.txt");
}

TEST_CASE("an address that is made leads back to its route", "[routing]") {
  CHECK(asking::get<site>(url_of<site, "tag">("a b/ü?")).body == "a b/ü?");
  CHECK(asking::get<site>(url_of<site, "file">(7, "a/b c")).body == "7a/b c");
  counted::calls = 0;
  CHECK(asking::get<site>(url_of<site, "article">("x-y")).body == "x-y");
  CHECK(counted::calls == 1);
}

TEST_CASE("a value that no request could have is refused", "[routing]") {
  CHECK_THROWS_WITH((url_of<site, "article">("two words")),
                    "\"two%20words\" cannot stand for address in /articles/{address:slug}");
  CHECK_THROWS_AS((url_of<site, "article">("")), std::invalid_argument);
  CHECK_THROWS_AS((url_of<site, "tag">("..")), std::invalid_argument);
  CHECK_THROWS_AS((url_of<site, "file">(-1, "x")), std::invalid_argument);
  CHECK_THROWS_AS((url_of<site, "file">(1, "a/../b")), std::invalid_argument);
  CHECK_THROWS_AS((url_of<site, "file">(1, "")), std::invalid_argument);
}

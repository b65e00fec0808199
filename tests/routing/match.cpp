// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/routing/match.hpp>

#include "support/catch.hpp"

#include <string>

namespace {

constexpr std::array<std::string_view, 14> texts = {
    "GET /",                      // 0
    "GET /posts",                 // 1
    "POST /posts",                // 2
    "GET /posts/new",             // 3
    "GET /posts/{id:int}",        // 4
    "GET /posts/{key:uuid}",      // 5
    "GET /posts/{address:slug}",  // 6
    "GET /posts/{any}",           // 7
    "GET /posts/{rest:path}",     // 8
    "PUT /posts/{address:slug}",  // 9
    "GET /a/{x:slug}/b",          // 10
    "GET /a/{x}/c",               // 11
    "* /files/{rest:path}",       // 12
    "HEAD /posts/new",            // 13
};
constexpr auto patterns = [] {
  std::array<hyper::route_pattern, texts.size()> made{};
  for (std::size_t i = 0; i < made.size(); ++i) made[i] = hyper::parse_pattern(texts[i]);
  return made;
}();
constexpr hyper::route_table<texts.size(), 40> table{
    std::span<hyper::route_pattern const, texts.size()>(patterns)};

constexpr int route_of(std::string_view method, std::string_view path) {
  hyper::route_match found;
  hyper::detail::match_route(table.view(), hyper::method_position(method), path, found);
  return found.route;
}

static_assert(route_of("GET", "/") == 0);
static_assert(route_of("GET", "") == -1 && route_of("GET", "*") == -1);
static_assert(route_of("GET", "/posts") == 1 && route_of("POST", "/posts") == 2);
static_assert(route_of("GET", "/post") == -1 && route_of("GET", "/postss") == -1);

// From the narrow to the wide.
static_assert(route_of("GET", "/posts/new") == 3);
static_assert(route_of("GET", "/posts/42") == 4);
static_assert(route_of("GET", "/posts/018f4e2a-7c3b-7d21-9a4e-5f6071829304") == 5);
static_assert(route_of("GET", "/posts/018F4E2A-7C3B-7D21-9A4E-5F6071829304") == 6);
static_assert(route_of("GET", "/posts/hello-World_2") == 6);
static_assert(route_of("GET", "/posts/-1") == 6);
static_assert(route_of("GET", "/posts/a%20b") == 7);
static_assert(route_of("GET", "/posts/a/b") == 8);

// A slash at the end is part of the path, and no parameter is empty.
static_assert(route_of("GET", "/posts/") == -1);
static_assert(route_of("GET", "//posts") == -1);
static_assert(route_of("GET", "/files/") == -1);

// What leads nowhere is left again; what has no route for the method, too.
static_assert(route_of("GET", "/a/x/b") == 10 && route_of("GET", "/a/x/c") == 11);
static_assert(route_of("PUT", "/posts/42") == 9 && route_of("PUT", "/posts/new") == 9);

static_assert(route_of("HEAD", "/posts") == 1 && route_of("HEAD", "/posts/new") == 13);
static_assert(route_of("BREW", "/files/pot") == 12 && route_of("BREW", "/posts") == -1);

TEST_CASE("captures are views into the path, as it was sent", "[routing]") {
  std::string const path = "/a/x%2Fy/c";
  hyper::route_match found;
  hyper::detail::match_route(table.view(), 0, path, found);
  REQUIRE(found.route == 11);
  REQUIRE(found.capture_count == 1);
  CHECK(found.capture(0) == "x%2Fy");
  CHECK(found.capture(0).data() == path.data() + 3);
}

TEST_CASE("what was left again leaves no captures", "[routing]") {
  std::string const path = "/files/one/two";
  hyper::route_match found;
  hyper::detail::match_route(table.view(), 0, path, found);
  CHECK(found.capture_count == 1);
  CHECK(found.capture(0) == "one/two");
}

TEST_CASE("the methods that a path has are known when it has not the one", "[routing]") {
  hyper::route_match found;
  hyper::detail::match_route(table.view(), hyper::method_position("DELETE"), "/posts/42", found);
  CHECK(found.route == -1);
  auto const bit = [](std::string_view name) { return 1U << hyper::method_position(name); };
  CHECK(found.allowed == (bit("GET") | bit("PUT")));
}

TEST_CASE("long paths cost no more than the trie is deep", "[routing]") {
  std::string path = "/a";
  for (int i = 0; i < 100'000; ++i) path += "/x";
  CHECK(route_of("GET", path) == -1);
  CHECK(route_of("GET", "/posts" + path) == 8);
}

}  // namespace

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/routing/router.hpp>

#include "routing/asking.hpp"
#include "support/catch.hpp"

namespace {

using namespace hyper;
using asking::ask;
using asking::get;

std::string say(request const& asked) { return std::string(asked.path); }
using blog = routes<route<"GET /", say>, route<"GET /posts", say>, route<"POST /posts", say>,
                    route<"GET /posts/{address:slug}", say>, route<"DELETE /posts/{id:int}", say>,
                    route<"OPTIONS /own", say>, route<"HEAD /own", say>>;

static_assert(blog::find("GET", "/posts/hello-world").pattern == "/posts/{address:slug}");
static_assert(blog::find("GET", "/posts/hello-world").method == "GET");
static_assert(!blog::find("PUT", "/posts") && !blog::find("GET", "/none"));
static_assert(blog::entries[2].text == "POST /posts");
static_assert(routes<>::count == 0 && !routes<>::find("GET", "/"));
static_assert(routes<routes<>, blog, routes<>>::count == 7);

TEST_CASE("what is nowhere is 404, as a problem document", "[routing]") {
  auto const answer = get<blog>("/none");
  CHECK(answer.status == 404);
  CHECK(answer.field("Content-Type") == "application/problem+json");
  CHECK_THAT(answer.body,
             Catch::Matchers::ContainsSubstring(R"("title":"Not Found","status":404)"));
  CHECK(get<routes<>>("/").status == 404);
}

TEST_CASE("the wrong method is 405, with those that are right", "[routing]") {
  auto const answer = ask<blog>({"PUT", "/posts"});
  CHECK(answer.status == 405);
  CHECK(answer.field("Allow") == "GET, HEAD, POST, OPTIONS");
  CHECK(ask<blog>({"PUT", "/posts/12"}).field("Allow") == "GET, HEAD, DELETE, OPTIONS");
  CHECK(ask<blog>({"PUT", "/posts/a-b"}).field("Allow") == "GET, HEAD, OPTIONS");
  CHECK(ask<blog>({"BREW", "/posts"}).status == 405);
  CHECK(ask<blog>({"BREW", "/none"}).status == 404);
}

TEST_CASE("HEAD is GET without its body", "[routing]") {
  auto const answer = ask<blog>({"HEAD", "/posts/a-b"});
  CHECK(answer.status == 200);
  CHECK(answer.body.empty());
  CHECK(answer.field("Content-Length") == "10");
}

TEST_CASE("OPTIONS says what there is, unless a route does", "[routing]") {
  auto const answer = ask<blog>({"OPTIONS", "/posts"});
  CHECK(answer.status == 204);
  CHECK(answer.field("Allow") == "GET, HEAD, POST, OPTIONS");
  CHECK(ask<blog>({"OPTIONS", "/own"}).body == "/own");
  CHECK(ask<blog>({"OPTIONS", "/none"}).status == 404);
  CHECK(ask<blog>({"OPTIONS", "*"}).status == 204);
}

TEST_CASE("a slash at the end matters, and is appended on request only", "[routing]") {
  using strict = routes<route<"GET /about/", say>>;
  CHECK(get<strict>("/about/").status == 200);
  CHECK(get<strict>("/about").status == 404);
  CHECK(get<blog>("/posts/").status == 404);

  using kind = routes<append_slash, route<"GET /about/", say>, route<"GET /of/{name}/", say>,
                      route<"POST /about/", say>, route<"GET /{any:path}", say>>;
  auto const moved = get<routes<append_slash, route<"GET /about/", say>>>("/about?a=b");
  CHECK(moved.status == 308);
  CHECK(moved.field("Location") == "/about/?a=b");
  CHECK(get<kind>("/about").body == "/about");  // another route has it
  using small = routes<routes<append_slash>, route<"GET /{a}/{b}/", say>, route<"POST /p/", say>>;
  CHECK(get<small>("/x/y").field("Location") == "/x/y/");
  CHECK(ask<small>({"POST", "/p"}).status == 404);
  using wide =
      routes<append_slash, route<"GET /{a}/{b}/{c}/", say>, route<"GET //evil.example/", say>>;
  CHECK(get<wide>("//evil.example").status == 404);
  CHECK(get<wide>("/\\evil.example").status == 404);
}

}  // namespace

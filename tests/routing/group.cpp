// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/routing/group.hpp>

#include "routing/asking.hpp"
#include "support/catch.hpp"

#include <hyper/routing/router.hpp>

namespace {

using namespace hyper;
using asking::get;

static_assert(detail::join_pattern<"/api", "GET /posts/{id}">().view() == "GET /api/posts/{id}");
static_assert(detail::join_pattern<"/api", "GET /">().view() == "GET /api");
static_assert(detail::join_pattern<"", "GET /">().view() == "GET /");
static_assert(detail::join_pattern<"/api", "GET /posts/">().view() == "GET /api/posts/");

std::string at(request const& asked) {
  return std::string(asked.method_name) + " " + std::string(asked.path);
}
std::string of(path<"user", int> user, path<"post", int> post) {
  return std::to_string(*user) + "/" + std::to_string(*post);
}
using library = routes<route<"GET /books", at>>;
void admin(exchange& with) {
  routes<
      route_group<"/admin", route<"GET /", at>, route<"GET /rows/{id:int}", [](path<"id", int> id) {
                    return std::to_string(*id);
                  }>>>::handle(with);
}
using site = routes<
    route_group<"/api", route<"GET /", at>, route<"GET /posts", at>,
                route_group<"/users/{user:int}", route<"GET /posts/{post:int}", of>>, library>,
    library, mount<"/admin", admin>>;

static_assert(site::find("GET", "/api").pattern == "/api");
static_assert(site::find("GET", "/api/posts").pattern == "/api/posts");
static_assert(!site::find("GET", "/posts"));
static_assert(site::find("GET", "/api/users/3/posts/4").pattern ==
              "/api/users/{user:int}/posts/{post:int}");
static_assert(site::find("GET", "/api/books") && site::find("GET", "/books"));
static_assert(site::find("DELETE", "/admin/x/y").method == "*");
static_assert(!site::find("GET", "/administration"));
static_assert(site::count == 8);

TEST_CASE("groups put a prefix before patterns, with parameters", "[routing]") {
  CHECK(get<site>("/api/users/3/posts/4").body == "3/4");
  CHECK(get<site>("/api").body == "GET /api");
}

TEST_CASE("a mount answers everything below it, and judges methods itself", "[routing]") {
  CHECK(get<site>("/admin").body == "GET /admin");
  CHECK(get<site>("/admin/rows/5").body == "5");
  CHECK(get<site>("/admin/").status == 404);
  CHECK(get<site>("/admin/none").status == 404);
  auto const wrong = asking::ask<site>({"DELETE", "/admin/rows/5"});
  CHECK(wrong.status == 405);
  CHECK(wrong.field("Allow") == "GET, HEAD, OPTIONS");
  CHECK(asking::ask<site>({"OPTIONS", "/admin"}).status == 204);
}

}  // namespace

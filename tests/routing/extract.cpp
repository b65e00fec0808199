// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/routing/extract.hpp>

#include "routing/asking.hpp"
#include "support/catch.hpp"

#include <hyper/routing/router.hpp>
#include <hyper/validate/slug.hpp>
#include <hyper/validate/uuid.hpp>

namespace {

using namespace hyper;
using asking::get;

enum class order { newest, oldest };

std::string by_number(path<"id", int> id) { return "number " + std::to_string(id); }
std::string by_uuid(path<"id", uuid> id) { return "uuid " + id->text(); }
std::string by_slug(path<"name", slug> name) { return "slug " + name->value(); }
std::string by_text(path<"name"> name) { return "text " + *name; }
std::string file(path<"rest"> rest) { return "file " + *rest; }
std::string sum(path<"b", int> b, path<"a", int> a) { return std::to_string(*a - *b); }
using paths = routes<route<"GET /n/{id:int}", by_number>, route<"GET /u/{id:uuid}", by_uuid>,
                     route<"GET /s/{name:slug}", by_slug>, route<"GET /t/{name}", by_text>,
                     route<"GET /f/{rest:path}", file>, route<"GET /sum/{a:int}/{b:int}", sum>,
                     route<"GET /x/{id}", by_number>>;

TEST_CASE("parameters of the path", "[routing]") {
  CHECK(get<paths>("/n/42").body == "number 42");
  CHECK(get<paths>("/u/018f4e2a-7c3b-7d21-9a4e-5f6071829304").body ==
        "uuid 018f4e2a-7c3b-7d21-9a4e-5f6071829304");
  CHECK(get<paths>("/s/hello-world").body == "slug hello-world");
  CHECK(get<paths>("/t/a%20b%2Fc").body == "text a b/c");
  CHECK(get<paths>("/t/a+b").body == "text a+b");
  CHECK(get<paths>("/f/a/b%20c").body == "file a/b c");
  CHECK(get<paths>("/sum/10/3").body == "7");
  CHECK(get<paths>("/x/7").body == "number 7");
}

TEST_CASE("what does not fit a parameter of the path is not there", "[routing]") {
  for (char const* target :
       {"/n/99999999999999999999", "/n/x", "/n/-1", "/x/x", "/t/%zz", "/t/%", "/t/%ff", "/t/a%00b",
        "/t/%2e%2e", "/f/a/../b", "/f/..", "/f/a/%2E%2e/b", "/f/%2e%2e%2fetc"}) {
    CAPTURE(target);
    CHECK(get<paths>(target).status == 404);
  }
  CHECK(get<paths>("/f/a..b/...").body == "file a..b/...");
}

std::string search(query<"q", std::optional<std::string>> q, query<"n", int, 20> n,
                   query<"tag", std::vector<std::string>> tags,
                   query<"sort", order, order::newest> by, query<"from", std::optional<int>> from) {
  std::string out = q->value_or("-") + " " + std::to_string(*n);
  for (auto const& each : *tags) out += " " + each;
  return out + (*by == order::oldest ? " oldest" : " newest") + (*from ? " from" : "");
}
std::string need(query<"n", int> n) { return std::to_string(*n); }
using queries = routes<route<"GET /search", search>, route<"GET /need", need>>;

TEST_CASE("parameters of the query", "[routing]") {
  CHECK(get<queries>("/search").body == "- 20 newest");
  CHECK(get<queries>("/search?q=a+b%26c&n=5&sort=oldest").body == "a b&c 5 oldest");
  CHECK(get<queries>("/search?tag=x&tag=y%20z&q=").body == " 20 x y z newest");
  CHECK(get<queries>("/search?%71=hidden").body == "hidden 20 newest");
  CHECK(get<queries>("/search?n=1&n=2").body == "- 1 newest");  // the first one counts
  CHECK(get<queries>("/search?from=7").body == "- 20 newest from");
}

TEST_CASE("an empty text is no number: none for an optional, a default for a default",
          "[routing]") {
  CHECK(get<queries>("/search?from=&n=").body == "- 20 newest");
  CHECK(get<queries>("/need?n=").status == 422);
}

TEST_CASE("all problems of the query are answered together", "[routing]") {
  auto const answer = get<queries>("/search?n=x&sort=best&from=1.5&tag=%ff");
  CHECK(answer.status == 422);
  CHECK(answer.field("Content-Type") == "application/problem+json");
  CHECK_THAT(answer.body,
             Catch::Matchers::ContainsSubstring(
                 R"("errors":[{"query":"n","rule":"type","sentence":"must be a whole number"},)"
                 R"({"query":"tag","rule":"utf8","sentence":"must be valid UTF-8"},)"
                 R"({"query":"sort","rule":"choice","sentence":"must be one of newest, oldest"},)"
                 R"({"query":"from","rule":"type","sentence":"must be a whole number"}])"));
  CHECK_THAT(get<queries>("/need").body,
             Catch::Matchers::ContainsSubstring(
                 R"({"query":"n","rule":"required","sentence":"is required"})"));
  CHECK(get<queries>("/need?n=%zz").status == 400);
}

TEST_CASE("a thousand values of one name, no more", "[routing]") {
  std::string target = "/search?tag=a";
  for (int i = 1; i < 1000; ++i) target += "&tag=a";
  CHECK(get<queries>(target).status == 200);
  CHECK(get<queries>(target + "&tag=a").status == 422);
}

std::string fields(header<"X-Count", int> count,
                   header<"If-Match", std::optional<std::string>> tag) {
  return std::to_string(*count) + tag->value_or("-");
}
std::string theme(cookie_value<"theme", std::optional<std::string>> name,
                  cookie_value<"size", std::optional<int>> size) {
  return name->value_or("-") + (*size ? std::to_string(**size) : "");
}
using others = routes<route<"GET /fields", fields>, route<"GET /theme", theme>>;

TEST_CASE("header fields and cookies", "[routing]") {
  auto const ask = [](char const* target, char const* name, char const* value) {
    return asking::ask<others>({"GET", target, "", {{name, value}}});
  };
  CHECK(ask("/fields", "x-count", "12").body == "12-");
  auto const bad = ask("/fields", "X-Count", "many");
  CHECK(bad.status == 422);
  CHECK_THAT(bad.body, Catch::Matchers::ContainsSubstring(R"("header":"X-Count")"));
  CHECK(ask("/theme", "Cookie", "a=b; theme=dark%20red; size=3").body == "dark red3");
  CHECK(get<others>("/theme").body == "-");
  CHECK_THAT(ask("/theme", "Cookie", "size=big").body,
             Catch::Matchers::ContainsSubstring(R"("cookie":"size")"));
}

}  // namespace

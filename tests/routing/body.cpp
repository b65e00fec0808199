// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/routing/body.hpp>

#include "routing/asking.hpp"
#include "support/catch.hpp"

#include <hyper/routing/router.hpp>
#include <hyper/validate/text.hpp>

namespace {

using namespace hyper;

struct comment {
  text<1, 20> author;
  std::optional<int> stars;
  std::vector<std::string> tags;
};

std::string add(body<comment> in) {
  return in->author.value() + " " + std::to_string(in->stars.value_or(0)) + " " +
         std::to_string(in->tags.size());
}
std::string add_all(body<std::vector<comment>> in) { return std::to_string(in->size()); }
std::string raw(body<std::string> in) { return *in; }
std::string mixed(query<"n", int> n, body<comment> in) {
  return in->author.value() + std::to_string(*n);
}
using site = routes<route<"POST /comments", add>, route<"PUT /comments", add_all>,
                    route<"POST /raw", raw>, route<"POST /mixed", mixed>>;

auto post(std::string body) {
  return asking::ask<site>(asking::json("POST", "/comments", std::move(body)));
}

TEST_CASE("a JSON body fills a struct", "[routing]") {
  CHECK(post(R"({"author":"Ada","stars":5,"tags":["a","b"]})").body == "Ada 5 2");
  CHECK(post(R"( {"tags":[],"author":"Ada"} )").body == "Ada 0 0");
  CHECK(asking::ask<site>(asking::json("PUT", "/comments", R"([{"author":"A","tags":[]}])")).body ==
        "1");
}

TEST_CASE("every bad member is named", "[routing]") {
  auto const answer = post(R"({"author":"","stars":"x","tags":["a",1],"more":true})");
  CHECK(answer.status == 422);
  for (char const* pointer : {"/author", "/stars", "/tags/1", "/more"})
    CHECK_THAT(answer.body,
               Catch::Matchers::ContainsSubstring(std::string("\"pointer\":\"") + pointer + "\""));
}

TEST_CASE("problems of query and body stand in one answer", "[routing]") {
  auto const answer =
      asking::ask<site>(asking::json("POST", "/mixed?n=x", R"({"author":"","tags":[]})"));
  CHECK(answer.status == 422);
  CHECK_THAT(answer.body, Catch::Matchers::ContainsSubstring(R"("query":"n")"));
  CHECK_THAT(answer.body, Catch::Matchers::ContainsSubstring("/author"));
}

TEST_CASE("a body that is no JSON is refused as a whole", "[routing]") {
  for (char const* text : {"", "{", "{]", "[1,2", "{\"author\":\"\xff\"}", "nul", "{} {}"}) {
    CAPTURE(text);
    auto const answer = post(text);
    CHECK(answer.status == 400);
    CHECK_THAT(answer.body, Catch::Matchers::ContainsSubstring("\"detail\":\"The body must "));
  }
  CHECK(post(std::string(100'000, '[')).status == 400);
}

TEST_CASE("the type of the body is looked at", "[routing]") {
  auto const as = [](std::vector<std::pair<std::string, std::string>> fields) {
    return asking::ask<site>(
        {"POST", "/comments", R"({"author":"Ada","tags":[]})", std::move(fields)});
  };
  CHECK(as({{"Content-Type", "application/json; charset=utf-8"}}).status == 200);
  CHECK(as({{"content-type", "Application/JSON"}}).status == 200);
  CHECK(as({{"Content-Type", "application/merge-patch+json"}}).status == 200);
  for (char const* type :
       {"text/plain", "application/x-www-form-urlencoded", "json", "+json", ""}) {
    CAPTURE(type);
    auto const refused = as({{"Content-Type", type}});
    CHECK(refused.status == 415);
    CHECK(refused.field("Accept") == "application/json");
  }
  CHECK(as({}).status == 415);
}

TEST_CASE("the bytes of a body", "[routing]") {
  std::string const bytes("a\0\xff", 3);
  CHECK(asking::ask<site>({"POST", "/raw", bytes}).body == bytes);
}

}  // namespace

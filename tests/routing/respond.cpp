// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/routing/respond.hpp>
//
#include <hyper/http/problem.hpp>

#include "routing/asking.hpp"
#include "support/catch.hpp"

#include <hyper/routing/router.hpp>
#include <hyper/runtime/sleep.hpp>
#include <map>

namespace {

using namespace hyper;
using asking::get;

struct message {
  std::string text;
};
struct teapot {};

message one() { return {"Hello"}; }
std::vector<message> several() { return {{"a"}, {"b"}}; }
std::map<std::string, int> counts() { return {{"a", 1}}; }
std::optional<message> maybe(query<"yes", bool, false> yes) {
  if (*yes) return message{"yes"};
  return std::nullopt;
}
response custom() {
  response made{418, "text/x-tea", {}, "short and stout"};
  made.headers.add("X-Pot", "blue");
  return made;
}
task<message> later() {
  sleep_for nap(1);
  co_await nap;
  co_return message{"later"};
}
task<std::optional<message>> later_nothing() { co_return std::nullopt; }
task<void> later_void() { co_return; }
void nothing() {}
message fails() { throw http_error(409, "Not now."); }
task<message> fails_later() {
  sleep_for nap(1);
  co_await nap;
  throw http_error(409, "Not later.");
}

}  // namespace

template <>
struct hyper::respond_traits<teapot> {
  static void respond(exchange& with, teapot const&) {
    with.answer(418, "text/plain", std::string(with.asked.path) + " is a teapot");
  }
};

namespace {

using site = routes<
    route<"GET /one", one>, route<"GET /several", several>, route<"GET /counts", counts>,
    route<"GET /maybe", maybe>, route<"GET /custom", custom>, route<"GET /later", later>,
    route<"GET /later_nothing", later_nothing>, route<"GET /later_void", later_void>,
    route<"GET /nothing", nothing>, route<"GET /fails", fails>,
    route<"GET /fails_later", fails_later>, route<"GET /text", [] { return std::string("text"); }>,
    route<"GET /view", [] { return "view"; }>, route<"GET /html", [] { return html{"<p>"}; }>,
    route<"GET /json", [] { return json{"[1]"}; }>, route<"GET /none", [] { return no_content(); }>,
    route<"GET /pot", [] { return teapot(); }>,
    route<"GET /away", [] { return redirect("/text", 303); }>,
    route<"GET /bad_away", [](query<"to"> to) { return redirect(*to); }>,
    route<"GET /large", [] { return std::string(100'000, 'x'); }>>;

TEST_CASE("results become answers of their type", "[routing]") {
  struct {
    char const* target;
    int status;
    char const* type;
    char const* body;
  } const cases[] = {
      {"/one", 200, "application/json", R"({"text":"Hello"})"},
      {"/several", 200, "application/json", R"([{"text":"a"},{"text":"b"}])"},
      {"/counts", 200, "application/json", R"({"a":1})"},
      {"/maybe?yes=1", 200, "application/json", R"({"text":"yes"})"},
      {"/custom", 418, "text/x-tea", "short and stout"},
      {"/later", 200, "application/json", R"({"text":"later"})"},
      {"/text", 200, "text/plain; charset=utf-8", "text"},
      {"/view", 200, "text/plain; charset=utf-8", "view"},
      {"/html", 200, "text/html; charset=utf-8", "<p>"},
      {"/json", 200, "application/json", "[1]"},
      {"/pot", 418, "text/plain", "/pot is a teapot"},
      {"/none", 204, "none", ""},
      {"/nothing", 204, "none", ""},
      {"/later_void", 204, "none", ""},
  };
  for (auto const& each : cases) {
    CAPTURE(each.target);
    auto const answer = get<site>(each.target);
    CHECK(answer.status == each.status);
    CHECK(answer.field("Content-Type") == each.type);
    CHECK(answer.body == each.body);
  }
}

TEST_CASE("nothing is not found", "[routing]") {
  CHECK(get<site>("/maybe").status == 404);
  CHECK(get<site>("/later_nothing").status == 404);
  CHECK(get<site>("/maybe").field("Content-Type") == "application/problem+json");
}

TEST_CASE("redirections", "[routing]") {
  CHECK(get<site>("/away").status == 303);
  CHECK(get<site>("/away").field("Location") == "/text");
  CHECK(get<site>("/bad_away?to=%0d%0aX:%20y").status == 500);
}

TEST_CASE("fields of a response go out", "[routing]") {
  CHECK(get<site>("/custom").field("X-Pot") == "blue");
}

TEST_CASE("a large text is sent from where it is", "[routing]") {
  auto const answer = get<site>("/large");
  CHECK(answer.body == std::string(100'000, 'x'));
  CHECK(answer.field("Content-Length") == "100000");
}

TEST_CASE("what a handler throws is answered", "[routing]") {
  CHECK(get<site>("/fails").status == 409);
  CHECK(get<site>("/fails_later").status == 409);
}

}  // namespace

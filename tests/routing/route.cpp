// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/routing/route.hpp>

#include "routing/asking.hpp"
#include "support/catch.hpp"

#include <hyper/routing/body.hpp>
#include <hyper/routing/router.hpp>
#include <hyper/runtime/sleep.hpp>

namespace {

using namespace hyper;
using asking::get;

struct greeter {
  char const* word;
  std::string operator()(path<"name"> name) const { return std::string(word) + " " + *name; }
};

std::string order;
struct noisy {
  int number;
};

}  // namespace

template <>
struct hyper::extractor_traits<noisy> {
  static noisy take(extraction&) {
    order += std::to_string(order.size());
    return {static_cast<int>(order.size())};
  }
};

namespace {

struct closed {
  static bool before(exchange& with) {
    if (with.asked.header("X-Key")) return true;
    with.answer_problem(401, "A key is needed.");
    return false;
  }
};

void by_hand(exchange& with) { with.answer(203, "text/plain", "by hand"); }
std::string look(request const& asked) {
  return std::string(asked.method_name) + std::string(asked.query);
}
std::string mixed(noisy a, path<"x"> x, noisy const& b, request const& asked) {
  return std::to_string(a.number) + *x + std::to_string(b.number) + std::string(asked.path);
}
task<std::string> keeps(path<"name"> name, request const& asked) {
  sleep_for nap(1);
  co_await nap;
  co_return *name + std::string(asked.path);
}
int called = 0;
std::string counts() { return std::to_string(++called); }

constexpr greeter hello{nullptr};
inline constexpr char good_day[] = "Good day,";
using site =
    routes<route<"GET /hand", by_hand>, route<"GET /look", look>, route<"GET /mixed/{x}", mixed>,
           route<"GET /keeps/{name}", keeps>, route<"GET /hello/{name}", greeter{good_day}>,
           route<"GET /closed", counts, closed>>;

TEST_CASE("handlers are functions, lambdas and objects", "[routing]") {
  CHECK(get<site>("/hello/Ada").body == "Good day, Ada");
  CHECK(get<site>("/look?a=b").body == "GETa=b");
  CHECK(get<site>("/hand").body == "by hand");
  CHECK(get<site>("/hand").status == 203);
  CHECK(hello.word == nullptr);
}

TEST_CASE("parameters are taken in their order", "[routing]") {
  order.clear();
  CHECK(get<site>("/mixed/-").body == "1-2/mixed/-");
}

TEST_CASE("a coroutine keeps its parameters and the request", "[routing]") {
  std::string const name(1000, 'n');
  CHECK(get<site>("/keeps/" + name).body == name + "/keeps/" + name);
}

TEST_CASE("an option looks first", "[routing]") {
  called = 0;
  CHECK(get<site>("/closed").status == 401);
  CHECK(called == 0);
  CHECK(asking::ask<site>({"GET", "/closed", "", {{"X-Key", "1"}}}).body == "1");
}

TEST_CASE("a request whose client has left is cancelled", "[routing]") {
  event_loop loop;
  http_service service;
  service.handle = [](void*, exchange& with) { site::handle(with); };
  std::string output;
  exchange with(service, output);
  with.asked.path = "/keeps/x";
  CHECK_FALSE(with.serve([](void*) {}, nullptr));
  with.abandon();
  CHECK(output.empty());
}

task<std::string> measures(body_stream from) {
  std::size_t size = 0;
  while (true) {
    std::string_view const piece = co_await from.read();
    if (piece.empty()) break;
    size += piece.size();
  }
  co_return std::to_string(size);
}
std::string takes_all(body<std::string> whole) { return *whole; }

using bodies =
    routes<route<"POST /stream", measures, max_body<50u << 20>>, route<"POST /whole", takes_all>,
           route_group<"/small", route<"POST /{name}",
                                       [](path<"name">, body<std::string> all) { return *all; },
                                       max_body<10>, closed>>>;

body_plan plan_of(http_method method, std::string_view path) {
  std::string output;
  http_service const service{};
  exchange with(service, output);
  with.asked.method = method;
  with.asked.path = path;
  body_plan made{.limit = 1000};
  bodies::plan(with, made);
  return made;
}

TEST_CASE("what becomes of a body is known when the head has come", "[routing]") {
  body_plan const streamed = plan_of(http_method::post, "/stream");
  CHECK(streamed.streamed);
  CHECK(streamed.limit == 50u << 20);
  body_plan const whole = plan_of(http_method::post, "/whole");
  CHECK_FALSE(whole.streamed);
  CHECK(whole.limit == 1000);
  CHECK(plan_of(http_method::post, "/small/x").limit == 10);
  CHECK(plan_of(http_method::post, "/nothing").streamed);  // 404 needs no body
  CHECK(plan_of(http_method::put, "/whole").streamed);     // nor does 405
}

TEST_CASE("a handler reads the body of its request", "[routing]") {
  CHECK(asking::ask<bodies>({"POST", "/stream", "12345", {}}).body == "5");
}

}  // namespace

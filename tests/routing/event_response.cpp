// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/routing/event_response.hpp>
//
#include <atomic>
#include <hyper/http/problem.hpp>
#include <hyper/routing/last_event_id.hpp>
#include <hyper/routing/router.hpp>
#include <hyper/runtime/run.hpp>
#include <hyper/runtime/sleep.hpp>
#include "http/client.hpp"
#include "http/served.hpp"
#include "routing/asking.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {

std::atomic<int> alive{0};
struct witness {
  witness() { ++alive; }
  witness(witness const&) = delete;
  ~witness() { --alive; }
};

event_stream count(last_event_id since, query<"to", int, 3> to) {
  for (auto i = since.number_or(0) + 1; i <= *to; ++i)
    co_yield server_event("number " + std::to_string(i)).of_type("tick").with_id(i);
}
event_stream endless() {
  witness const here;
  co_yield "first";
  co_await sleep_for(600'000);
}
event_stream flood() {
  witness const here;
  std::string const text(10'000, 'x');
  while (true) co_yield text;
}
event_stream broken() {
  co_yield "first";
  throw http_error(404, "too late");
}
event_stream numbers() {
  co_yield "1";
  co_yield "2";
}
task<event_stream> chosen(query<"which", std::string> which) {
  co_await sleep_for(1);
  if (*which != "numbers") throw http_error(404, "There is no such stream.");
  co_return numbers();
}

using site =
    routes<route<"GET /count", count>, route<"GET /endless", endless>, route<"GET /flood", flood>,
           route<"GET /broken", broken>, route<"GET /chosen", chosen>>;
static_assert(can_respond<event_stream>);
static_assert(!can_respond<std::optional<event_stream>>);

void handle(exchange& with) { site::handle(with); }

/// Reads until the text has come.
std::string until(test_client& client, std::string_view text) {
  std::string all;
  while (all.find(text) == all.npos) {
    std::string const more = client.some();
    if (more.empty()) break;
    all += more;
  }
  return all;
}

}  // namespace

TEST_CASE("a handler makes events", "[routing]") {
  auto const got = asking::get<site>("/count");
  CHECK(got.status == 200);
  CHECK(got.field("Content-Type") == "text/event-stream");
  CHECK(got.field("Cache-Control") == "no-cache");
  CHECK(got.field("X-Accel-Buffering") == "no");
  CHECK(got.body.find("id: 1\nevent: tick\ndata: number 1\n\n") != got.body.npos);
  CHECK(got.body.find("number 3") != got.body.npos);
  CHECK(got.body.ends_with("\r\n0\r\n\r\n"));

  auto const rest = asking::ask<site>({"GET", "/count", "", {{"Last-Event-ID", "2"}}});
  CHECK(rest.body.find("number 2") == rest.body.npos);
  CHECK(rest.body.find("number 3") != rest.body.npos);
  CHECK(asking::ask<site>({"HEAD", "/count"}).body.empty());
}

TEST_CASE("a stream may be chosen by a task, or refused", "[routing]") {
  CHECK(asking::get<site>("/chosen?which=numbers").body.find("data: 2\n\n") != std::string::npos);
  CHECK(asking::get<site>("/chosen?which=x").status == 404);
}

TEST_CASE("a stream that fails is cut, so that the client comes back", "[routing]") {
  auto const got = asking::get<site>("/broken");
  CHECK(got.status == 200);
  CHECK_FALSE(got.body.ends_with("0\r\n\r\n"));
}

TEST_CASE("quiet streams say so now and then", "[routing]") {
  http_service service;
  service.handle = [](void*, exchange& with) {
    with.start(detail::send_events(with, endless(), 1));
  };
  std::string output;
  event_loop loop;
  exchange with(service, output);
  CHECK_FALSE(with.serve([](void*) {}, nullptr));
  while (output.find(": \n\n\r\n4\r\n: \n\n") == output.npos) loop.turn(1000);
  CHECK(alive == 1);
  with.abandon();
  CHECK(alive == 0);
}

TEST_CASE("a client that leaves ends its stream", "[routing]") {
  served::by_one_handler running({.handle = handle});
  {
    test_client client(running.server);
    client.send(get("/endless"));
    CHECK(until(client, "data: first").find("data: first\n\n") != std::string::npos);
    CHECK(alive == 1);
    client.reset();
  }
  CHECK(served::eventually([] { return alive == 0; }));
}

TEST_CASE("a client that does not read slows its stream down", "[routing]") {
  served::by_one_handler running({.handle = handle});
  test_client slow(running.server);
  slow.send(get("/flood"));
  CHECK(served::eventually([] { return alive == 1; }));
  test_client other(running.server);  // the same thread goes on
  for (int i = 0; i < 100; ++i) CHECK(status_of(other.ask(get("/chosen?which=x"))) == 404);
  slow.reset();
  CHECK(served::eventually([] { return alive == 0; }));
}

TEST_CASE("a drain ends streams properly", "[routing]") {
  served::by_one_handler running({.handle = handle});
  test_client client(running.server);
  client.send(get("/endless"));
  until(client, "data: first");
  running.server.drain(20'000);
  CHECK(client.all().ends_with("0\r\n\r\n"));
  running.server.wait();
  CHECK(alive == 0);
}

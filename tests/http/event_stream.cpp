// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/event_stream.hpp>
//
#include <hyper/runtime/run.hpp>
#include <hyper/runtime/sleep.hpp>
#include <stdexcept>
#include "support/catch.hpp"

using namespace hyper;

namespace {

struct witness {
  int* count;
  explicit witness(int* at) : count(at) { ++*count; }
  witness(witness const&) = delete;
  ~witness() { --*count; }
};

event_stream three() {
  co_yield server_event("1").of_type("number");
  co_await sleep_for(1);
  co_yield "2";
  std::string const text = "3";
  co_yield text;
}

event_stream many(int count) {
  for (int i = 0; i < count; ++i) co_yield std::to_string(i);
}

event_stream slow(int* alive) {
  witness const here(alive);
  co_await sleep_for(60'000);
  co_yield "never";
}

event_stream failing() {
  co_yield "first";
  throw std::runtime_error("broken");
}

task<std::string> all_of(event_stream events) {
  std::string all;
  while (true) {
    auto asking = events.next(60'000);
    auto const news = co_await asking;
    if (news != event_stream::news::event) break;
    server_event const event = events.take();
    all += event.type + "=" + event.data.value_or("") + ";";
  }
  co_return all;
}

task<int> quiet_times(event_stream events, int* alive) {
  int quiet = 0;
  while (quiet < 3) {
    auto asking = events.next(1);
    auto const news = co_await asking;
    if (news != event_stream::news::quiet) co_return -1;
    ++quiet;
    CHECK(*alive == 1);  // it was started once, and waits on
  }
  co_return quiet;
}

task<std::string> asked_late(event_stream events) {
  auto first = events.next(1);
  auto const none = co_await first;
  if (none != event_stream::news::quiet) co_return "too early";
  co_await sleep_for(30);  // the event is made while nobody asks
  auto second = events.next(60'000);
  auto const some = co_await second;
  if (some != event_stream::news::event) co_return "no event";
  server_event const event = events.take();
  co_return event.data.value_or("");
}

event_stream after(std::int64_t milliseconds) {
  co_await sleep_for(milliseconds);
  co_yield "late";
}

}  // namespace

TEST_CASE("events come in their order, and end", "[http]") {
  event_loop loop;
  CHECK(run(all_of(three())) == "number=1;=2;=3;");
  CHECK(run(all_of(many(0))).empty());
}

TEST_CASE("a stream that never waits does not grow the stack", "[http]") {
  event_loop loop;
  CHECK(run(all_of(many(200'000))).size() > 1'000'000);
}

TEST_CASE("quiet times are told, and the coroutine goes on", "[http]") {
  event_loop loop;
  int alive = 0;
  CHECK(run(quiet_times(slow(&alive), &alive)) == 3);
  CHECK(alive == 0);
  CHECK(run(asked_late(after(10))) == "late");
}

TEST_CASE("who stops listening destroys the coroutine and what it waits for", "[http]") {
  event_loop loop;
  int alive = 0;
  {
    task<std::string> listening = all_of(slow(&alive));
    CHECK_FALSE(listening.start([](void*) {}, nullptr));
    CHECK(alive == 1);
  }
  CHECK(alive == 0);
  {
    event_stream const never_begun = slow(&alive);
  }
  CHECK(alive == 0);
}

TEST_CASE("a failure is thrown where the next event was expected", "[http]") {
  event_loop loop;
  CHECK_THROWS_WITH(run(all_of(failing())), "broken");
}

TEST_CASE("a stream is ended from outside, at once", "[http]") {
  event_loop loop;
  int alive = 0;
  event_stream events = slow(&alive);
  bool done = false;
  auto const listen = [](event_stream& to) -> task<bool> {
    auto asking = to.next(60'000);
    auto const news = co_await asking;
    co_return news == event_stream::news::ended;
  };
  task<bool> listening = listen(events);
  CHECK_FALSE(listening.start([](void* flag) { *static_cast<bool*>(flag) = true; }, &done));
  events.end();
  CHECK(done);
  CHECK(listening.result());
  task<bool> again = listen(events);
  CHECK(again.start([](void*) {}, nullptr));
  CHECK(again.result());
}

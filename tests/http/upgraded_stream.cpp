// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/upgraded_stream.hpp>
//
#include <atomic>
#include <hyper/http/exchange.hpp>
#include <hyper/runtime/sleep.hpp>
#include <stdexcept>
#include "http/client.hpp"
#include "http/served.hpp"
#include "support/catch.hpp"

using namespace hyper;

// Idle ones are what a server of chats has most of.
static_assert(sizeof(upgraded_stream) <= 256);

namespace {

std::atomic<int> gone{0};
struct presence {
  ~presence() { ++gone; }
};

std::string text_of(upgraded_stream& in) {
  std::string const text(in.received().data(), in.received().size());
  in.consume(text.size());
  return text;
}

task<void> echo(upgraded_stream& in) {
  presence const here;
  while (co_await in.more()) {
    std::string const text = text_of(in);
    if (text == "throw") throw std::runtime_error("in the middle");
    if (text == "abort") in.abort();
    if (text == "close") in.close();
    if (text == "end") break;
    in.write(text);
    co_await in.room();
  }
  in.write("bye");
}
task<void> send_much(upgraded_stream& in) {
  std::string const piece(10'000, 'm');
  for (int i = 0; i < 2'000; ++i) {
    in.write(piece);
    co_await in.room();
  }
  in.write("end");
}

stream_handle shared;
std::atomic<bool> is_shared{false};

void choose(exchange& with) {
  std::string_view const path = with.asked.path;
  if (path == "/echo") {
    auto& in = with.upgrade("echo", "X: y\r\n");
    in.on_drain([](void* self) { static_cast<upgraded_stream*>(self)->write("drained"); }, &in);
    return in.start(echo(in));
  }
  if (path == "/shared") {
    auto& in = with.upgrade("echo");
    shared = in.handle();
    is_shared = true;
    return in.start(echo(in));
  }
  if (path == "/much") {
    auto& in = with.upgrade("much");
    return in.start(send_much(in));
  }
  if (path == "/throws") {
    with.upgrade("echo");
    throw std::runtime_error("after the upgrade");
  }
  if (path == "/no-task") return static_cast<void>(with.upgrade("nothing"));
  with.answer(200, "text/plain", "plain");
}

std::string const switching =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\nX: y\r\n\r\n";

}  // namespace

TEST_CASE("a connection changes its protocol", "[http]") {
  served::by_one_handler run({choose});
  test_client client(run.server);
  CHECK(body_of(client.ask(get("/"))) == "plain");
  client.send(get("/echo"));
  CHECK(client.answer(false) == switching);
  client.send("hello");
  CHECK(client.until("hello") == "hello");
  client.send(get("/"));  // no request any more
  CHECK(client.until("\r\n\r\n") == get("/"));
  client.send("end");
  CHECK(client.all() == "bye");
  CHECK(run.server.counters().by_class[1] == 1);
  CHECK(run.server.counters().abandoned == 0);
}

TEST_CASE("class 25: what came behind the request belongs to the new protocol", "[http]") {
  served::by_one_handler run({choose});
  test_client client(run.server);
  client.send(get("/echo") + "GET / HTTP/1.1\r\n\r\n");
  CHECK(client.until("GET / HTTP/1.1\r\n\r\n") == switching + "GET / HTTP/1.1\r\n\r\n");
  client.end_sending();
  CHECK(client.all() == "bye");
  // … and a request without acceptance stays a request.
  test_client other(run.server);
  other.send(get("/", "Upgrade: echo\r\nConnection: upgrade\r\n") + get("/"));
  CHECK(body_of(other.answer()) == "plain");
  CHECK(body_of(other.answer()) == "plain");
}

TEST_CASE("ways to end an upgraded connection", "[http]") {
  served::by_one_handler run({choose});
  int const before = gone;
  auto const end_by = [&](std::string const& word) {
    test_client client(run.server);
    client.send(get("/echo"));
    client.answer(false);
    client.send(word);
    return client.all();
  };
  CHECK(end_by("end") == "bye");
  CHECK(end_by("close").empty());
  CHECK(end_by("abort").empty());
  CHECK(end_by("throw").empty());
  {
    test_client client(run.server);
    client.send(get("/echo"));
    client.answer(false);
    client.reset();
  }
  CHECK(served::eventually([&] { return gone == before + 5; }));
  test_client client(run.server);
  client.send(get("/throws"));
  CHECK(client.all().empty());
  test_client other(run.server);
  other.send(get("/no-task"));
  CHECK(status_of(other.all()) == 101);
}

TEST_CASE("slow readers of an upgraded connection get everything", "[http]") {
  served::by_one_handler run({choose});
  test_client client(run.server);
  client.send(get("/much"));
  client.answer(false);
  CHECK(client.count_until("end") == 20'000'003);
}

TEST_CASE("class 11: readers of an upgraded connection that stand still are given up", "[http]") {
  served::plan plan{choose};
  plan.settings.timeouts.write = 30;
  served::by_one_handler run(plan);
  test_client client(run.server);
  client.send(get("/much"));
  CHECK(served::eventually([&] { return run.server.counters().timed_out == 1; }));
}

TEST_CASE("other threads reach a connection, and are told when it is gone", "[http]") {
  is_shared = false;
  served::by_one_handler run({choose});
  std::atomic<int> told{0};
  auto const say = [](upgraded_stream* in, void* count) {
    if (in != nullptr) in->write("from another thread");
    ++*static_cast<std::atomic<int>*>(count);
    if (in == nullptr) *static_cast<std::atomic<int>*>(count) = 100;
  };
  {
    test_client client(run.server);
    client.send(get("/shared"));
    REQUIRE(served::eventually([&] { return is_shared.load(); }));
    CHECK(shared.post(say, &told));
    CHECK(client.until("thread").ends_with("\r\n\r\nfrom another thread"));
    client.reset();
  }
  CHECK(served::eventually([&] { return run.server.counters().open == 0; }));
  CHECK(shared.post(say, &told));
  CHECK(served::eventually([&] { return told == 100; }));
}

TEST_CASE("a handle may outlive the loop", "[http]") {
  is_shared = false;
  {
    served::by_one_handler run({choose});
    test_client client(run.server);
    client.send(get("/shared"));
    REQUIRE(served::eventually([&] { return is_shared.load(); }));
  }
  CHECK_FALSE(shared.post([](upgraded_stream*, void*) {}, nullptr));
  shared = stream_handle();
  CHECK_FALSE(shared.post([](upgraded_stream*, void*) {}, nullptr));
}

TEST_CASE("upgraded connections hear of a drain, and end with it", "[http]") {
  served::by_one_handler run({choose});
  test_client client(run.server);
  client.send(get("/echo"));
  client.answer(false);
  run.server.drain(20'000);
  CHECK(client.until("drained") == "drained");
  client.send("end");
  CHECK(client.all() == "bye");
  run.server.wait();
}

TEST_CASE("what cannot be upgraded", "[http]") {
  std::string output;
  http_service const service{nullptr, [](void*, exchange&) {}, nullptr, nullptr};
  exchange with(service, output);
  with.asked.minor_version = 0;
  CHECK_THROWS_AS(with.upgrade("x"), std::logic_error);
  with.asked.minor_version = 1;
  with.asked.body = "b";
  CHECK_THROWS_AS(with.upgrade("x"), std::logic_error);
  with.asked.body = {};
  CHECK_THROWS_AS(with.upgrade("x\r\ny"), std::invalid_argument);
  with.answer(200, {}, {});
  CHECK_THROWS_AS(with.upgrade("x"), std::logic_error);
}

namespace {

task<void> send_without_end(upgraded_stream& in) {
  std::string const piece(10'000, 'm');
  while (true) {
    in.write(piece);
    co_await in.room();
  }
}

}  // namespace

TEST_CASE("an upgraded connection without a word has an end", "[http]") {
  served::plan how{choose};
  how.settings.timeouts.upgraded = 30;
  served::by_one_handler run(how);
  test_client client(run.server);
  client.send(get("/echo"));
  client.until("\r\n\r\n");
  CHECK(client.all().empty());
  CHECK(run.server.counters().timed_out == 1);
}

TEST_CASE("a peer must take what it is sent at a rate, not only a byte now and then", "[http]") {
  served::plan how{[](exchange& with) {
    upgraded_stream& in = with.upgrade("flood");
    in.start(send_without_end(in));
  }};
  how.settings.timeouts.write = 200;
  how.settings.timeouts.write_rate = 1u << 30;
  served::by_one_handler run(how);
  test_client slow(run.server);
  slow.send(get("/"));
  std::size_t taken = 0;
  while (run.server.counters().timed_out == 0 && taken < (200u << 20)) {
    taken += slow.take(20'000);  // without the rate this would never end
    ::usleep(1000);
  }
  CHECK(run.server.counters().timed_out == 1);
}

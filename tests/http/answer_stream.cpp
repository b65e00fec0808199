// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/answer_stream.hpp>
//
#include <sys/resource.h>
#include <atomic>
#include <hyper/http/exchange.hpp>
#include <hyper/runtime/sleep.hpp>
#include <stdexcept>
#include "http/client.hpp"
#include "http/served.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {

std::atomic<int> begun{0};
std::atomic<int> gone{0};
struct presence {
  presence() { ++begun; }
  ~presence() { ++gone; }
};

task<void> stream_parts(exchange& with) {
  auto out = with.begin_stream(200, "text/plain", "X: y\r\n");
  co_await out.write("one ");
  co_await sleep_for(1);
  co_await out.write("two ");
  co_await out.flush();
  co_await out.write("");
  co_await out.write("three");
}
task<void> stream_counted(exchange& with, std::uint64_t length) {
  auto out = with.begin_stream(200, "text/plain", {}, length);
  co_await out.write("12345");
}
task<void> stream_and_throw(exchange& with) {
  auto out = with.begin_stream(200, "text/plain");
  co_await out.write("begun");
  co_await out.flush();
  throw std::runtime_error("in the middle");
}
task<void> stream_much(exchange& with) {
  auto out = with.begin_stream(200, "application/octet-stream");
  std::string const piece(10'000, 'm');
  for (int i = 0; i < 10'000; ++i) co_await out.write(piece);
}
task<void> stream_for_ever(exchange& with) {
  presence const here;
  auto out = with.begin_stream(200, "text/plain");
  while (true) {
    co_await out.write("tick ");
    co_await sleep_for(1);
  }
}
task<void> stream_until_drained(exchange& with) {
  presence const here;
  bool ends = false;
  with.on_drain([](void* self) { *static_cast<bool*>(self) = true; }, &ends);
  auto out = with.begin_stream(200, "text/plain");
  while (!ends) {
    co_await out.write("tick ");
    co_await sleep_for(1);
  }
  co_await out.write("bye");
}

void choose(exchange& with) {
  std::string_view const path = with.asked.path;
  if (path == "/parts") return with.start(stream_parts(with));
  if (path == "/five") return with.start(stream_counted(with, 5));
  if (path == "/six") return with.start(stream_counted(with, 6));
  if (path == "/four") return with.start(stream_counted(with, 4));
  if (path == "/throws") return with.start(stream_and_throw(with));
  if (path == "/much") return with.start(stream_much(with));
  if (path == "/ever") return with.start(stream_for_ever(with));
  if (path == "/drain") return with.start(stream_until_drained(with));
  if (path == "/now") {
    auto out = with.begin_stream(200, "text/plain");
    static_cast<void>(out.write("at "));
    static_cast<void>(out.write("once"));
    return;
  }
  if (path == "/204") return static_cast<void>(with.begin_stream(204, {}));
  with.answer(200, "text/plain", "plain");
}

long peak_kilobytes() {
  rusage use{};
  ::getrusage(RUSAGE_SELF, &use);
  return use.ru_maxrss;
}

}  // namespace

TEST_CASE("an answer in pieces is sent in chunks, and the connection stays", "[http]") {
  served::by_one_handler run({choose});
  test_client client(run.server);
  client.send(get("/parts"));
  std::string const head = client.answer(false);
  CHECK(head.find("Transfer-Encoding: chunked\r\n") != head.npos);
  CHECK(head.find("Content-Length") == head.npos);
  CHECK(head.find("X: y\r\n") != head.npos);
  CHECK(client.until("0\r\n\r\n") == "4\r\none \r\n4\r\ntwo \r\n5\r\nthree\r\n0\r\n\r\n");
  client.send(get("/now"));
  CHECK(client.until("0\r\n\r\n").ends_with("\r\n\r\n3\r\nat \r\n4\r\nonce\r\n0\r\n\r\n"));
  CHECK(body_of(client.ask(get("/"))) == "plain");
}

TEST_CASE("what has no body, or is too old for chunks", "[http]") {
  served::by_one_handler run({choose});
  test_client client(run.server);
  client.send("HEAD /parts HTTP/1.1\r\nHost: a\r\n\r\n" + get("/204") + get("/"));
  CHECK(status_of(client.answer(false)) == 200);
  CHECK(client.answer(false).find("Transfer-Encoding") == std::string::npos);
  CHECK(body_of(client.answer()) == "plain");
  test_client old(run.server);
  old.send("GET /parts HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  std::string const got = old.all();
  CHECK(body_of(got) == "one two three");
  CHECK(got.find("Connection: close\r\n") != got.npos);
}

TEST_CASE("a declared length is kept to, or the connection is cut", "[http]") {
  served::by_one_handler run({choose});
  test_client client(run.server);
  std::string const five = client.ask(get("/five"));
  CHECK(five.find("Content-Length: 5\r\n") != five.npos);
  CHECK(body_of(five) == "12345");
  client.send(get("/six") + get("/"));
  CHECK(client.all().find("\r\n\r\nplain") == std::string::npos);
  test_client second(run.server);
  second.send(get("/four") + get("/"));
  CHECK(second.all().find("\r\n\r\nplain") == std::string::npos);
}

TEST_CASE("a handler that throws in the middle never ends its answer well", "[http]") {
  served::by_one_handler run({choose});
  test_client client(run.server);
  client.send(get("/throws") + get("/"));
  std::string const got = client.all();
  CHECK(got.find("0\r\n\r\n") == got.npos);
  CHECK(got.find("\r\n\r\nplain") == got.npos);
  CHECK(body_of(test_client(run.server).ask(get("/"))) == "plain");
}

TEST_CASE("100 MB for a slow reader cost no memory", "[http]") {
  served::by_one_handler run({choose});
  test_client client(run.server);
  client.send(get("/much"));
  long const before = peak_kilobytes();
  CHECK(client.answer(false).find("chunked") != std::string::npos);
  std::size_t const sent = client.count_until("0\r\n\r\n");
  CHECK(sent == 10'000 * (10'000 + 4 + 4) + 5);
  CHECK(peak_kilobytes() - before < 20'000);
}

TEST_CASE("a client that leaves a stream ends its handler", "[http]") {
  served::by_one_handler run({choose});
  int const before = gone;
  {
    test_client client(run.server);
    client.send(get("/ever"));
    CHECK(client.until("tick").ends_with("tick"));
  }
  CHECK(served::eventually([&] { return gone == before + 1; }));
}

TEST_CASE("streams are told that the server drains, and cut at its end", "[http]") {
  served::by_one_handler run({choose});
  test_client client(run.server);
  client.send(get("/drain"));
  client.until("tick");
  test_client deaf(run.server);
  deaf.send(get("/ever"));
  deaf.until("tick");
  run.server.drain(300);
  CHECK(client.all().ends_with("bye\r\n0\r\n\r\n"));
  CHECK_FALSE(deaf.all().ends_with("0\r\n\r\n"));
  run.server.wait();
}

TEST_CASE("a stream without a socket", "[http]") {
  std::string output;
  http_service const service{nullptr, [](void*, exchange& with) { choose(with); }, nullptr,
                             nullptr};
  exchange with(service, output);
  with.asked.path = "/now";
  CHECK(with.serve(nullptr, nullptr));
  CHECK(output.ends_with("4\r\nonce\r\n0\r\n\r\n"));
  CHECK_THROWS_AS(with.begin_stream(200, {}), std::logic_error);
  with.reset();
  CHECK_THROWS_AS(with.begin_stream(99, {}), std::invalid_argument);
  CHECK_THROWS_AS(with.begin_stream(200, "a\r\nb"), std::invalid_argument);
}

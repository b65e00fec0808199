// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/body_stream.hpp>
//
#include <atomic>
#include <hyper/runtime/sleep.hpp>
#include "http/client.hpp"
#include "http/served.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {

std::atomic<int> gone{0};
std::atomic<bool> reads{true};
struct presence {
  ~presence() { ++gone; }
};

task<void> sum_up(exchange& with) {
  presence const here;
  body_stream body(with);
  auto const length = body.length();
  std::size_t size = 0;
  std::string last;
  while (true) {
    std::string_view const piece = co_await body.read();
    if (piece.empty()) break;
    size += piece.size();
    last = piece.substr(piece.size() - 1);
  }
  with.answer(200, "text/plain",
              std::to_string(size) + " " + last + " " +
                  (length ? std::to_string(*length) : std::string("unknown")));
}
task<void> read_when_told(exchange& with) {
  while (!reads) co_await sleep_for(1);
  co_await sum_up(with);
}
task<void> send_back(exchange& with) {
  body_stream body(with);
  auto out = with.begin_stream(200, "text/plain", {}, body.length());
  while (true) {
    std::string_view const piece = co_await body.read();
    if (piece.empty()) break;
    co_await out.write(piece);
  }
}

void choose(exchange& with) {
  std::string_view const path = with.asked.path;
  if (path == "/sum") return with.start(sum_up(with));
  if (path == "/later") return with.start(read_when_told(with));
  if (path == "/back") return with.start(send_back(with));
  with.answer(200, "text/plain", with.asked.body.empty() ? "ignored" : "read");
}
void plan_body(exchange const& with, body_plan& what) {
  if (with.asked.path == "/refused") {
    what.refused = 415;
    what.why = "No.";
  }
  what.streamed = with.asked.path != "/whole";
  what.limit = with.asked.path == "/small" || with.asked.path == "/sum" ? 2'000'000 : 200'000'000;
  if (with.asked.path == "/small") what.limit = 10;
}

std::string post(std::string const& path, std::size_t length, std::string const& fields = {}) {
  return "POST " + path + " HTTP/1.1\r\nHost: a\r\n" + fields +
         "Content-Length: " + std::to_string(length) + "\r\n\r\n";
}
std::string post_chunked(std::string const& path) {
  return "POST " + path + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
}

}  // namespace

TEST_CASE("a handler reads its body while it arrives", "[http]") {
  served::by_one_handler run({choose, plan_body});
  test_client client(run.server);
  CHECK(body_of(client.ask(post("/sum", 5) + "abcde")) == "5 e 5");
  CHECK(body_of(client.ask(post_chunked("/sum") + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")) ==
        "5 e unknown");
  client.send(post("/sum", 1'000'000) + std::string(1'000'000, 'x') + post_chunked("/sum") +
              "1\r\na\r\n0\r\nTrailer: t\r\n\r\n" + get("/sum") + get("/"));
  CHECK(body_of(client.answer()) == "1000000 x 1000000");
  CHECK(body_of(client.answer()) == "1 a unknown");
  CHECK(body_of(client.answer()) == "0  0");
  CHECK(body_of(client.answer()) == "ignored");
  CHECK(body_of(client.ask(post("/whole", 2) + "ab")) == "read");
}

TEST_CASE("streamed bodies are cut anywhere", "[http]") {
  served::by_one_handler run({choose, plan_body});
  std::string const all = post_chunked("/sum") + "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: t\r\n\r\n" +
                          post("/sum", 3) + "xyz";
  for (std::size_t cut = 1; cut < all.size(); cut += 2) {
    test_client client(run.server);
    client.send(all.substr(0, cut));
    client.send(all.substr(cut));
    CHECK(body_of(client.answer()) == "5 e unknown");
    CHECK(body_of(client.answer()) == "3 z 3");
  }
  test_client slow(run.server);
  for (char const c : all) slow.send({&c, 1});
  CHECK(body_of(slow.answer()) == "5 e unknown");
  CHECK(body_of(slow.answer()) == "3 z 3");
}

TEST_CASE("bodies that break the rules on their way are answered", "[http]") {
  served::by_one_handler run({choose, plan_body});
  {
    test_client client(run.server);
    client.send(post_chunked("/sum") + "3\r\nabcX");
    std::string const got = client.all();
    CHECK(status_of(got) == 400);
    CHECK(got.find("Connection: close\r\n") != got.npos);
  }
  {
    test_client client(run.server);
    client.send(post_chunked("/sum") + "fffffff\r\n");
    CHECK(status_of(client.all()) == 413);
  }
}

TEST_CASE("what is not wanted is refused when its head has come", "[http]") {
  served::by_one_handler run({choose, plan_body});
  test_client large(run.server);
  large.send(post("/small", 11));
  CHECK(status_of(large.all()) == 413);
  test_client other(run.server);
  other.send(post("/refused", 11, "Expect: 100-continue\r\n"));
  std::string const got = other.all();
  CHECK(status_of(got) == 415);
  CHECK(body_of(got).find("\"detail\":\"No.\"") != got.npos);
}

TEST_CASE("100 is said when the handler wants the body, and only then", "[http]") {
  served::by_one_handler run({choose, plan_body});
  test_client client(run.server);
  client.send(post("/sum", 2, "Expect: 100-continue\r\n"));
  CHECK(client.answer() == "HTTP/1.1 100 Continue\r\n\r\n");
  CHECK(body_of(client.ask("ab")) == "2 b 2");
  client.send(post("/ignores", 2, "Expect: 100-continue\r\n"));
  std::string const got = client.all();
  CHECK(status_of(got) == 200);
  CHECK(got.find("Connection: close\r\n") != got.npos);
  test_client second(run.server);
  second.send(post("/sum", 2, "Expect: 100-continue\r\n") + "ab");
  CHECK(body_of(second.answer()) == "2 b 2");
}

TEST_CASE("a body that is left alone", "[http]") {
  served::by_one_handler run({choose, plan_body});
  test_client client(run.server);
  client.send(post("/ignores", 1000) + std::string(500, 'x'));
  CHECK(body_of(client.answer()) == "ignored");
  client.send(std::string(500, 'x') + get("/next"));  // a short rest costs nothing
  CHECK(body_of(client.answer()) == "ignored");
  client.send(post("/ignores", 100'000'000));
  std::string const got = client.all();
  CHECK(status_of(got) == 200);
  CHECK(got.find("Connection: close\r\n") != got.npos);
}

TEST_CASE("nothing is read while the handler does not read", "[http]") {
  served::by_one_handler run({choose, plan_body});
  reads = false;
  test_client client(run.server);
  std::size_t const size = 60'000'000;
  std::thread sender([&] { client.send(post("/later", size) + std::string(size, 'x')); });
  CHECK(served::eventually([&] { return run.server.counters().open == 1; }));
  reads = true;
  CHECK(body_of(client.answer()) == "60000000 x 60000000");
  sender.join();
}

TEST_CASE("a body goes in and out at the same time", "[http]") {
  served::by_one_handler run({choose, plan_body});
  test_client client(run.server);
  std::string const body(3'000'000, 'y');
  std::thread sender([&] { client.send(post("/back", body.size()) + body); });
  CHECK(body_of(client.answer()) == body);
  sender.join();
}

TEST_CASE("clients that leave, or stand still, in the middle of their body", "[http]") {
  served::plan plan{choose, plan_body};
  plan.settings.timeouts.body = 30;
  served::by_one_handler run(plan);
  int const before = gone;
  {
    test_client client(run.server);
    client.send(post("/sum", 10) + "abc");
    client.end_sending();
    CHECK(client.all().empty());
    CHECK(served::eventually([&] { return gone == before + 1; }));
  }
  test_client client(run.server);
  client.send(post("/sum", 10) + "abc");
  CHECK(status_of(client.all()) == 408);
  CHECK(run.server.counters().timed_out == 1);
}

namespace {

task<void> answer_trailer(exchange& with) {
  body_stream body(with);
  CHECK_FALSE(body.trailer("Digest"));
  while (true) {
    std::string_view const piece = co_await body.read();
    if (piece.empty()) break;
  }
  std::string const found(body.trailer("digest").value_or("none"));
  with.answer(200, "text/plain", found + (body.trailer("Host") ? " host" : ""));
}

void choose_trailer(exchange& with) {
  if (with.asked.path == "/streamed") return with.start(answer_trailer(with));
  with.answer(200, "text/plain", with.asked.trailer("Digest").value_or("none"));
}

}  // namespace

TEST_CASE("handlers get the trailers of a body, streamed or not", "[http]") {
  served::by_one_handler run({choose_trailer, plan_body});
  test_client client(run.server);
  for (std::string const path : {"/streamed", "/whole"}) {
    std::string const head =
        "POST " + path + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    std::string const end = "0\r\nDigest: abc\r\nHost: b\r\n\r\n";
    CHECK(body_of(client.ask(head + "3\r\nabc\r\n" + end)) == "abc");
    CHECK(body_of(client.ask(head + "3\r\nabc\r\n0\r\n\r\n")) == "none");
    CHECK(body_of(client.ask(post(path, 2) + "ab")) == "none");
  }
}

TEST_CASE("without a socket the body lies in memory", "[http]") {
  std::string output;
  http_service const service{nullptr, [](void*, exchange& with) { choose(with); }, nullptr,
                             nullptr};
  exchange with(service, output);
  with.asked.path = "/sum";
  with.asked.body = "abc";
  CHECK(with.serve(nullptr, nullptr));
  CHECK(output.ends_with("3 c 3"));
}

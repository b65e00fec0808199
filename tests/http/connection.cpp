// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/connection.hpp>
//
#include <algorithm>
#include <atomic>
#include <hyper/http/server.hpp>
#include <memory>
#include <string>
#include <thread>
#include <vector>
#include "http/client.hpp"
#include "support/catch.hpp"

using namespace hyper;

// Idle connections are what a server has most of.
static_assert(sizeof(detail::connection) <= 256);

namespace {
http_service const echo{
    nullptr, [](void*, exchange& with) { with.answer(200, "text/plain", with.asked.target); },
    nullptr, nullptr};
}  // namespace

TEST_CASE("a connection that has many requests lets the others have their turns", "[http]") {
  server_settings settings;
  settings.port = 0;
  settings.threads = 1;
  server serving(echo, settings);
  serving.start();
  test_client greedy(serving);
  test_client modest(serving);
  std::string many;
  for (int i = 0; i < 2000; ++i) many += get("/" + std::to_string(i));
  greedy.send(many);
  CHECK(body_of(modest.ask(get("/modest"))) == "/modest");
  for (int i = 0; i < 2000; ++i)
    if (body_of(greedy.answer()) != "/" + std::to_string(i)) FAIL("answer " << i);
}

namespace {

/// Counts what it answers for each of some clients, and stands still until it is told.
struct counting {
  static constexpr int clients = 8;
  static constexpr int requests = 1500;  // of each; they fit into a socket

  std::atomic<bool> stands{false}, go{false};
  int answered[clients] = {};
  int least_at_half = -1;  // what the others had when the first had half of its answers

  static void handle(void* self, exchange& with) {
    counting& mine = *static_cast<counting*>(self);
    with.answer(200, "text/plain", "x");
    if (with.asked.path == "/stand") {
      mine.stands = true;
      while (!mine.go) std::this_thread::yield();
      return;
    }
    int& count = mine.answered[with.asked.path[1] - '0'];
    if (++count == requests / 2 && mine.least_at_half < 0)
      mine.least_at_half = *std::min_element(mine.answered, mine.answered + clients);
  }
};

}  // namespace

TEST_CASE("every connection that pipelines gets its share", "[http]") {
  counting at;
  http_service const service{&at, counting::handle, nullptr, nullptr};
  server_settings settings;
  settings.port = 0;
  settings.threads = 1;
  server serving(service, settings);
  serving.start();
  std::vector<std::unique_ptr<test_client>> clients;
  for (int i = 0; i < counting::clients; ++i) {
    clients.push_back(std::make_unique<test_client>(serving));
    clients.back()->ask(get("/" + std::to_string(i)));  // it has been accepted
  }
  test_client first(serving);
  first.send(get("/stand"));
  while (!at.stands) std::this_thread::yield();
  for (int i = 0; i < counting::clients; ++i) {
    std::string many;
    for (int n = 0; n < counting::requests; ++n) many += get("/" + std::to_string(i));
    clients[static_cast<std::size_t>(i)]->send(many);
  }
  at.go = true;
  for (auto const& each : clients)
    for (int n = 0; n < counting::requests; ++n)
      if (status_of(each->answer()) != 200) FAIL("answer " << n);
  CHECK(at.least_at_half > counting::requests / 4);
}

TEST_CASE("requests are cut anywhere and answered the same", "[http]") {
  server_settings settings;
  settings.port = 0;
  settings.threads = 1;
  server serving(echo, settings);
  serving.start();
  std::string const two = get("/first", "X: 1\r\n") +
                          "POST /second HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                          "1\r\na\r\n0\r\n\r\n";
  for (std::size_t cut = 1; cut < two.size(); cut += 3) {
    test_client client(serving);
    client.send(two.substr(0, cut));
    client.send(two.substr(cut));
    CHECK(body_of(client.answer()) == "/first");
    CHECK(body_of(client.answer()) == "/second");
  }
}

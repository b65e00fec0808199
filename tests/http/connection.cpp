// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/connection.hpp>
//
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

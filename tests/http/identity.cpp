// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/identity.hpp>
//
#include <vector>
#include "http/client.hpp"
#include "support/catch.hpp"

using namespace hyper;
using namespace hyper::detail;
using Catch::Matchers::Contains;

namespace {

/// Answers with what it knows about the client.
http_service const mirror{nullptr,
                          [](void*, exchange& with) {
                            request const& asked = with.asked;
                            std::string told;
                            for (std::string_view const each : {asked.client_address, asked.scheme,
                                                                asked.host(), asked.peer_address})
                              told += std::string(each) + " ";
                            with.answer(200, "text/plain", told);
                          },
                          nullptr, nullptr};

server_settings behind(char const* proxies) {
  server_settings settings;
  settings.port = 0;
  settings.threads = 1;
  settings.trust = read_proxy_trust(proxies).value();
  return settings;
}

std::string told(server_settings const& settings, std::string const& fields,
                 std::string const& before = {}) {
  server serving(mirror, settings);
  serving.start();
  test_client one(serving);
  return body_of(one.ask(before + get("/", fields)));
}

}  // namespace

TEST_CASE("handlers see the client that a trusted proxy names, and the peer otherwise", "[http]") {
  std::string const fields =
      "X-Forwarded-For: 6.6.6.6, 192.0.2.7\r\nX-Forwarded-Proto: https\r\n"
      "X-Forwarded-Host: example.org\r\n";
  CHECK(told(behind(""), fields) == "127.0.0.1 http test 127.0.0.1 ");
  CHECK(told(behind("10.0.0.0/8"), fields) == "127.0.0.1 http test 127.0.0.1 ");
  CHECK(told(behind("127.0.0.0/8"), fields) == "192.0.2.7 https example.org 127.0.0.1 ");
  CHECK(told(behind("127.0.0.1"), "X-Forwarded-For:\r\nX-Forwarded-For: ,\r\n") ==
        "127.0.0.1 http test 127.0.0.1 ");
  server_settings local = behind("unix");
  local.unix_socket = "/tmp/hyper-identity-" + std::to_string(getpid());
  CHECK(told(local, fields) == "192.0.2.7 https example.org  ");
  local.trust = {};
  CHECK(told(local, fields) == " http test  ");
}

TEST_CASE("a PROXY header of a trusted peer names the client of the connection", "[http]") {
  server_settings settings = behind("127.0.0.1");
  settings.proxy_protocol = true;
  std::string const header = "PROXY TCP4 192.0.2.9 127.0.0.1 4000 80\r\n";
  CHECK(told(settings, "", header) == "192.0.2.9 http test 192.0.2.9 ");
  CHECK(told(settings, "X-Forwarded-For: 6.6.6.6\r\n", header) ==
        "192.0.2.9 http test 192.0.2.9 ");  // the client itself has written that
  CHECK(told(settings, "", "PROXY UNKNOWN\r\n") == "127.0.0.1 http test 127.0.0.1 ");
  CHECK(told(settings, "") == "");  // without: closed
  CHECK(told(settings, "", "PROXY TCP4 x\r\n") == "");
  settings.trust = read_proxy_trust("10.0.0.0/8").value();
  CHECK(told(settings, "", header) == "");  // of nobody else
  settings.trust = {};
  CHECK_THROWS_AS(told(settings, ""), std::invalid_argument);
}

TEST_CASE("a PROXY header may come in pieces, but not for ever", "[http]") {
  server_settings settings = behind("127.0.0.1");
  settings.proxy_protocol = true;
  settings.timeouts.header = 100;
  server serving(mirror, settings);
  serving.start();
  test_client patient(serving);
  patient.send("PROXY TCP4 192.0.2.9 127.");
  test_client endless(serving);
  endless.send("PROXY TCP4 ");
  patient.send("0.0.1 4000 80\r\n" + get("/"));
  CHECK(body_of(patient.answer()) == "192.0.2.9 http test 192.0.2.9 ");
  CHECK(status_of(endless.answer()) == 408);
}

TEST_CASE("requests have ids that answers repeat, also those of refusals", "[http]") {
  server_settings settings = behind("");
  settings.request_ids = true;
  server serving(mirror, settings);
  serving.start();
  test_client one(serving);
  CHECK_THAT(one.ask(get("/", "X-Request-ID: abc-1\r\n")), Contains("X-Request-ID: abc-1\r\n"));
  std::string const longest(200, 'i');
  CHECK_THAT(one.ask(get("/", "X-Request-ID: " + longest + "\r\n")),
             Contains("X-Request-ID: " + longest + "\r\n"));
  std::string const first = one.ask(get("/", "X-Request-ID: a b\r\n"));
  std::string const second = one.ask(get("/"));
  auto const id = [](std::string const& answer) {
    return answer.substr(answer.find("X-Request-ID: ") + 14, request_id_maker::size);
  };
  CHECK(is_request_id(id(first)));
  CHECK(is_request_id(id(second)));
  CHECK(id(first) != id(second));
  CHECK_THAT(one.ask("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"), Contains("X-Request-ID: "));
}

TEST_CASE("a client has no more connections than it may, proxies have", "[http]") {
  server_settings settings = behind("");
  settings.threads = 2;
  settings.connections_per_address = 2;
  server serving(mirror, settings);
  serving.start();
  test_client one(serving);
  test_client two(serving);
  CHECK(status_of(one.ask(get("/"))) == 200);
  CHECK(status_of(two.ask(get("/"))) == 200);
  test_client three(serving);
  std::string const refused = three.answer();
  CHECK(status_of(refused) == 429);
  CHECK_THAT(refused, Contains("Retry-After: 1\r\n"));
  CHECK(three.closed());
  CHECK(serving.counters().turned_away == 1);
  one.leave();
  int status = 429;  // until the server has seen that it left
  while (status == 429) {
    test_client next(serving);
    next.send(get("/"));
    status = status_of(next.answer());
  }
  CHECK(status == 200);

  settings.trust = read_proxy_trust("127.0.0.1").value();
  server proxied(mirror, settings);
  proxied.start();
  std::vector<std::unique_ptr<test_client>> many;
  for (int i = 0; i < 5; ++i) {
    many.push_back(std::make_unique<test_client>(proxied));
    CHECK(status_of(many.back()->ask(get("/"))) == 200);
  }
}

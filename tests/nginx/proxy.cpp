// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/event_stream.hpp>
#include <hyper/http/server.hpp>
#include <hyper/routing/compressed.hpp>
#include <hyper/routing/event_response.hpp>
#include <hyper/routing/file.hpp>
#include <hyper/routing/router.hpp>
#include <hyper/runtime/sleep.hpp>
//
#include <optional>
#include "http/client.hpp"
#include "http/gunzip.hpp"
#include "nginx/running.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {

test_folder const& data() {
  static test_folder const folder;
  return folder;
}

std::string large_text() {
  std::string text;
  for (unsigned i = 0; text.size() < 2'000'000; ++i) text += std::to_string(i * 2654435761U) + ' ';
  return text;
}

response hello(request const& in) {
  response made;
  made.headers.add("X-Seen-Host", in.header("Host").value_or(""));
  made.headers.add("X-Seen-Proto", in.header("X-Forwarded-Proto").value_or(""));
  made.headers.add("X-Seen-For", in.header("X-Forwarded-For").value_or(""));
  made.headers.add("X-Seen-Connection", in.header("Connection").value_or("none"));
  made.body = "hello";
  return made;
}

file large() { return file{.path = data() / "large.txt"}; }

event_stream ticks(query<"wait", bool, false> wait) {
  co_yield "first";
  if (*wait) co_await sleep_for(600'000);  // a proxy that keeps events back keeps the first, too
  co_yield "second";
}

std::vector<std::string> words() { return std::vector<std::string>(1'000, "again"); }

std::string echo(request const& in) { return std::string(in.body); }

using site = routes<route<"GET /hello", hello>, route<"GET /large", large>,
                    route<"POST /echo", echo>, route<"GET /metrics", hello>,
                    route<"GET /ticks", ticks>, route<"GET /words", words, compressed<>>>;

void handle(void*, exchange& with) { site::handle(with); }

/// A server, and nginx in front of it.
struct proxied {
  http_service service{nullptr, handle, nullptr, nullptr};
  test_folder socket;
  std::optional<server> behind;
  std::optional<running_nginx> front;

  explicit proxied(bool over_unix) {
    server_settings settings;
    settings.threads = 1;
    settings.port = 0;
    if (over_unix) settings.unix_socket = socket / "app.sock";
    data().write("large.txt", large_text());
    data().write("static/app.0123456789ab.css", "hashed");
    data().write("static/app.css", "plain");
    behind.emplace(service, settings);
    behind->start();
    std::string const address =
        over_unix ? "unix:" + settings.unix_socket : "127.0.0.1:" + std::to_string(behind->port());
    front.emplace(address, data() / "static");
  }
};

/// Asks nginx.
std::string through(proxied const& site, std::string const& request) {
  test_client client(site.front->port());
  client.send(request);
  return client.all();
}
std::string get_once(proxied const& site, std::string const& path, std::string const& fields = {}) {
  return through(site, "GET " + path + " HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n" +
                           fields + "\r\n");
}

void check_through(bool over_unix) {
  proxied site(over_unix);
  REQUIRE(site.front->judge() == "");
  REQUIRE(site.front->start() == "");

  std::string const answer = get_once(site, "/hello");
  INFO(answer);
  REQUIRE(status_of(answer) == 200);
  CHECK(body_of(answer) == "hello");
  CHECK(answer.find("X-Seen-Host: shop.example\r\n") != answer.npos);
  CHECK(answer.find("X-Seen-Proto: http\r\n") != answer.npos);
  CHECK(answer.find("X-Seen-For: 127.0.0.1\r\n") != answer.npos);
  CHECK(answer.find("X-Seen-Connection: none\r\n") != answer.npos);
  CHECK(answer.find("Strict-Transport-Security: max-age=63072000") != answer.npos);

  // Connections to the application are kept.
  for (int i = 0; i < 20; ++i) CHECK(status_of(get_once(site, "/hello")) == 200);
  CHECK(site.behind->counters().accepted <= 3);

  std::string const text = large_text();
  CHECK(body_of(get_once(site, "/large")) == text);
  std::string const part = get_once(site, "/large", "Range: bytes=1000-1999\r\n");
  CHECK(status_of(part) == 206);
  CHECK(body_of(part) == text.substr(1000, 1000));

  std::string const words = get_once(site, "/words");
  std::string const zipped = get_once(site, "/words", "Accept-Encoding: gzip\r\n");
  CHECK(zipped.find("Content-Encoding: gzip") != zipped.npos);
  CHECK(gunzip(body_of(zipped)).text == body_of(words));

  std::string const events = get_once(site, "/ticks");
  CHECK(events.find("Content-Type: text/event-stream") != events.npos);
  CHECK(events.find("data: second") != events.npos);
  test_client listener(site.front->port());
  listener.send("GET /ticks?wait=true HTTP/1.1\r\nHost: shop.example\r\n\r\n");
  std::string heard;
  while (heard.find("data: first\n\n") == heard.npos) {
    std::string const more = listener.some();
    REQUIRE_FALSE(more.empty());
    REQUIRE(more.find("[silent]") == more.npos);
    heard += more;
  }
  listener.leave();

  CHECK(status_of(get_once(site, "/metrics")) == 404);
  CHECK(body_of(get_once(site, "/static/app.css")) == "plain");
  std::string const hashed = get_once(site, "/static/app.0123456789ab.css");
  CHECK(hashed.find("Cache-Control: public, max-age=31536000, immutable") != hashed.npos);

  std::string const sent(1'000'000, 'b');
  CHECK(body_of(through(site,
                        "POST /echo HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n"
                        "Content-Length: 1000000\r\n\r\n" +
                            sent)) == sent);
}

}  // namespace

TEST_CASE("the recommended configuration of nginx, over a Unix socket", "[nginx]") {
  check_through(true);
}

TEST_CASE("the recommended configuration of nginx, over TCP", "[nginx]") { check_through(false); }

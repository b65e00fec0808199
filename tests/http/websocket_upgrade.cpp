// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/websocket_upgrade.hpp>
//
#include <atomic>
#include <chrono>
#include <hyper/http/server.hpp>
#include <hyper/http/websocket_handle.hpp>
#include <hyper/runtime/sleep.hpp>
#include <mutex>
#include <string>
#include <thread>
#include <vector>
#include "http/websocket_client.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {

constexpr auto text = websocket_opcode::text;

/// A server of WebSockets, and what it knows of them.
struct running {
  std::atomic<int> open{0};
  std::mutex guard;
  std::vector<websocket_handle> handles;
  websocket_settings settings;
  http_service service{this, &running::handle, nullptr, nullptr};
  server serving;

  explicit running(websocket_settings how = {}) : settings(how), serving(service, any_port()) {
    serving.start();
  }
  static server_settings any_port() {
    server_settings chosen;
    chosen.port = 0;
    chosen.threads = 2;
    return chosen;
  }
  static void handle(void* self, exchange& with) {
    running& in = *static_cast<running*>(self);
    if (with.asked.path == "/plain") return with.answer(200, "text/plain", "plain");
    auto accepted = accept_websocket(with, in.settings);
    if (!accepted) return;
    if (with.asked.path == "/unused") return;
    std::move(accepted).start(with.asked.path == "/stuck" ? stay(in, accepted.session())
                                                          : echo(in, accepted.session()));
  }

  struct presence {
    running& in;
    explicit presence(running& where) : in(where) { ++in.open; }
    ~presence() { --in.open; }
  };
  static task<void> echo(running& in, websocket_session& with) {
    presence const here(in);
    {
      std::lock_guard const hold(in.guard);
      in.handles.push_back(with.handle());
    }
    while (auto const message = co_await with.receive()) co_await with.send(*message);
  }
  static task<void> stay(running& in, websocket_session&) {
    presence const here(in);
    co_await sleep_for(1'000'000);
  }
  bool comes_to(int count) {
    for (int tries = 0; tries < 20'000 && open != count; ++tries)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return open == count;
  }
};

}  // namespace

TEST_CASE("a server answers the opening handshake, echoes, and closes", "[http]") {
  running one;
  test_client client(one.serving);
  std::string const answer = client.ask(opening("/echo"));
  CHECK(answer.starts_with("HTTP/1.1 101 Switching Protocols\r\n"));
  CHECK(answer.find("Upgrade: websocket\r\n") != answer.npos);
  CHECK(answer.find("Connection: Upgrade\r\n") != answer.npos);
  CHECK(answer.find("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n") != answer.npos);
  client.send(client_frame(text, "hello") + client_frame(websocket_opcode::ping, "p") +
              client_close(1000));
  CHECK(frames_of(client.all()) == "text:hello pong:p close:1000:");
  CHECK(one.comes_to(0));
}

TEST_CASE("frames may come with the request, and byte by byte", "[http]") {
  running one;
  test_client client(one.serving);
  client.send(opening("/echo") + client_frame(text, "at once"));
  CHECK(status_of(client.answer(false)) == 101);
  for (char const each : client_frame(text, "slowly") + client_close(1001)) client.send({&each, 1});
  CHECK(frames_of(client.all()) == "text:at once text:slowly close:1001:");
}

TEST_CASE("large messages pass in both directions", "[http]") {
  websocket_settings settings;
  settings.limits.message = 4u << 20;
  running one(settings);
  std::string const large(3'000'000, 'x');
  CHECK(talk(one.serving, "/echo", client_frame(text, large) + client_close(1000)) ==
        "text:" + large + " close:1000:");
}

TEST_CASE("what is no handshake is refused, and the connection stays for HTTP", "[http]") {
  running one;
  test_client client(one.serving);
  std::string const answer = client.ask(get("/echo"));
  CHECK(status_of(answer) == 426);
  CHECK(answer.find("Sec-WebSocket-Version: 13\r\n") != answer.npos);
  CHECK(status_of(client.ask(opening("/echo", "Origin: https://evil.example\r\n"))) == 403);
  CHECK(body_of(client.ask(get("/plain"))) == "plain");
}

TEST_CASE("class 19: what breaks the protocol gets its code before the connection ends", "[http]") {
  running one;
  std::string unmasked;
  detail::append_frame(unmasked, text, "x");
  CHECK(talk(one.serving, "/echo", unmasked).starts_with("close:1002:"));
  CHECK(talk(one.serving, "/echo", client_frame(text, "\xFF")).starts_with("close:1007:"));
  CHECK(talk(one.serving, "/echo", client_frame(text, std::string(1'100'000, 'x')))
            .starts_with("close:1009:"));
  CHECK(one.comes_to(0));
}

TEST_CASE("lifetimes: a client that disappears takes its handler with it", "[http]") {
  running one;
  for (std::string const path : {"/echo", "/stuck"}) {
    test_client gone(one.serving), left(one.serving);
    CHECK(status_of(gone.ask(opening(path))) == 101);
    CHECK(status_of(left.ask(opening(path))) == 101);
    CHECK(one.comes_to(2));
    gone.reset();
    left.leave();
    CHECK(one.comes_to(0));
  }
  std::lock_guard const hold(one.guard);
  for (websocket_handle const& each : one.handles) CHECK_FALSE(each.send_text("anybody?"));
}

TEST_CASE("an accepted opening that is given no handler ends", "[http]") {
  running one;
  test_client client(one.serving);
  CHECK(status_of(client.ask(opening("/unused"))) == 101);
  CHECK(client.closed());
}

TEST_CASE("handles broadcast from another thread while clients come and go", "[http]") {
  running one;
  std::atomic<bool> over{false};
  std::thread speaker([&] {
    while (!over) {
      std::vector<websocket_handle> all;
      {
        std::lock_guard const hold(one.guard);
        all = one.handles;
      }
      for (websocket_handle const& each : all) each.send_text("news");
      std::this_thread::yield();
    }
  });
  for (int round = 0; round < 20; ++round) {
    test_client client(one.serving);
    CHECK(status_of(client.ask(opening("/echo"))) == 101);
    client.send(client_frame(text, "mine") + client_close(1000));
    std::string const heard = frames_of(client.all());
    CHECK(heard.find("text:mine") != heard.npos);
    CHECK(heard.ends_with("close:1000:"));
  }
  over = true;
  speaker.join();
}

TEST_CASE("a drain tells clients 1001, and waits for them no longer than it must", "[http]") {
  running one;
  test_client client(one.serving), silent(one.serving);
  CHECK(status_of(client.ask(opening("/echo"))) == 101);
  CHECK(status_of(silent.ask(opening("/echo"))) == 101);
  CHECK(one.comes_to(2));
  one.serving.drain(300);
  std::string heard;
  client.send(client_close(1001));
  CHECK(frames_of(client.all()).starts_with("close:1001:"));
  one.serving.wait();
  CHECK(one.open == 0);
}

TEST_CASE("a peer that does not answer pings is cut off, one that does stays", "[http]") {
  websocket_settings settings;
  settings.ping_after = 20;
  settings.pong_within = 300;
  running one(settings);
  test_client silent(one.serving);
  CHECK(status_of(silent.ask(opening("/echo"))) == 101);
  std::string const heard = frames_of(silent.all());
  CHECK(heard == "ping:");
  CHECK(one.comes_to(0));
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/routing/websocket.hpp>
//
#include <atomic>
#include <chrono>
#include <hyper/http/server.hpp>
#include <hyper/http/websocket_handle.hpp>
#include <hyper/routing/router.hpp>
#include <hyper/runtime/sleep.hpp>
#include <string>
#include <thread>
#include "http/websocket_client.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {

constexpr auto text = websocket_opcode::text;

task<void> echo(websocket_session& with) {
  while (auto const message = co_await with.receive()) co_await with.send(*message);
}

task<void> greet(websocket_session& with, path<"room", int> room,
                 query<"name", std::optional<std::string>> name) {
  with.send_text("room " + std::to_string(*room) + " for " + name->value_or("nobody") + " in " +
                 std::string(with.protocol()));
  co_return;
}

/// Says what happens to it in a place that outlives it.
struct chat_member {
  static inline std::atomic<int> last_code{0};
  int messages = 0;
  void on_open(websocket_session& with) { with.send_text("welcome"); }
  void on_message(websocket_session& with, websocket_message& message) {
    with.send_text(std::to_string(++messages) + message.data);
  }
  void on_close(std::uint16_t code) { last_code = code; }
};

struct patient_member {
  task<void> on_open(websocket_session& with) {
    co_await sleep_for(1);
    co_await with.send_text("welcome later");
  }
  task<void> on_message(websocket_session& with, websocket_message& message) {
    co_await sleep_for(1);
    co_await with.send(message);
  }
};

struct only_with_cookie {
  static bool before(exchange& with) {
    if (with.asked.header("Cookie")) return true;
    with.answer_problem(401);
    return false;
  }
};

using site =
    routes<websocket<"/echo", echo>, websocket<"/small", echo, websocket_message_limit<5>>,
           websocket<"/member", websocket_events<chat_member>>,
           websocket<"/patient", websocket_events<patient_member>>,
           websocket<"/known", echo, only_with_cookie>,
           websocket<"/partner", echo, websocket_origins<"https://partner.example">>,
           websocket<"/any", echo, websocket_any_origin>,
           route_group<"/rooms", websocket<"/{room:int}", greet, websocket_protocols<"v2", "v1">>>>;

static_assert(site::find("GET", "/rooms/7").pattern == "/rooms/{room:int}");
static_assert(!site::find("POST", "/echo"));
static_assert(site::count == 8);
static_assert(websocket_option<websocket_any_origin> && !websocket_option<only_with_cookie>);

struct running {
  http_service service{nullptr, [](void*, exchange& with) { site::handle(with); }, nullptr,
                       nullptr};
  server serving;
  running() : serving(service, any_port()) { serving.start(); }
  static server_settings any_port() {
    server_settings chosen;
    chosen.port = 0;
    chosen.threads = 1;
    return chosen;
  }
};

int status(running& in, std::string const& path, std::string const& fields = {}) {
  test_client client(in.serving);
  return status_of(client.ask(opening(path, fields)));
}

}  // namespace

TEST_CASE("a route opens WebSockets, with the limits of its own", "[routing]") {
  running one;
  std::string const frames = client_frame(text, "longer") + client_close(1000);
  CHECK(talk(one.serving, "/echo", frames) == "text:longer close:1000:");
  CHECK(talk(one.serving, "/small", frames).starts_with("close:1009:"));
}

TEST_CASE("parameters are taken before the connection is accepted", "[routing]") {
  running one;
  CHECK(status(one, "/rooms/seven") == 404);
  test_client client(one.serving);
  std::string const answer =
      client.ask(opening("/rooms/7?name=Ada", "Sec-WebSocket-Protocol: v1, v0\r\n"));
  CHECK(answer.find("Sec-WebSocket-Protocol: v1\r\n") != answer.npos);
  client.send(client_close(1000));
  CHECK(frames_of(client.all()) == "text:room 7 for Ada in v1 close:1000:");
}

TEST_CASE("a type hears what happens, and that the peer has disappeared", "[routing]") {
  running one;
  CHECK(talk(one.serving, "/member",
             client_frame(text, "a") + client_frame(text, "b") + client_close(4001)) ==
        "text:welcome text:1a text:2b close:4001:");
  CHECK(talk(one.serving, "/patient", client_frame(text, "a") + client_close(1000)) ==
        "text:welcome later text:a close:1000:");
  auto const comes_to = [](int code) {
    for (int tries = 0; tries < 20'000 && chat_member::last_code != code; ++tries)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return chat_member::last_code == code;
  };
  CHECK(comes_to(4001));
  test_client client(one.serving);
  client.ask(opening("/member"));
  client.reset();
  CHECK(comes_to(1006));
}

TEST_CASE("a check may refuse before the upgrade, and origins are the route's", "[routing]") {
  running one;
  CHECK(status(one, "/known") == 401);
  CHECK(status(one, "/known", "Cookie: a=b\r\n") == 101);
  std::string const partner = "Origin: https://partner.example\r\n";
  CHECK(status(one, "/echo", partner) == 403);
  CHECK(status(one, "/partner", partner) == 101);
  CHECK(status(one, "/partner", "Origin: https://evil.example\r\n") == 403);
  CHECK(status(one, "/any", "Origin: https://evil.example\r\n") == 101);
  CHECK(status(one, "/nowhere") == 404);
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/test_websocket.hpp>
//
#include <hyper/app/application.hpp>
#include <hyper/routing/route.hpp>
#include <hyper/routing/websocket.hpp>
#include <hyper/runtime/sleep.hpp>
#include <stdexcept>
#include <string>
#include "support/catch.hpp"

using namespace hyper;

namespace {

int last_code = 0;
bool gone = false;

struct presence {
  ~presence() { gone = true; }
};

task<void> echo(websocket_session& with) {
  presence const here;
  while (auto const message = co_await with.receive()) {
    if (message->data == "throw") throw std::runtime_error("in the middle");
    if (message->data == "later") co_await sleep_for(5);
    if (message->data == "leave") co_return;
    co_await with.send(*message);
  }
}

task<void> silent(websocket_session& with) { static_cast<void>(co_await with.receive()); }

struct member {
  void on_open(websocket_session& with) { with.send_text("welcome"); }
  void on_message(websocket_session& with, websocket_message& message) {
    with.send_text("you said " + message.data);
  }
  void on_close(std::uint16_t code) { last_code = code; }
};

using site = application<
    routes<websocket<"/echo", echo>, websocket<"/silent", silent>,
           websocket<"/member", websocket_events<member>>, route<"GET /", [] { return "page"; }>>>;

}  // namespace

TEST_CASE("a WebSocket is spoken without a socket", "[app]") {
  test_client client = test_client::of<site>();
  test_websocket chat(client, "/echo");
  REQUIRE(chat.accepted());
  CHECK(chat.answer().status == 101);
  chat.send("one");
  chat.send_binary(std::string("\0two", 4));
  chat.send("later");
  chat.send(std::string(100'000, 'x'));
  auto const one = chat.receive();
  CHECK((one && one->is_text && one->data == "one"));
  auto const two = chat.receive();
  CHECK((two && !two->is_text && two->data == std::string("\0two", 4)));
  CHECK(chat.receive()->data == "later");
  CHECK(chat.receive()->data == std::string(100'000, 'x'));
  CHECK(chat.close_code() == 0);
  chat.close(4001, "enough");
  CHECK(chat.close_code() == 4001);
  CHECK_FALSE(chat.receive());
}

TEST_CASE("a WebSocket ends from either side", "[app]") {
  test_client client = test_client::of<site>();
  {
    test_websocket left(client, "/echo");
    left.send("leave");
    CHECK_FALSE(left.receive());
    CHECK(left.close_code() == websocket_code::normal);
  }
  {
    test_websocket failed(client, "/echo");
    failed.send("throw");
    CHECK_FALSE(failed.receive());
    CHECK(failed.close_code() == websocket_code::internal_error);
  }
  gone = false;
  {
    test_websocket const abandoned(client, "/echo");
  }
  CHECK(gone);
  {
    test_websocket events(client, "/member");
    CHECK(events.receive()->data == "welcome");
    events.send("a");
    CHECK(events.receive()->data == "you said a");
    events.close();
  }
  CHECK(last_code == websocket_code::normal);
}

TEST_CASE("what is no WebSocket is an answer, and silence is seen", "[app]") {
  test_client client = test_client::of<site>();
  test_websocket const page(client, "/");
  CHECK_FALSE(page.accepted());
  CHECK(page.answer().body == "page");
  test_websocket stranger(client, "/echo", {{"Origin", "https://stranger.example"}});
  CHECK(stranger.answer().status == 403);
  CHECK_THROWS_AS(stranger.send("a"), std::logic_error);
  client.patience = 20;
  test_websocket waits(client, "/silent");
  CHECK_THROWS_AS(waits.receive(), std::runtime_error);
}

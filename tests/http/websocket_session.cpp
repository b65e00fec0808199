// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/websocket_session.hpp>
//
#include <hyper/runtime/sleep.hpp>
#include <memory>
#include <stdexcept>
#include <string>
#include "http/websocket_wire.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {

/// A session on a wire of the test, and what its handler says of itself.
struct tried {
  event_loop loop;
  fake_wire wire;
  websocket_settings settings;
  detail::websocket_handshake agreed;
  std::string log;
  std::unique_ptr<websocket_session> session;

  /// Says in the log when the handler ends, and how.
  struct presence {
    tried& in;
    bool finished = false;
    ~presence() { in.log += finished ? " end" : " destroyed"; }
  };

  template <class Handler>
  void begin(Handler handler) {
    loop.turn(0);
    session = std::make_unique<websocket_session>(loop, wire, settings, agreed);
    session->begin(handler(*this, *session));
    loop.turn(0);
  }
  void arrive(std::string_view bytes) {
    wire.arrived += bytes;
    if (wire.input_asked) {
      wire.input_asked = false;
      session->on_input();
    }
    loop.turn(0);
  }
  std::string frames() { return frames_of(std::exchange(wire.sent, {}), agreed.deflate); }
};

task<void> echo(tried& in, websocket_session& with) {
  tried::presence here{in};
  while (auto const message = co_await with.receive()) {
    if (message->data == "throw") throw std::runtime_error("as asked");
    if (message->data == "leave") break;
    if (message->data == "close") with.close(4001, "as asked");
    co_await with.send(*message);
  }
  in.log += std::to_string(with.close_code());
  here.finished = true;
}

/// Takes a message only when the test lets it.
task<void> take_slowly(tried& in, websocket_session& with) {
  tried::presence here{in};
  while (true) {
    co_await sleep_for(1);
    auto const message = co_await with.receive();
    if (!message) break;
    in.log += "[" + message->data + "]";
  }
  in.log += std::to_string(with.close_code());
  here.finished = true;
}

task<void> never_listen(tried& in, websocket_session&) {
  tried::presence const here{in};
  co_await sleep_for(1'000'000);
}

constexpr auto text = websocket_opcode::text;

}  // namespace

TEST_CASE("a coroutine echoes texts and bytes, many in one turn", "[http]") {
  tried one;
  one.begin(echo);
  one.arrive(client_frame(text, "one") + client_frame(websocket_opcode::binary, "\xFF") +
             client_frame(text, "tw", false));
  CHECK(one.frames() == "text:one binary:\xFF");
  one.arrive(client_frame(websocket_opcode::continuation, "o"));
  CHECK(one.frames() == "text:two");
  one.arrive(client_frame(websocket_opcode::ping, "are you there"));
  CHECK(one.frames() == "pong:are you there");
  CHECK(one.session->open());
  CHECK(one.session->close_code() == 0);
}

TEST_CASE("the peer closes: it is answered, the handler ends, then the connection", "[http]") {
  tried one;
  one.begin(echo);
  one.arrive(client_frame(text, "last") + client_close(1001, "leaving"));
  CHECK(one.frames() == "text:last close:1001:");
  CHECK(one.log == "1001 end");
  CHECK(one.session->close_reason() == "leaving");
  CHECK(one.wire.ended);
  CHECK_FALSE(one.wire.was_cut);
}

TEST_CASE("the handler closes, returns or throws: the peer has its part of the handshake",
          "[http]") {
  struct way {
    std::string_view word, frames, log;
  };
  for (way const& each :
       {way{"close", "close:4001:as asked", "4001 end"}, way{"leave", "close:1000:", "0 end"},
        way{"throw", "close:1011:", " destroyed"}}) {
    tried one;
    one.begin(echo);
    one.arrive(client_frame(text, each.word) + client_frame(text, "not heard"));
    CHECK(one.frames() == each.frames);
    CHECK(one.log == each.log);
    CHECK_FALSE(one.wire.ended);
    one.arrive(client_frame(text, "too late") + client_close(1000));
    CHECK(one.frames().empty());
    CHECK(one.wire.ended);
    CHECK_FALSE(one.wire.was_cut);
  }
}

TEST_CASE("a peer that does not answer the closing frame is cut off at the deadline", "[http]") {
  tried one;
  one.settings.close_within = 3;
  one.begin(echo);
  one.session->close();
  CHECK(one.log.empty());
  for (int turns = 0; turns < 1000 && !one.wire.ended; ++turns) one.loop.turn(1);
  CHECK(one.wire.was_cut);
  CHECK(one.log == "1000 end");
}

TEST_CASE("a handler that does not end is destroyed at the deadline", "[http]") {
  tried one;
  one.settings.close_within = 3;
  one.begin(never_listen);
  one.arrive(client_close(1000));
  CHECK(one.frames() == "close:1000:");
  CHECK(one.log.empty());
  for (int turns = 0; turns < 1000 && !one.wire.ended; ++turns) one.loop.turn(1);
  CHECK(one.log == " destroyed");
}

TEST_CASE(
    "class 19: what breaks the protocol is closed with its code, and nothing is read after it",
    "[http]") {
  tried one;
  one.settings.limits.message = 10;
  one.begin(echo);
  one.arrive(client_frame(text, "fine") + client_frame(text, "longer than ten") + "rubbish");
  CHECK(one.frames() == "text:fine close:1009:A message is too big.");
  CHECK(one.log == "1009 end");
  CHECK(one.wire.ended);
  CHECK_FALSE(one.wire.was_cut);
}

TEST_CASE("lifetimes: a client that disappears takes the handler with it", "[http]") {
  tried one;
  one.begin(echo);
  one.arrive(client_frame(text, "first"));
  one.wire.arrived += client_frame(text, "sent before it left");
  one.session->on_ended();
  CHECK(one.frames() == "text:first text:sent before it left");
  CHECK(one.log == " destroyed");
  CHECK(one.session->close_code() == websocket_code::abnormal);
  CHECK(one.wire.was_cut);
  tried two;
  two.begin(echo);
  two.session.reset();
  CHECK(two.log == " destroyed");
}

TEST_CASE("a drain closes with 1001, and the handler may end in peace", "[http]") {
  tried one;
  one.begin(echo);
  one.session->drain();
  one.loop.turn(0);
  CHECK(one.frames() == "close:1001:The server stops.");
  CHECK(one.log == "1001 end");
  one.arrive(client_close(1001));
  CHECK(one.wire.ended);
}

TEST_CASE("backpressure: while a message waits for the handler nothing more is read", "[http]") {
  tried one;
  one.begin(never_listen);
  std::string const more = client_frame(text, "two") + client_frame(text, "three");
  one.arrive(client_frame(text, "one") + more);
  CHECK(one.wire.arrived == more);
  CHECK_FALSE(one.wire.input_asked);
}

TEST_CASE("backpressure: a slow handler gets every message", "[http]") {
  tried slow;
  slow.begin(take_slowly);
  slow.arrive(client_frame(text, "one") + client_frame(text, "two") + client_frame(text, "three") +
              client_close(1000));
  for (int turns = 0; turns < 1000 && !slow.wire.ended; ++turns) slow.loop.turn(1);
  CHECK(slow.log == "[one][two][three]1000 end");
}

TEST_CASE("backpressure: sending waits until the peer has taken enough", "[http]") {
  tried one;
  one.settings.unsent = 100;
  one.wire.taken_by_peer = 0;
  one.begin([](tried& in, websocket_session& with) -> task<void> {
    std::string const piece(60, 'x');
    for (int i = 0; i < 3; ++i) {
      bool const queued = co_await with.send_text(piece);
      in.log += queued ? "+" : "-";
    }
  });
  CHECK(one.log.empty());
  CHECK(one.wire.unsent() == 62);
  CHECK(one.wire.room_asked == 50);
  one.wire.taken_by_peer = 62;
  one.session->on_room();
  CHECK(one.log == "+");
  one.wire.taken_by_peer = SIZE_MAX;
  one.session->on_room();
  CHECK(one.log == "+++");
}

TEST_CASE("class 19: who sends without waiting meets the bound and the policy", "[http]") {
  for (auto const policy : {websocket_overflow::drop, websocket_overflow::close}) {
    tried one;
    one.settings.unsent = 100;
    one.settings.overflow = policy;
    one.wire.taken_by_peer = 0;
    one.begin(never_listen);
    auto const queued = [&] { return one.session->handle().send_text(std::string(60, 'x')); };
    CHECK(queued());
    CHECK(queued());
    CHECK_FALSE(queued());
    CHECK(one.session->open() == (policy == websocket_overflow::drop));
    CHECK(one.wire.sent.size() < 200);
    one.session->ping("dropped as well");
    one.arrive(client_frame(websocket_opcode::ping, "not answered"));
    CHECK(one.wire.sent.size() < 200);
  }
}

TEST_CASE("a silent peer is asked, and cut off when it does not answer", "[http]") {
  tried one;
  one.settings.ping_after = 2;
  one.settings.pong_within = 50;
  one.begin(echo);
  for (int turns = 0; turns < 1000 && one.wire.sent.empty(); ++turns) one.loop.turn(1);
  CHECK(one.frames() == "ping:");
  one.arrive(client_frame(websocket_opcode::pong, ""));
  CHECK_FALSE(one.wire.ended);
  for (int turns = 0; turns < 1000 && one.wire.sent.empty(); ++turns) one.loop.turn(1);
  CHECK(one.frames() == "ping:");
  for (int turns = 0; turns < 1000 && !one.wire.ended; ++turns) one.loop.turn(1);
  CHECK(one.wire.was_cut);
  CHECK(one.log == " destroyed");
  CHECK(one.session->close_code() == websocket_code::abnormal);
}

TEST_CASE("a peer is not blamed for a silence that is ours", "[http]") {
  tried one;
  one.settings.ping_after = one.settings.pong_within = 1;
  one.begin(never_listen);
  one.arrive(client_frame(text, "not taken"));
  for (int turns = 0; turns < 30; ++turns) one.loop.turn(1);
  CHECK_FALSE(one.wire.ended);
  CHECK(one.log.empty());
}

TEST_CASE("messages are compressed when that was agreed on and pays", "[http]") {
  tried one;
  one.agreed.deflate.active = true;
  one.begin(echo);
  std::string const long_text(5000, 'z');
  one.arrive(client_frame(text, "short") + client_frame(text, long_text));
  CHECK(one.wire.sent.size() < 200);
  CHECK(one.frames() == "text:short text:" + long_text);
}

TEST_CASE("a handler looks at messages where they lie", "[http]") {
  tried one;
  one.begin([](tried& in, websocket_session& with) -> task<void> {
    while (websocket_message const* const message = co_await with.next_message())
      in.log += "[" + message->data + "]";
  });
  one.arrive(client_frame(text, "one") + client_frame(text, "two") + client_close(1000));
  CHECK(one.log == "[one][two]");
  CHECK(one.wire.ended);
}

TEST_CASE("one peer's messages leave the thread to others after its share of a turn", "[http]") {
  tried one;
  one.begin(echo);
  std::string const piece = client_frame(websocket_opcode::binary, std::string(1000, 'x'));
  std::string all;
  for (int i = 0; i < 1000; ++i) all += piece;
  one.wire.arrived = all;
  one.session->on_input();
  CHECK(one.wire.sent.size() > 100'000);
  CHECK(one.wire.sent.size() < 300'000);
  for (int turns = 0; turns < 10; ++turns) one.loop.turn(0);
  CHECK(one.wire.sent.size() == 1'004'000);
}

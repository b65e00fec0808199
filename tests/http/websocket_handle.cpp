// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/websocket_handle.hpp>
//
#include <atomic>
#include <hyper/http/websocket_session.hpp>
#include <hyper/runtime/sleep.hpp>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <type_traits>
#include <vector>
#include "http/websocket_wire.hpp"
#include "support/catch.hpp"

using namespace hyper;

static_assert(std::is_nothrow_copy_constructible_v<websocket_handle>);
static_assert(std::is_nothrow_move_constructible_v<websocket_handle>);
static_assert(sizeof(websocket_handle) == sizeof(void*));

namespace {

task<void> listen_for_ever(websocket_session& with) {
  while (auto const message = co_await with.receive()) {
  }
}

struct tried {
  event_loop loop;
  fake_wire wire;
  websocket_settings settings;
  std::unique_ptr<websocket_session> session;
  websocket_handle handle;

  explicit tried(std::size_t unsent = 1u << 20,
                 websocket_overflow overflow = websocket_overflow::close) {
    settings.unsent = unsent;
    settings.overflow = overflow;
    loop.turn(0);
    session =
        std::make_unique<websocket_session>(loop, wire, settings, detail::websocket_handshake{});
    handle = session->handle();
    session->begin(listen_for_ever(*session));
    loop.turn(0);
  }
  std::string frames() { return frames_of(std::exchange(wire.sent, {})); }
};

template <class Work>
void on_another_thread(Work work) {
  std::thread(work).join();
}

}  // namespace

TEST_CASE("an empty handle stands for a closed WebSocket", "[http]") {
  websocket_handle const none;
  CHECK_FALSE(none.open());
  CHECK_FALSE(none.send_text("x"));
  CHECK_FALSE(none.close());
  CHECK(none == websocket_handle());
}

TEST_CASE("a handle sends at once on its own thread, and from others through the loop", "[http]") {
  tried one;
  CHECK(one.handle == one.session->handle());
  CHECK(one.handle.send_text("here"));
  CHECK(one.frames() == "text:here");
  on_another_thread([handle = one.handle] {
    CHECK(handle.send_text("there"));
    CHECK(handle.send_binary("\xFF"));
    CHECK(handle.ping("p"));
    CHECK(handle.close(4000, "enough"));
    CHECK_FALSE(handle.send_text("too late"));
  });
  CHECK(one.wire.sent.empty());
  one.loop.turn(0);
  CHECK(one.frames() == "text:there binary:\xFF ping:p close:4000:enough");
  CHECK_FALSE(one.handle.open());
}

TEST_CASE("lifetimes: a handle may outlive its session and its loop", "[http]") {
  std::optional<tried> one(std::in_place);
  websocket_handle const handle = one->handle;
  on_another_thread([&] { CHECK(handle.send_text("on its way")); });
  one->session.reset();
  CHECK_FALSE(handle.open());
  CHECK_FALSE(handle.send_text("late"));
  one->loop.turn(0);
  CHECK(one->frames().empty());
  one.reset();
  on_another_thread([&] { CHECK_FALSE(handle.close()); });
  CHECK_FALSE(handle.open());
}

TEST_CASE("lifetimes: what is on its way when the loop ends is dropped", "[http]") {
  std::optional<tried> one(std::in_place);
  websocket_handle const handle = one->handle;
  on_another_thread([&] { CHECK(handle.send_text("never read")); });
  one.reset();
  CHECK_FALSE(handle.open());
}

TEST_CASE("class 19: messages of many threads come whole, those of each in their order", "[http]") {
  tried one;
  constexpr int threads = 4, messages = 500;
  std::vector<std::thread> all;
  std::atomic<int> running{threads};
  for (int t = 0; t < threads; ++t)
    all.emplace_back([t, &running, handle = one.handle] {
      for (int i = 0; i < messages; ++i)
        handle.send_text(std::to_string(t) + "." + std::to_string(i) + std::string(200, 'x'));
      --running;
    });
  while (running > 0) one.loop.turn(1);
  for (std::thread& each : all) each.join();
  one.loop.turn(0);
  std::string const frames = one.frames();
  std::vector<int> next(threads, 0);
  std::size_t count = 0;
  for (std::size_t at = 0; (at = frames.find("text:", at)) != frames.npos; ++at, ++count) {
    std::size_t const t = static_cast<std::size_t>(frames[at + 5] - '0');
    CHECK(std::stoi(frames.substr(at + 7)) == next[t]++);
  }
  CHECK(count == threads * messages);
  CHECK(frames.find("failed") == frames.npos);
}

TEST_CASE("class 19: closing on one thread while others send", "[http]") {
  for (int round = 0; round < 20; ++round) {
    tried one;
    std::thread sender([handle = one.handle] {
      while (handle.send_text("x")) std::this_thread::yield();
    });
    std::thread closer([handle = one.handle] { handle.close(); });
    while (one.session->open()) one.loop.turn(1);
    one.session.reset();
    sender.join();
    closer.join();
    CHECK(one.frames().ends_with("close:1000:"));
  }
}

TEST_CASE("class 19: the queue of other threads is bounded, too", "[http]") {
  tried dropping(100, websocket_overflow::drop);
  on_another_thread([handle = dropping.handle] {
    CHECK(handle.send_text(std::string(60, 'x')));
    CHECK(handle.send_text(std::string(60, 'x')));
    CHECK_FALSE(handle.send_text("x"));
    CHECK(handle.open());
  });
}

TEST_CASE("class 19: the bound of other threads may close the connection", "[http]") {
  tried closing(100);
  on_another_thread([handle = closing.handle] {
    while (handle.send_text(std::string(60, 'x'))) {
    }
    CHECK_FALSE(handle.open());
  });
  closing.loop.turn(0);
  CHECK(closing.frames().ends_with("close:1013:"));
}

TEST_CASE("class 19: other threads know what waits for the peer", "[http]") {
  tried stuck(100, websocket_overflow::drop);
  stuck.wire.taken_by_peer = 0;
  CHECK(stuck.handle.send_text(std::string(150, 'x')));
  on_another_thread([&] { CHECK_FALSE(stuck.handle.send_text("x")); });
  stuck.wire.taken_by_peer = SIZE_MAX;
  stuck.session->on_room();
  on_another_thread([&] { CHECK(stuck.handle.send_text("x")); });
}

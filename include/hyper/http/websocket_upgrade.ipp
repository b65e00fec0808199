// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/websocket_upgrade.hpp>
//
#include <coroutine>
#include <hyper/http/upgraded_stream.hpp>
#include <memory>

namespace hyper {
namespace detail {

/// Something that one coroutine waits for and others want to happen.
class wish {
 public:
  void make() {
    made_ = true;
    if (waiting_) std::exchange(waiting_, {}).resume();
  }
  struct fulfilling {
    wish& of;
    bool await_ready() const noexcept { return of.made_; }
    void await_suspend(std::coroutine_handle<> waiting) noexcept { of.waiting_ = waiting; }
    void await_resume() noexcept { of.made_ = false; }
  };
  fulfilling made() { return {*this}; }

 private:
  bool made_ = false;
  std::coroutine_handle<> waiting_;
};

/// A session on an upgraded connection.
struct websocket_connection final : websocket_wire {
  websocket_connection(upgraded_stream& on, websocket_settings const& settings,
                       websocket_handshake const& agreed)
      : stream(on), session(event_loop::current(), *this, settings, agreed) {}

  std::span<char> received() override { return stream.received(); }
  void consume(std::size_t count) override { stream.consume(count); }
  void ask_input() override { input.make(); }
  void write(std::string_view bytes) override { stream.write(bytes); }
  std::size_t unsent() const override { return stream.unsent(); }
  void ask_room(std::size_t at_most) override {
    room_limit = at_most;
    room.make();
  }
  void end(bool cut) noexcept override {
    stream.on_drain(nullptr, nullptr);
    if (cut)
      stream.abort();
    else
      stream.close();
  }

  upgraded_stream& stream;
  wish input, room;
  std::size_t room_limit = 0;
  websocket_session session;
};

/// Tells the session when there is room, each time that it has asked.
inline task<void> tell_of_room(websocket_connection& of) {
  while (true) {
    co_await of.room.made();
    co_await of.stream.room(of.room_limit);
    of.session.on_room();
  }
}

/// The task that has the connection, until it is destroyed with it.
inline task<void> serve_websocket(std::unique_ptr<websocket_connection> mine, task<void> handler) {
  websocket_connection& of = *mine;
  task<void> room = tell_of_room(of);
  room.start([](void*) {}, nullptr);
  of.stream.on_drain([](void* self) { static_cast<websocket_connection*>(self)->session.drain(); },
                     &of);
  of.session.begin(std::move(handler));
  while (true) {
    co_await of.input.made();
    bool const more = co_await of.stream.more();
    if (more)
      of.session.on_input();
    else
      of.session.on_ended();
  }
}

}  // namespace detail

HYPER_INLINE websocket_opening::~websocket_opening() { delete accepted_; }

HYPER_INLINE websocket_session& websocket_opening::session() const { return accepted_->session; }

HYPER_INLINE void websocket_opening::start(task<void> handler) && {
  std::unique_ptr<detail::websocket_connection> mine(std::exchange(accepted_, nullptr));
  upgraded_stream& stream = mine->stream;
  stream.start(detail::serve_websocket(std::move(mine), std::move(handler)));
}

HYPER_INLINE websocket_opening accept_websocket(exchange& with,
                                                websocket_settings const& settings) {
  websocket_opening made;
  auto const agreed = detail::judge_handshake(with.asked, settings);
  if (agreed.status != 101) {
    with.answer_problem(agreed.status, agreed.why, agreed.lines);
    return made;
  }
  upgraded_stream& stream = with.upgrade("websocket", agreed.lines);
  made.accepted_ = new detail::websocket_connection(stream, settings, agreed);
  return made;
}

}  // namespace hyper

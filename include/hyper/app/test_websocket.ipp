// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/test_websocket.hpp>
//
#include <hyper/app/test_conversation.hpp>
#include <hyper/http/exchange_carrier.hpp>
#include <hyper/http/upgraded_stream.hpp>
#include <hyper/http/websocket_deflate.hpp>
#include <hyper/http/websocket_frame.hpp>
#include <hyper/runtime/event_loop.hpp>
#include <span>
#include <stdexcept>
#include <utility>

namespace hyper {
namespace detail {

/// The key of RFC 6455 §1.3, and what answers it.
inline constexpr std::string_view test_websocket_key = "dGhlIHNhbXBsZSBub25jZQ==";
inline constexpr std::string_view test_websocket_accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

/// Carries bytes between a test and the task that has the connection, in the place of a socket.
struct test_wire final : exchange_carrier {
  explicit test_wire(std::unique_ptr<test_conversation> with)
      : asked(std::move(with)), stream(asked->talk.take_upgraded()) {
    ended =
        stream->begin(*this, [](void* self) { static_cast<test_wire*>(self)->ended = true; }, this);
  }
  ~test_wire() {
    if (!ended) stream->input_came(false);
  }

  std::unique_ptr<test_conversation> asked;
  std::unique_ptr<upgraded_stream> stream;
  websocket_receiver frames{websocket_side::client, {~std::size_t{0} >> 1}, {}};
  websocket_message message;  // as far as it has come
  std::string from_server, to_server;
  bool ended = false;
  bool said_goodbye = false;
  std::uint16_t code = 0;

  void output_grew() noexcept override {}
  void body_wanted() noexcept override {}
  std::size_t unsent() const noexcept override { return stream->unsent(); }
  std::size_t room() const noexcept override { return 64u << 10; }

  /// What a socket would do now.
  void move_bytes() {
    if (!to_server.empty() && stream->wants_input()) {
      stream->input().append(to_server.data(), to_server.size());
      to_server.clear();
      stream->input_came(true);
    }
    while (stream->unsent() > 0) {
      std::string_view const bytes = stream->to_send();
      from_server += bytes;
      stream->output_sent(bytes.size());
    }
  }
  bool over() const {
    return (ended || !stream->open()) && stream->unsent() == 0 && from_server.empty();
  }
  void send(websocket_opcode opcode, std::string_view payload) {
    constexpr std::uint32_t mask = 0x5eed1234;
    append_frame(to_server, opcode, payload, true, false, mask);
    move_bytes();
  }
  void say_goodbye(std::string_view payload) {
    if (!std::exchange(said_goodbye, true)) send(websocket_opcode::close, payload);
  }
  bool take_event();
  void wait(std::int64_t until);
};

// True when `message` is whole; otherwise all that has come has been looked at.
HYPER_INLINE bool test_wire::take_event() {
  using event = websocket_receiver::event;
  std::string bytes = std::exchange(from_server, {});
  std::span<char> left(bytes);
  bool whole = false;
  while (!whole) {
    event const what = frames.next(left, message);
    if (what == event::more) break;
    if (what == event::failed)
      throw std::runtime_error("the application breaks the WebSocket protocol: " +
                               std::string(frames.why()));
    if (what == event::ping) send(websocket_opcode::pong, frames.payload());
    if (what == event::closed) {
      code = frames.code();
      say_goodbye(close_payload(code, {}));
      left = {};
    }
    whole = what == event::message;
  }
  from_server.insert(0, left.data(), left.size());
  return whole;
}

HYPER_INLINE void test_wire::wait(std::int64_t until) {
  event_loop& loop = event_loop::current();
  std::int64_t const left = until - loop.refresh_now();
  if (left <= 0)
    throw std::runtime_error("the application says nothing on the WebSocket " + asked->got.asked);
  loop.turn(static_cast<int>(left));
}

}  // namespace detail

HYPER_INLINE test_websocket::test_websocket(test_client& client, std::string target,
                                            test_fields fields) {
  test_request asks{"GET", std::move(target), {}, std::move(fields)};
  asks.fields.insert(asks.fields.begin(),
                     {{"Connection", "Upgrade"},
                      {"Upgrade", "websocket"},
                      {"Sec-WebSocket-Version", "13"},
                      {"Sec-WebSocket-Key", std::string(detail::test_websocket_key)}});
  auto with = client.begin(asks);
  answer_ = with->got;
  if (!with->talk.upgraded()) {
    while (with->turn()) {
    }
    answer_.body = with->take_body();
    return;
  }
  if (answer_.header("Sec-WebSocket-Accept") != detail::test_websocket_accept)
    throw std::runtime_error("the answer to the opening handshake is wrong: " + answer_.lines);
  wire_ = std::make_unique<detail::test_wire>(std::move(with));
}

HYPER_INLINE test_websocket::~test_websocket() = default;

namespace detail {
HYPER_INLINE test_wire& wire_of(std::unique_ptr<test_wire> const& wire) {
  if (wire == nullptr) throw std::logic_error("the application has not accepted the WebSocket");
  return *wire;
}
}  // namespace detail

HYPER_INLINE void test_websocket::send(std::string_view text) {
  detail::wire_of(wire_).send(websocket_opcode::text, text);
}

HYPER_INLINE void test_websocket::send_binary(std::string_view bytes) {
  detail::wire_of(wire_).send(websocket_opcode::binary, bytes);
}

HYPER_INLINE std::optional<websocket_message> test_websocket::receive() {
  detail::test_wire& wire = detail::wire_of(wire_);
  std::int64_t const until = event_loop::current().refresh_now() + wire.asked->patience;
  while (true) {
    wire.move_bytes();
    if (wire.take_event()) return wire.message;
    wire.move_bytes();
    if (wire.code == 0 && wire.over()) wire.code = websocket_code::abnormal;
    if (wire.code != 0) return std::nullopt;
    if (wire.from_server.empty()) wire.wait(until);
  }
}

HYPER_INLINE void test_websocket::close(std::uint16_t code, std::string_view reason) {
  detail::wire_of(wire_).say_goodbye(detail::close_payload(code, reason));
  while (receive()) {
  }
}

HYPER_INLINE std::uint16_t test_websocket::close_code() const {
  return detail::wire_of(wire_).code;
}

}  // namespace hyper

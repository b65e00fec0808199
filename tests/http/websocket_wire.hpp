// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// A connection of which both ends are the test's, and the frames of a client.

#include <hyper/http/websocket_session.hpp>
#include <optional>
#include <string>
#include <string_view>

struct fake_wire final : hyper::detail::websocket_wire {
  std::string arrived, sent;
  std::size_t taken_by_peer = SIZE_MAX;  // bytes that the peer takes in all
  std::optional<std::size_t> room_asked;
  bool input_asked = false, ended = false, was_cut = false;

  std::span<char> received() override { return arrived; }
  void consume(std::size_t count) override { arrived.erase(0, count); }
  void ask_input() override { input_asked = true; }
  void write(std::string_view bytes) override { sent += bytes; }
  std::size_t unsent() const override {
    return sent.size() > taken_by_peer ? sent.size() - taken_by_peer : 0;
  }
  void ask_room(std::size_t unsent) override { room_asked = unsent; }
  void end(bool cut) noexcept override {
    ended = true;
    was_cut = cut;
  }
};

inline std::string client_frame(hyper::websocket_opcode opcode, std::string_view payload,
                                bool final = true, bool compressed = false) {
  std::string out;
  hyper::detail::append_frame(out, opcode, payload, final, compressed, 0xA1B2C3D4);
  return out;
}
inline std::string client_close(std::uint16_t code, std::string_view reason = {}) {
  return client_frame(hyper::websocket_opcode::close, hyper::detail::close_payload(code, reason));
}

/// What a server has sent, as a line: "text:hello ping: close:1000:bye".
inline std::string frames_of(std::string bytes, hyper::detail::deflate_agreement agreed = {}) {
  using receiver = hyper::detail::websocket_receiver;
  receiver reading(hyper::detail::websocket_side::client, {SIZE_MAX, SIZE_MAX}, agreed);
  hyper::websocket_message message;
  std::string out;
  std::span<char> input(bytes);
  for (receiver::event how; (how = reading.next(input, message)) != receiver::event::more;) {
    if (!out.empty()) out += ' ';
    std::string const payload(reading.payload());
    if (how == receiver::event::failed) return out + "failed: " + std::string(reading.why());
    if (how == receiver::event::message)
      out += (message.is_text ? "text:" : "binary:") + message.data;
    if (how == receiver::event::ping) out += "ping:" + payload;
    if (how == receiver::event::pong) out += "pong:" + payload;
    if (how == receiver::event::closed) {
      out += "close:" + std::to_string(reading.code()) + ":" + payload;
      break;
    }
  }
  return out;
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/http/websocket_frame.hpp>
#include <string_view>
#include <utility>

namespace hyper {

class websocket_session;

namespace detail {
struct websocket_link;  // shared by a session and its handles
struct websocket_delivery;
}  // namespace detail

/// A value that stands for a WebSocket: copy it, keep it, use it from any thread and after the
/// connection is closed. What other threads send is queued to the connection's own thread, message
/// by message, in the order of the calls of each thread. An empty handle stands for a closed one.
class websocket_handle {
 public:
  websocket_handle() = default;
  websocket_handle(websocket_handle const& other) noexcept;
  websocket_handle(websocket_handle&& other) noexcept
      : link_(std::exchange(other.link_, nullptr)) {}
  websocket_handle& operator=(websocket_handle other) noexcept {
    std::swap(link_, other.link_);
    return *this;
  }
  ~websocket_handle();

  /// False when the message was not queued: the WebSocket is closed, or too much waits for the peer
  /// already (then the route's overflow policy applies).
  bool send_text(std::string_view text) const;
  bool send_binary(std::string_view bytes) const;
  bool ping(std::string_view payload = {}) const;
  /// Begins the closing handshake. False when it is closed already.
  bool close(std::uint16_t code = websocket_code::normal, std::string_view reason = {}) const;
  /// Whether messages are accepted; it may change at any moment.
  bool open() const;

  /// Two handles of the same WebSocket are equal.
  friend bool operator==(websocket_handle const& a, websocket_handle const& b) {
    return a.link_ == b.link_;
  }

 private:
  friend class websocket_session;
  explicit websocket_handle(detail::websocket_link* link) noexcept;
  bool post(websocket_opcode opcode, std::uint16_t code, std::string_view payload) const;
  detail::websocket_link* link_ = nullptr;
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/websocket_handle.ipp>
#endif

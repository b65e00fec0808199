// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Opt-in: the tests of applications include it, applications do not.

#include <cstdint>
#include <hyper/app/test_client.hpp>
#include <hyper/config.hpp>
#include <hyper/http/websocket_receiver.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace hyper {

namespace detail {
struct test_wire;
}

/// A WebSocket of a `test_client`: the other end of what a handler accepts, without a socket. Its
/// frames are those that a browser would send, and it insists on the server's being proper.
///
///   test_websocket chat(client, "/chat");
///   chat.send("hello");
///   CHECK(chat.receive()->data == "hello");
///
/// Destroying it is what a client does that goes away. It must not outlive the client.
class test_websocket {
 public:
  /// Asks for the upgrade, with the client's fields and cookies and these. When the application
  /// answers otherwise, `refusal` has that.
  test_websocket(test_client& client, std::string target, test_fields fields = {});
  ~test_websocket();
  test_websocket(test_websocket const&) = delete;
  test_websocket& operator=(test_websocket const&) = delete;

  bool accepted() const { return wire_ != nullptr; }
  /// What the application has answered: 101 when it has accepted.
  test_answer const& answer() const { return answer_; }

  void send(std::string_view text);
  void send_binary(std::string_view bytes);
  /// The next message; nothing when the connection has ended. Pings are answered meanwhile. Throws
  /// std::runtime_error when the application is silent for longer than the client's patience, or
  /// breaks the protocol.
  std::optional<websocket_message> receive();
  /// Says goodbye, and waits until the application has answered that.
  void close(std::uint16_t code = websocket_code::normal, std::string_view reason = {});
  /// The code of the application's closing frame; `abnormal` when it has ended without one, 0 while
  /// it has not ended.
  std::uint16_t close_code() const;

 private:
  test_answer answer_;
  std::unique_ptr<detail::test_wire> wire_;
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/app/test_websocket.ipp>
#endif

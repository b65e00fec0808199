// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/http/utf8_validator.hpp>
#include <hyper/http/websocket_deflate.hpp>
#include <hyper/http/websocket_frame.hpp>
#include <span>
#include <string>
#include <string_view>

namespace hyper {

/// A whole message of a WebSocket.
struct websocket_message {
  bool is_text = true;  ///< its data are UTF-8, and were declared to be a text
  std::string data;
};

namespace detail {

/// Makes messages of received bytes: frames are put together, inflated, and texts judged, each as
/// early as it can be.
class websocket_receiver {
 public:
  enum class event : std::uint8_t {
    more,     ///< all input is consumed
    message,  ///< it is in `into`
    ping,     ///< with `payload`
    pong,
    closed,  ///< the peer's closing frame: `code`, and the reason in `payload`
    failed   ///< close with `code` because of `why`
  };

  websocket_receiver(websocket_side side, websocket_limits limits, deflate_agreement const& agreed)
      : limit_(limits.message),
        reader_(side, limits, agreed.active),
        inflater_(side == websocket_side::server ? agreed.client_bits : agreed.server_bits,
                  side == websocket_side::server ? agreed.client_keeps_context
                                                 : agreed.server_keeps_context) {}

  /// Consumes input up to the next event. What has come of a message stands in `into`, which must
  /// be the same object until the message is whole, and is replaced by the next one.
  event next(std::span<char>& input, websocket_message& into);

  bool in_message() const { return reader_.in_message(); }
  std::string_view payload() const { return reader_.payload(); }
  std::uint16_t code() const { return failed_ ? code_ : reader_.code(); }
  std::string_view why() const { return failed_ ? why_ : reader_.why(); }

 private:
  bool take_piece(websocket_message& into);
  bool inflate_piece(std::string& into);
  bool fail(std::uint16_t code, std::string_view why);

  std::size_t limit_;
  websocket_reader reader_;
  message_inflater inflater_;
  utf8_validator text_;
  bool failed_ = false;
  std::uint16_t code_ = 0;
  std::string_view why_;
};

}  // namespace detail
}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/websocket_receiver.ipp>
#endif

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/http/request.hpp>
#include <hyper/http/websocket_deflate.hpp>
#include <hyper/http/websocket_frame.hpp>
#include <span>
#include <string>
#include <string_view>

namespace hyper {

/// What happens to a message for a peer that does not take what was sent to it already.
enum class websocket_overflow : std::uint8_t {
  close,  ///< the connection ends with 1013
  drop    ///< the message is dropped, and the call says so
};

/// How a server speaks on one route's WebSockets. Times are milliseconds.
struct websocket_settings {
  websocket_limits limits;
  websocket_compression compression;
  /// Subprotocols, the best first; the first one that the client offers is taken.
  std::span<std::string_view const> protocols;
  /// Origins of pages that may connect, such as "https://example.org". A page of the same host
  /// always may, and so may what is no page and sends no Origin.
  std::span<std::string_view const> origins;
  bool any_origin = false;            ///< every page of the world may connect, with its cookies
  std::int64_t ping_after = 30'000;   ///< of silence of the peer; 0: never
  std::int64_t pong_within = 20'000;  ///< then the peer counts as gone
  std::int64_t close_within = 5'000;  ///< for the peer's part of the closing handshake
  std::size_t unsent = 1u << 20;      ///< bytes that may wait for the peer
  websocket_overflow overflow = websocket_overflow::close;
};

namespace detail {

/// What a server says to a client's opening handshake (RFC 6455 §4.2).
struct websocket_handshake {
  int status = 101;           // 400, 403, 405, 426: refused
  std::string_view why;       // then: a sentence
  std::string lines;          // header lines of the answer, each with its CRLF
  std::string_view protocol;  // the chosen one; views into the settings
  deflate_agreement deflate;
};

websocket_handshake judge_handshake(request const& asked, websocket_settings const& settings);

/// Whether the page that an Origin field names may connect to the host of a Host field.
bool may_connect(std::string_view origin, std::string_view host,
                 websocket_settings const& settings);

/// The value of Sec-WebSocket-Accept for a key.
std::string accept_value(std::string_view key);

}  // namespace detail
}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/websocket_handshake.ipp>
#endif

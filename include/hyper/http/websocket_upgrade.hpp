// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <hyper/http/exchange.hpp>
#include <hyper/http/websocket_handshake.hpp>
#include <hyper/http/websocket_session.hpp>
#include <hyper/runtime/task.hpp>
#include <utility>

namespace hyper {

namespace detail {
struct websocket_connection;
}

/// The answer to an opening handshake. When it was accepted there is a session, to be given its
/// handler; otherwise the client has been refused already, with 400, 403, 405 or 426:
///
///   void answer(exchange& with) {
///     static websocket_settings const settings;   // must outlive the connection
///     if (auto opening = accept_websocket(with, settings))
///       std::move(opening).start(chat(opening.session()));
///   }
class websocket_opening {
 public:
  websocket_opening() = default;
  websocket_opening(websocket_opening&& other) noexcept
      : accepted_(std::exchange(other.accepted_, nullptr)) {}
  websocket_opening& operator=(websocket_opening&&) = delete;
  ~websocket_opening();

  explicit operator bool() const { return accepted_ != nullptr; }
  websocket_session& session() const;
  /// The handler begins when the answer has been sent.
  void start(task<void> handler) &&;

 private:
  friend websocket_opening accept_websocket(exchange&, websocket_settings const&);
  detail::websocket_connection* accepted_ = nullptr;
};

/// Judges the request and answers it: 101, or what is wrong with it.
websocket_opening accept_websocket(exchange& with, websocket_settings const& settings);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/websocket_upgrade.ipp>
#endif

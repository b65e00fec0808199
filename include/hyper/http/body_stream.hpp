// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <coroutine>
#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/http/exchange.hpp>
#include <optional>
#include <string_view>

namespace hyper {

/// A request's body that is read while it arrives. A handler that takes one begins when the head
/// has come, and as long as it does not read, the client cannot send on. A body that is not read
/// to its end costs nothing: a short rest is thrown away, a long one ends the connection.
///
///   task<json> upload(body_stream body) {
///     std::size_t size = 0;
///     while (true) {
///       std::string_view const piece = co_await body.read();
///       if (piece.empty()) break;
///       size += piece.size();
///     }
///     …
class body_stream {
 public:
  explicit body_stream(exchange& with) : with_(&with) {}

  class [[nodiscard]] piece;
  /// `co_await read()` is the next piece, which is good until the next call; empty at the end.
  /// Throws http_error for a client that breaks the rules: 400, 408 too slow, 413 too much.
  piece read();
  /// The length that the client has announced; nothing for a chunked body.
  std::optional<std::uint64_t> length() const;
  /// After the end: the first trailer of this name, good as long as the request.
  std::optional<std::string_view> trailer(std::string_view name) const;

 private:
  exchange* with_;
  bool taken_ = false;  // the body that lies in memory
};

/// What `body_stream::read` waits for. One at a time.
class body_stream::piece {
 public:
  explicit piece(body_stream& of) : of_(of) {}
  piece(piece const&) = delete;
  piece& operator=(piece const&) = delete;
  ~piece();

  bool await_ready();
  void await_suspend(std::coroutine_handle<> awaiting);
  std::string_view await_resume();

 private:
  body_stream& of_;
  bool waits_ = false;
};

inline body_stream::piece body_stream::read() { return piece(*this); }

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/body_stream.ipp>
#endif

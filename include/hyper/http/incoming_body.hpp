// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of the folder: a request's body that is read by its handler, piece by piece.

#include <coroutine>
#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/http/chunked.hpp>
#include <hyper/http/receive_buffer.hpp>
#include <optional>
#include <string_view>

namespace hyper::detail {

/// A rest of a request's body that is read and thrown away, so that the connection can stay.
inline constexpr std::uint64_t short_rest = 64u << 10;

class incoming_body {
 public:
  receive_buffer input;  ///< what has come and has not been taken

  void begin(std::uint64_t length);
  void begin(chunked_limits const& limits);
  void reset() noexcept;

  /// Gives back the piece that was taken last, and looks at what has come: true when there is
  /// something to say, a piece, the end or a refusal.
  bool look();
  /// The piece that `look` has found; empty at the end.
  std::string_view piece() const { return piece_; }
  bool ended() const { return ended_; }
  int status() const { return status_; }
  std::string_view why() const { return why_; }
  /// Nothing more can come: readers are told this status.
  void refuse(int status, std::string_view why) {
    status_ = status;
    why_ = why;
  }
  /// After the end: the bytes of the piece go, too; what is left belongs to the next request.
  void finish();
  std::optional<std::uint64_t> length() const { return length_; }
  std::string_view trailers() const { return length_ ? std::string_view() : chunks_.trailers(); }
  /// How many bytes of the body must still come; more than any limit when nobody knows.
  std::uint64_t missing() const;

  std::coroutine_handle<> reader;  ///< waits for the next piece
  std::uint64_t received = 0;      ///< bytes, for the minimum rate
  std::int64_t waited = 0;         ///< milliseconds that readers have waited before
  std::int64_t waiting_since = 0;  ///< or 0
  bool expects_continue = false;   ///< the client waits for "100 Continue" before it sends

 private:
  void give_back();

  std::optional<std::uint64_t> length_;
  std::uint64_t left_ = 0;  // of a body with a length: what has not been given back
  chunked_decoder chunks_;
  std::string_view piece_;
  std::string_view why_;
  int status_ = 0;
  bool ended_ = false;
};

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/http/incoming_body.ipp>
#endif

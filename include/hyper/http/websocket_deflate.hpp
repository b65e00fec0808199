// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/http/request.hpp>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace hyper {

/// How a server compresses WebSocket messages (permessage-deflate, RFC 7692) with clients that can.
struct websocket_compression {
  bool enabled = true;
  /// Both sides remember earlier messages: smaller frames for about 300 KB of each connection that
  /// is in use. Otherwise a worker's connections share what one needs.
  bool keeps_context = false;
  std::uint8_t window_bits = 15;      ///< 9 … 15: of both windows, where the client allows it
  std::uint8_t level = 3;             ///< 1 (fast) … 9 (small)
  std::size_t smallest_message = 64;  ///< shorter ones are sent as they are
};

namespace detail {

/// What a client and a server have agreed on.
struct deflate_agreement {
  bool active = false;
  bool server_keeps_context = false;
  bool client_keeps_context = false;
  std::uint8_t server_bits = 15;  // of the window that the server deflates with
  std::uint8_t client_bits = 15;
  std::uint8_t level = 3;
  std::size_t smallest_message = 64;
};

struct deflate_answer {
  deflate_agreement agreed;
  std::string extension;   // what Sec-WebSocket-Extensions answers; empty: nothing was agreed
  bool malformed = false;  // the offer breaks the grammar of RFC 6455 §9.1
};

/// Answers the offers of a client, the first acceptable one.
deflate_answer negotiate_deflate(std::span<header_field const> fields,
                                 websocket_compression const& wanted);

enum class inflate_outcome : std::uint8_t { good, corrupt, too_big };

/// Inflates messages piece by piece. It holds zlib's memory only between `add` and the end of a
/// message, or for good once it keeps its context; what is given up serves the thread's others.
class message_inflater {
 public:
  message_inflater(int window_bits, bool keeps_context)
      : bits_(window_bits), keeps_context_(keeps_context) {}
  message_inflater(message_inflater&& other) noexcept
      : bits_(other.bits_),
        keeps_context_(other.keeps_context_),
        state_(std::exchange(other.state_, nullptr)) {}
  message_inflater& operator=(message_inflater&&) = delete;
  ~message_inflater() { release(); }

  /// Appends what the piece inflates to; stops when `out` would exceed `limit` bytes. Throws
  /// std::bad_alloc.
  inflate_outcome add(std::string_view piece, std::string& out, std::size_t limit);
  /// The message has ended.
  inflate_outcome finish(std::string& out, std::size_t limit);
  bool holds_memory() const { return state_ != nullptr; }

  struct state;

 private:
  void release() noexcept;

  int bits_;
  bool keeps_context_;
  state* state_ = nullptr;
};

/// Deflates whole messages, with memory as above.
class message_deflater {
 public:
  message_deflater(int window_bits, int level, bool keeps_context)
      : bits_(window_bits), level_(level), keeps_context_(keeps_context) {}
  message_deflater(message_deflater&& other) noexcept
      : bits_(other.bits_),
        level_(other.level_),
        keeps_context_(other.keeps_context_),
        state_(std::exchange(other.state_, nullptr)) {}
  message_deflater& operator=(message_deflater&&) = delete;
  ~message_deflater() { release(); }

  /// Appends the deflated message, without the four bytes that every one would end with (RFC 7692
  /// §7.2.1). Throws std::bad_alloc.
  void deflate(std::string_view message, std::string& out);
  bool keeps_context() const { return keeps_context_; }
  bool holds_memory() const { return state_ != nullptr; }

  struct state;

 private:
  void release() noexcept;

  int bits_;
  int level_;
  bool keeps_context_;
  state* state_ = nullptr;
};

}  // namespace detail
}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/websocket_deflate.ipp>
#endif

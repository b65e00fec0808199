// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <hyper/config.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace hyper {

/// What a frame carries (RFC 6455 §5.2).
enum class websocket_opcode : std::uint8_t {
  continuation = 0,
  text = 1,
  binary = 2,
  close = 8,
  ping = 9,
  pong = 10
};

/// Why a WebSocket ends (RFC 6455 §7.4.1 and IANA's registry). 3000 … 4999 are the application's.
struct websocket_code {
  static constexpr std::uint16_t normal = 1000;
  static constexpr std::uint16_t going_away = 1001;  ///< the server drains
  static constexpr std::uint16_t protocol_error = 1002;
  static constexpr std::uint16_t no_status = 1005;  ///< the peer gave none; never sent
  static constexpr std::uint16_t abnormal = 1006;   ///< there was no closing frame; never sent
  static constexpr std::uint16_t bad_text = 1007;
  static constexpr std::uint16_t policy = 1008;
  static constexpr std::uint16_t too_big = 1009;
  static constexpr std::uint16_t internal_error = 1011;
  static constexpr std::uint16_t try_again_later = 1013;
};

/// What a peer may send.
struct websocket_limits {
  std::size_t message = 1u << 20;  ///< bytes of a whole message, inflated; beyond: 1009
  std::size_t frame = SIZE_MAX;    ///< bytes of one frame on the wire; beyond: 1009
};

/// Whether a closing frame may carry this code.
constexpr bool is_websocket_code(unsigned code) {
  if (code >= 3000) return code <= 4999;
  return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014);
}

namespace detail {

/// Which side of the connection reads: a server insists on masks, a client on their absence.
enum class websocket_side : std::uint8_t { server, client };

/// XORs the bytes with the mask (RFC 6455 §5.3), whose first byte stands in the lowest bits of
/// `mask` on little-endian machines: it is the four bytes as they lie in memory. `offset` is the
/// position of the first byte in its frame.
void apply_mask(char* bytes, std::size_t size, std::uint32_t mask, std::uint64_t offset);

/// Takes frames out of received bytes, which it unmasks where they are. It buffers nothing but a
/// frame's head and a control frame's payload, and judges each as soon as it can: limits before a
/// payload byte is looked at.
class websocket_reader {
 public:
  enum class event : std::uint8_t {
    more,     ///< all input is consumed
    piece,    ///< `payload` belongs to a message; `last` says whether it ends it
    control,  ///< a whole ping, pong or close, by `opcode`
    failed    ///< `code` and `why` say what is wrong; nothing more is read
  };

  websocket_reader(websocket_side side, websocket_limits limits, bool compression)
      : limits_(limits), side_(side), may_compress_(compression) {}

  /// Consumes input up to the next event, whose views last until the next call.
  event next(std::span<char>& input);

  websocket_opcode opcode() const { return control_frame_ ? frame_opcode_ : message_opcode_; }
  std::string_view payload() const { return payload_; }  ///< of a close frame: the reason
  bool first() const { return first_; }                  ///< the piece begins a message
  bool last() const { return last_; }                    ///< the piece ends a message
  bool compressed() const { return compressed_; }        ///< the message is (RFC 7692 §6)
  /// Of a close frame: its code, or `no_status`. After `failed`: the code to close with.
  std::uint16_t code() const { return code_; }
  std::string_view why() const { return why_; }
  bool in_message() const { return in_message_; }  ///< its last frame has not come

 private:
  enum class stage : std::uint8_t { head, payload, ended };

  bool gather_head(std::span<char>& input);
  std::size_t head_size() const;
  bool judge_begin();
  bool judge_length();
  bool judge_data();
  event take_data(std::span<char>& input);
  event take_control(std::span<char>& input);
  event end_control();
  bool fail(std::uint16_t code, std::string_view why);

  websocket_limits limits_;
  std::uint64_t left_ = 0;          // payload bytes of the frame that are still to come
  std::uint64_t taken_ = 0;         // payload bytes of the frame that have been taken
  std::uint64_t message_size_ = 0;  // payload bytes of the message, with the present frame's
  std::string_view payload_;
  std::string_view why_;
  std::uint32_t mask_ = 0;
  std::uint16_t code_ = 0;
  websocket_side side_;
  bool may_compress_;
  stage stage_ = stage::head;
  websocket_opcode frame_opcode_ = websocket_opcode::continuation;
  websocket_opcode message_opcode_ = websocket_opcode::text;
  bool control_frame_ = false;
  bool final_ = false;
  bool in_message_ = false;  // a frame of a message has come, its last one has not
  bool compressed_ = false;
  bool first_ = false;
  bool last_ = false;
  bool at_first_ = false;  // no piece of the message has been given out yet
  std::uint8_t head_used_ = 0;
  unsigned char head_[14];
  char control_[125];
};

/// Appends a frame; `mask` is what clients add.
void append_frame(std::string& out, websocket_opcode opcode, std::string_view payload,
                  bool final = true, bool compressed = false,
                  std::optional<std::uint32_t> mask = std::nullopt);

/// The payload of a closing frame. A code that must not be sent gives an empty one, a reason is cut
/// to 123 bytes between two characters.
std::string close_payload(std::uint16_t code, std::string_view reason);

}  // namespace detail
}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/websocket_frame.ipp>
#endif

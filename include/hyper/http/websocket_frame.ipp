// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/websocket_frame.hpp>
//
#include <algorithm>
#include <bit>
#include <cstring>
#include <hyper/http/utf8_validator.hpp>

#if defined(__AVX2__)
#include <immintrin.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace hyper::detail {

HYPER_INLINE void apply_mask(char* bytes, std::size_t size, std::uint32_t mask,
                             std::uint64_t offset) {
  int const turned = static_cast<int>(offset % 4) * 8;
  std::uint32_t const here = std::endian::native == std::endian::little ? std::rotr(mask, turned)
                                                                        : std::rotl(mask, turned);
  std::size_t at = 0;
#if defined(__AVX2__)
  __m256i const wide = _mm256_set1_epi32(static_cast<int>(here));
  for (; size - at >= 32; at += 32) {
    auto* const block = reinterpret_cast<__m256i*>(bytes + at);
    _mm256_storeu_si256(block, _mm256_xor_si256(_mm256_loadu_si256(block), wide));
  }
#elif defined(__SSE2__)
  __m128i const wide = _mm_set1_epi32(static_cast<int>(here));
  for (; size - at >= 16; at += 16) {
    auto* const block = reinterpret_cast<__m128i*>(bytes + at);
    _mm_storeu_si128(block, _mm_xor_si128(_mm_loadu_si128(block), wide));
  }
#endif
  std::uint64_t const twice = std::uint64_t{here} << 32 | here;
  for (; size - at >= 8; at += 8) {
    std::uint64_t block = 0;
    std::memcpy(&block, bytes + at, 8);
    block ^= twice;
    std::memcpy(bytes + at, &block, 8);
  }
  char each[4];
  std::memcpy(each, &here, 4);
  for (; at < size; ++at) bytes[at] = static_cast<char>(bytes[at] ^ each[at % 4]);
}

constexpr std::uint64_t number_of(unsigned char const* bytes, int count) {
  std::uint64_t number = 0;
  for (int i = 0; i < count; ++i) number = number << 8 | bytes[i];
  return number;
}

constexpr bool is_control(websocket_opcode opcode) {
  return (static_cast<unsigned>(opcode) & 8) != 0;
}

HYPER_INLINE bool websocket_reader::fail(std::uint16_t code, std::string_view why) {
  code_ = code;
  why_ = why;
  stage_ = stage::ended;
  return false;
}

HYPER_INLINE websocket_reader::event websocket_reader::next(std::span<char>& input) {
  while (true) {
    if (stage_ == stage::ended) {
      input = {};
      return why_.empty() ? event::more : event::failed;
    }
    if (stage_ == stage::head && !gather_head(input)) {
      if (stage_ == stage::ended) continue;
      return event::more;
    }
    if (control_frame_) return take_control(input);
    if (left_ != 0 && input.empty()) return event::more;
    return take_data(input);
  }
}

HYPER_INLINE std::size_t websocket_reader::head_size() const {
  if (head_used_ < 2) return 2;
  std::size_t const length = head_[1] & 0x7f;
  std::size_t const extended = length < 126 ? 0 : length == 126 ? 2 : 8;
  return 2 + extended + ((head_[1] & 0x80) != 0 ? 4 : 0);
}

/// True when the head is complete and lawful.
HYPER_INLINE bool websocket_reader::gather_head(std::span<char>& input) {
  std::size_t needed = head_size();
  while (head_used_ < needed && !input.empty()) {
    std::size_t const count = std::min(needed - head_used_, input.size());
    std::memcpy(head_ + head_used_, input.data(), count);
    input = input.subspan(count);
    bool const began = head_used_ < 2;
    head_used_ = static_cast<std::uint8_t>(head_used_ + count);
    if (began && head_used_ >= 2) {
      if (!judge_begin()) return false;
      needed = head_size();
    }
  }
  if (head_used_ < needed) return false;
  if (!judge_length()) return false;
  stage_ = stage::payload;
  head_used_ = 0;
  taken_ = 0;
  return true;
}

/// The first two bytes say all but the exact length and the mask.
HYPER_INLINE bool websocket_reader::judge_begin() {
  auto const bad = [this](std::string_view why) {
    return fail(websocket_code::protocol_error, why);
  };
  unsigned const opcode = head_[0] & 0x0f;
  frame_opcode_ = static_cast<websocket_opcode>(opcode);
  control_frame_ = is_control(frame_opcode_);
  final_ = (head_[0] & 0x80) != 0;
  if ((head_[0] & 0x30) != 0) return bad("A reserved bit is set.");
  bool const marked = (head_[0] & 0x40) != 0;
  if (marked && !(may_compress_ && (opcode == 1 || opcode == 2)))
    return bad("The bit for compression is set where it may not be.");
  if ((opcode > 2 && opcode < 8) || opcode > 10) return bad("The opcode is unknown.");
  bool const masked = (head_[1] & 0x80) != 0;
  if (masked != (side_ == websocket_side::server))
    return bad(masked ? "A server's frame is masked." : "A client's frame is not masked.");
  if (control_frame_) {
    if (!final_) return bad("A control frame is fragmented.");
    if ((head_[1] & 0x7f) > 125) return bad("A control frame is longer than 125 bytes.");
    return true;
  }
  return judge_data();
}

HYPER_INLINE bool websocket_reader::judge_data() {
  bool const continues = frame_opcode_ == websocket_opcode::continuation;
  if (continues && !in_message_)
    return fail(websocket_code::protocol_error, "A continuation continues nothing.");
  if (!continues && in_message_)
    return fail(websocket_code::protocol_error, "A message begins inside another one.");
  if (!continues) {
    message_opcode_ = frame_opcode_;
    message_size_ = 0;
    compressed_ = (head_[0] & 0x40) != 0;
    in_message_ = at_first_ = true;
  }
  return true;
}

HYPER_INLINE bool websocket_reader::judge_length() {
  unsigned const shorthand = head_[1] & 0x7f;
  int const extended = shorthand < 126 ? 0 : shorthand == 126 ? 2 : 8;
  left_ = extended == 0 ? shorthand : number_of(head_ + 2, extended);
  if ((extended == 2 && left_ < 126) || (extended == 8 && left_ < 65536))
    return fail(websocket_code::protocol_error, "A length is not written in its shortest form.");
  if (left_ >> 63 != 0)
    return fail(websocket_code::protocol_error, "A length has its top bit set.");
  mask_ = 0;
  if (side_ == websocket_side::server) std::memcpy(&mask_, head_ + 2 + extended, 4);
  if (control_frame_) return true;
  // Deflated bytes may be a little more than the message: five for each stored block of it.
  std::uint64_t const slack = compressed_ ? limits_.message / 1024 + 1024 : 0;
  std::uint64_t const most =
      limits_.message > UINT64_MAX - slack ? UINT64_MAX : limits_.message + slack;
  if (left_ > limits_.frame) return fail(websocket_code::too_big, "A frame is too big.");
  if (left_ > most || message_size_ > most - left_)
    return fail(websocket_code::too_big, "A message is too big.");
  message_size_ += left_;
  return true;
}

HYPER_INLINE websocket_reader::event websocket_reader::take_data(std::span<char>& input) {
  std::size_t const count = left_ < input.size() ? static_cast<std::size_t>(left_) : input.size();
  if (side_ == websocket_side::server) apply_mask(input.data(), count, mask_, taken_);
  payload_ = {input.data(), count};
  input = input.subspan(count);
  left_ -= count;
  taken_ += count;
  first_ = at_first_;
  at_first_ = false;
  last_ = left_ == 0 && final_;
  if (left_ == 0) stage_ = stage::head;
  if (last_) in_message_ = false;
  return event::piece;
}

HYPER_INLINE websocket_reader::event websocket_reader::take_control(std::span<char>& input) {
  std::size_t const count = left_ < input.size() ? static_cast<std::size_t>(left_) : input.size();
  if (count != 0) std::memcpy(control_ + taken_, input.data(), count);
  input = input.subspan(count);
  left_ -= count;
  taken_ += count;
  if (left_ != 0) return event::more;
  std::size_t const size = static_cast<std::size_t>(taken_);
  if (side_ == websocket_side::server) apply_mask(control_, size, mask_, 0);
  payload_ = {control_, size};
  stage_ = stage::head;
  return end_control();
}

/// Judges the payload of a closing frame (RFC 6455 §5.5.1).
HYPER_INLINE websocket_reader::event websocket_reader::end_control() {
  if (frame_opcode_ != websocket_opcode::close) return event::control;
  stage_ = stage::ended;
  code_ = websocket_code::no_status;
  if (payload_.empty()) return event::control;
  unsigned const code =
      payload_.size() < 2
          ? 0
          : static_cast<unsigned>(number_of(reinterpret_cast<unsigned char const*>(control_), 2));
  if (!is_websocket_code(code)) {
    fail(websocket_code::protocol_error, "A closing frame has no lawful code.");
    return event::failed;
  }
  code_ = static_cast<std::uint16_t>(code);
  payload_.remove_prefix(2);
  utf8_validator text;
  if (text.add(payload_) && text.complete()) return event::control;
  fail(websocket_code::bad_text, "The reason of a closing frame is not UTF-8.");
  return event::failed;
}

HYPER_INLINE void append_frame(std::string& out, websocket_opcode opcode, std::string_view payload,
                               bool final, bool compressed, std::optional<std::uint32_t> mask) {
  char head[14];
  std::size_t const size = payload.size();
  std::size_t used = 2;
  head[0] =
      static_cast<char>((final ? 0x80 : 0) | (compressed ? 0x40 : 0) | static_cast<int>(opcode));
  int const extended = size < 126 ? 0 : size < 65536 ? 2 : 8;
  head[1] = static_cast<char>(extended == 0 ? size : extended == 2 ? 126U : 127U);
  for (int i = extended - 1; i >= 0; --i)
    head[used++] = static_cast<char>(static_cast<std::uint64_t>(size) >> (8 * i));
  if (mask) {
    head[1] = static_cast<char>(head[1] | 0x80);
    std::memcpy(head + used, &*mask, 4);
    used += 4;
  }
  out.append(head, used);
  out.append(payload);
  if (mask) apply_mask(out.data() + out.size() - size, size, *mask, 0);
}

HYPER_INLINE std::string close_payload(std::uint16_t code, std::string_view reason) {
  if (!is_websocket_code(code)) return {};
  std::string payload{static_cast<char>(code >> 8), static_cast<char>(code & 0xff)};
  constexpr std::size_t longest = 123;
  std::size_t size = std::min(reason.size(), longest);
  while (size < reason.size() && size > 0 && (reason[size] & 0xC0) == 0x80) --size;
  reason = reason.substr(0, size);
  utf8_validator text;
  if (text.add(reason) && text.complete()) payload += reason;
  return payload;
}

}  // namespace hyper::detail

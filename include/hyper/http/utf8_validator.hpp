// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of http/websocket_receiver.hpp: is a text that arrives in pieces UTF-8?

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace hyper::detail {

/// How many bytes at the front of the text are ASCII, counted in blocks: at least all but the last
/// 15 before the first other byte.
inline std::size_t skip_ascii(std::string_view text) {
  std::size_t at = 0;
#if defined(__SSE2__)
  for (; text.size() - at >= 16; at += 16) {
    __m128i const block = _mm_loadu_si128(reinterpret_cast<__m128i const*>(text.data() + at));
    if (_mm_movemask_epi8(block) != 0) return at;
  }
#endif
  for (; text.size() - at >= 8; at += 8) {
    std::uint64_t block = 0;
    std::memcpy(&block, text.data() + at, 8);
    if ((block & 0x8080808080808080U) != 0) return at;
  }
  return at;
}

/// Judges a text piece by piece (Unicode 15, table 3-7) and says no at the first byte that cannot
/// belong to UTF-8: overlong forms, surrogates and what lies above U+10FFFF included.
class utf8_validator {
 public:
  /// False when the text so far cannot be the beginning of UTF-8.
  bool add(std::string_view piece) {
    std::size_t at = 0;
    while (at < piece.size()) {
      if (missing_ == 0 && static_cast<unsigned char>(piece[at]) < 0x80) {
        at += skip_ascii(piece.substr(at));
        while (at < piece.size() && static_cast<unsigned char>(piece[at]) < 0x80) ++at;
        continue;
      }
      if (!step(static_cast<unsigned char>(piece[at++]))) return false;
    }
    return true;
  }

  /// True when the text does not end inside a character.
  bool complete() const { return missing_ == 0; }
  void reset() { missing_ = 0; }

 private:
  bool step(unsigned char byte) {
    if (missing_ == 0) return begin(byte);
    if (byte < lowest_ || byte > highest_) return false;
    --missing_;
    lowest_ = 0x80;
    highest_ = 0xBF;
    return true;
  }
  /// A byte above ASCII that begins a character; the second one may be further restricted.
  bool begin(unsigned char byte) {
    if (byte < 0xC2 || byte > 0xF4) return false;
    missing_ = static_cast<std::uint8_t>(byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3);
    lowest_ = static_cast<std::uint8_t>(byte == 0xE0 ? 0xA0 : byte == 0xF0 ? 0x90 : 0x80);
    highest_ = static_cast<std::uint8_t>(byte == 0xED ? 0x9F : byte == 0xF4 ? 0x8F : 0xBF);
    return true;
  }

  std::uint8_t missing_ = 0;  // bytes of the present character that are still to come
  std::uint8_t lowest_ = 0x80;
  std::uint8_t highest_ = 0xBF;
};

}  // namespace hyper::detail

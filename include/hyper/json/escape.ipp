// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <hyper/json/escape.hpp>
#include <hyper/reflect/utf8.hpp>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace hyper::detail {

inline std::uint64_t load_bytes(char const* from, std::size_t size) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, from, size);
  return bytes;
}

/// Up to eight bytes in a register, zeros behind them, without reading past the end.
inline std::uint64_t load_short(char const* from, std::size_t size) {
  if (size >= 4) return load_bytes(from, 4) | load_bytes(from + size - 4, 4) << (8 * (size - 4));
  if (size == 0) return 0;
  std::uint64_t const middle = static_cast<unsigned char>(from[size / 2]);
  std::uint64_t const last = static_cast<unsigned char>(from[size - 1]);
  return static_cast<unsigned char>(from[0]) | middle << (8 * (size / 2)) |
         last << (8 * (size - 1));
}

#if defined(__SSE2__)

/// A bit for each of 16 bytes that needs care. Bytes from 0x80 are negative, so one signed
/// comparison finds them together with the control characters.
inline unsigned find_special(__m128i bytes) {
  __m128i const low = _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20));
  __m128i const quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
  __m128i const backslash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
  return static_cast<unsigned>(
      _mm_movemask_epi8(_mm_or_si128(low, _mm_or_si128(quote, backslash))));
}

inline __m128i load_tail(char const* from, std::size_t size) {
  if (size <= 8) return _mm_set_epi64x(0, static_cast<long long>(load_short(from, size)));
  std::uint64_t const high = load_bytes(from + size - 8, 8) >> (8 * (16 - size));
  return _mm_set_epi64x(static_cast<long long>(high), static_cast<long long>(load_bytes(from, 8)));
}

HYPER_INLINE std::size_t copy_plain(char* to, char const* from, std::size_t size) {
  std::size_t done = 0;
  for (; size - done >= 16; done += 16) {
    __m128i const bytes = _mm_loadu_si128(reinterpret_cast<__m128i const*>(from + done));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to + done), bytes);
    if (unsigned const special = find_special(bytes); special != 0)
      return done + static_cast<std::size_t>(std::countr_zero(special));
  }
  __m128i const bytes = load_tail(from + done, size - done);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(to + done), bytes);
  unsigned const special = find_special(bytes) | 1U << (size - done);
  return done + static_cast<std::size_t>(std::countr_zero(special));
}

#else

/// The high bit of each of eight bytes that needs care (the lowest one is exact).
inline std::uint64_t find_special(std::uint64_t bytes) {
  constexpr std::uint64_t ones = 0x0101010101010101U;
  constexpr std::uint64_t highs = 0x8080808080808080U;
  std::uint64_t const quote = bytes ^ (ones * '"');
  std::uint64_t const backslash = bytes ^ (ones * '\\');
  return (bytes | (bytes - ones * 0x20) | (quote - ones) | (backslash - ones)) & highs;
}

HYPER_INLINE std::size_t copy_plain(char* to, char const* from, std::size_t size) {
  std::size_t done = 0;
  if constexpr (std::endian::native == std::endian::little) {
    for (; size - done >= 8; done += 8) {
      std::uint64_t const bytes = load_bytes(from + done, 8);
      std::memcpy(to + done, &bytes, 8);
      if (std::uint64_t const special = find_special(bytes); special != 0)
        return done + static_cast<std::size_t>(std::countr_zero(special)) / 8;
    }
  }
  for (; done < size; ++done) {
    auto const byte = static_cast<unsigned char>(from[done]);
    if (byte < 0x20 || byte >= 0x80 || byte == '"' || byte == '\\') break;
    to[done] = from[done];
  }
  return done;
}

#endif

/// The letter of a short escape, or 0.
inline char short_escape(unsigned char byte) {
  switch (byte) {
    case '"':
    case '\\':
      return static_cast<char>(byte);
    case '\b':
      return 'b';
    case '\f':
      return 'f';
    case '\n':
      return 'n';
    case '\r':
      return 'r';
    case '\t':
      return 't';
    default:
      return 0;
  }
}

HYPER_INLINE char* write_special(char* to, std::string_view rest, std::size_t& taken) {
  auto const byte = static_cast<unsigned char>(rest[0]);
  taken = 1;
  if (char const letter = short_escape(byte); letter != 0) {
    *to++ = '\\';
    *to++ = letter;
    return to;
  }
  if (byte < 0x20) {
    constexpr char digits[] = "0123456789abcdef";
    std::memcpy(to, "\\u00", 4);
    to[4] = digits[byte >> 4];
    to[5] = digits[byte & 15];
    return to + 6;
  }
  if (std::size_t const length = utf8_length(rest); length != 0) {
    std::memcpy(to, rest.data(), length);
    taken = length;
    return to + length;
  }
  std::memcpy(to, "\xEF\xBF\xBD", 3);
  return to + 3;
}

}  // namespace hyper::detail

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstring>
#include <hyper/templates/escape.hpp>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace hyper {
namespace detail {

inline std::string_view reference_of(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&#34;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

#if defined(__SSE2__)
/// A bit for each of 16 bytes that is one of `& < > " '`. `"` and `&` `'` `<` `>` differ pairwise
/// in few bits: 0x22, 0x26|0x27 (one masked comparison), 0x3c|0x3e (another).
inline unsigned markup_mask(__m128i bytes) {
  __m128i const even = _mm_and_si128(bytes, _mm_set1_epi8(static_cast<char>(0xFE)));
  __m128i const angle = _mm_and_si128(bytes, _mm_set1_epi8(static_cast<char>(0xFD)));
  __m128i const found = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')),
                                     _mm_or_si128(_mm_cmpeq_epi8(even, _mm_set1_epi8('&')),
                                                  _mm_cmpeq_epi8(angle, _mm_set1_epi8('<'))));
  return static_cast<unsigned>(_mm_movemask_epi8(found));
}
#endif

}  // namespace detail

HYPER_INLINE std::size_t find_markup(std::string_view text) {
  std::size_t at = 0;
#if defined(__SSE2__)
  for (; text.size() - at >= 16; at += 16) {
    unsigned const mask =
        detail::markup_mask(_mm_loadu_si128(reinterpret_cast<__m128i const*>(text.data() + at)));
    if (mask != 0) return at + static_cast<std::size_t>(std::countr_zero(mask));
  }
#endif
  while (at < text.size() && detail::reference_of(text[at]).empty()) ++at;
  return at;
}

HYPER_INLINE void append_escaped(std::string& out, std::string_view text) {
  while (true) {
    std::size_t const plain = find_markup(text);
    out.append(text.data(), plain);
    if (plain == text.size()) return;
    out += detail::reference_of(text[plain]);
    text.remove_prefix(plain + 1);
  }
}

}  // namespace hyper

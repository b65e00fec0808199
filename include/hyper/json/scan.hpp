// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private to json/reader.ipp: looks at bytes that simdjson has checked and that `json_padding`
// readable bytes follow, so that all loads may be 16 bytes wide.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace hyper::detail {

/// The distance to the quote that ends a string, or to its first backslash.
inline std::size_t find_string_end(char const* from) {
  std::size_t at = 0;
#if defined(__SSE2__)
  for (;; at += 16) {
    __m128i const bytes = _mm_loadu_si128(reinterpret_cast<__m128i const*>(from + at));
    __m128i const found = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')),
                                       _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
    if (auto const bits = static_cast<unsigned>(_mm_movemask_epi8(found)); bits != 0)
      return at + static_cast<std::size_t>(std::countr_zero(bits));
  }
#else
  while (from[at] != '"' && from[at] != '\\') ++at;
  return at;
#endif
}

/// Whether two texts agree in their first `size` bytes; 16 bytes of each are readable.
inline bool same_bytes(char const* a, char const* b, std::size_t size) {
#if defined(__SSE2__)
  if (size <= 16) {
    __m128i const equal = _mm_cmpeq_epi8(_mm_loadu_si128(reinterpret_cast<__m128i const*>(a)),
                                         _mm_loadu_si128(reinterpret_cast<__m128i const*>(b)));
    unsigned const different = ~static_cast<unsigned>(_mm_movemask_epi8(equal));
    return (different & ((1U << size) - 1)) == 0;
  }
#endif
  return std::memcmp(a, b, size) == 0;
}

inline std::size_t count_digits(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && text[count] >= '0' && text[count] <= '9') ++count;
  return count;
}

enum class number_form : std::uint8_t { none, whole, fractional };

/// What a token is by the grammar of RFC 8259, section 6.
inline number_form find_number_form(std::string_view token) {
  if (!token.empty() && token.front() == '-') token.remove_prefix(1);
  std::size_t digits = count_digits(token);
  if (digits == 0 || (digits > 1 && token.front() == '0')) return number_form::none;
  token.remove_prefix(digits);
  if (token.empty()) return number_form::whole;
  if (token.front() == '.') {
    token.remove_prefix(1);
    digits = count_digits(token);
    if (digits == 0) return number_form::none;
    token.remove_prefix(digits);
  }
  if (!token.empty() && (token.front() == 'e' || token.front() == 'E')) {
    token.remove_prefix(1);
    if (!token.empty() && (token.front() == '+' || token.front() == '-')) token.remove_prefix(1);
    digits = count_digits(token);
    if (digits == 0) return number_form::none;
    token.remove_prefix(digits);
  }
  return token.empty() ? number_form::fractional : number_form::none;
}

/// Without the white space that simdjson leaves behind a token.
inline std::string_view trim_token(std::string_view token) {
  while (!token.empty() && (token.back() == ' ' || token.back() == '\n' || token.back() == '\r' ||
                            token.back() == '\t'))
    token.remove_suffix(1);
  return token;
}

}  // namespace hyper::detail

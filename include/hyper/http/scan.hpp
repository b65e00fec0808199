// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of http/parser.hpp and http/chunked.hpp: looking through received bytes.

#include <cstddef>
#include <hyper/http/grammar.hpp>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace hyper::detail {

/// The first byte of the text that may not stand in a field value (RFC 9110 §5.5), or its size.
inline std::size_t find_forbidden_in_value(std::string_view text) {
  std::size_t at = 0;
#if defined(__SSE2__)
  __m128i const highest_control = _mm_set1_epi8(0x1f);
  __m128i const tab = _mm_set1_epi8('\t');
  __m128i const del = _mm_set1_epi8(0x7f);
  for (; at + 16 <= text.size(); at += 16) {
    __m128i const block = _mm_loadu_si128(reinterpret_cast<__m128i const*>(text.data() + at));
    __m128i const control = _mm_cmpeq_epi8(_mm_min_epu8(block, highest_control), block);
    __m128i const bad = _mm_or_si128(_mm_andnot_si128(_mm_cmpeq_epi8(block, tab), control),
                                     _mm_cmpeq_epi8(block, del));
    if (int const mask = _mm_movemask_epi8(bad); mask != 0)
      return at + static_cast<std::size_t>(__builtin_ctz(static_cast<unsigned>(mask)));
  }
#endif
  while (at < text.size() && is(text[at], value_character)) ++at;
  return at;
}

/// A field line (RFC 9112 §5) taken apart.
struct field_line {
  std::string_view name;
  std::string_view value;  // trimmed
  std::string_view fault;  // a sentence when it is none
};

inline field_line split_field_line(std::string_view line) {
  std::size_t name = 0;
  while (name < line.size() && is(line[name], token_character)) ++name;
  if (name == 0 || name == line.size() || line[name] != ':') {
    bool const folded = !line.empty() && (line.front() == ' ' || line.front() == '\t');
    return {{}, {}, folded ? "A header line is folded." : "A header line has no proper name."};
  }
  std::string_view const rest = line.substr(name + 1);
  if (find_forbidden_in_value(rest) != rest.size())
    return {{}, {}, "A header value holds a control character."};
  return {line.substr(0, name), trim_field(rest), {}};
}

}  // namespace hyper::detail

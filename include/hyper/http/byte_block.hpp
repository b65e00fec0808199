// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of http/scan.hpp: as many bytes as the target compares at once. Which blocks there
// are is decided by what the compiler targets (-mavx2, -march=native); SSE4.2 adds nothing to SSE2
// here, because its string instructions are slower than two comparisons.
//
// A block of bytes and a block of answers (all bits of a byte set, or none) are the same type:
//   load(from)      `width` bytes
//   equal(c)        where the byte is c
//   below(c)        where the byte, unsigned, is less than c, which is not 0
//   minus(c)        each byte less c
//   lowered()       each byte with the bit that makes ASCII letters small
//   a | b, ~a, a.without(b)
//   first()         the position of the first answer that is set, or `width`

#include <bit>
#include <cstddef>
#include <cstdint>

#if defined(__AVX2__)
#include <immintrin.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__ARM_NEON) && defined(__aarch64__)
#include <arm_neon.h>
#endif

namespace hyper::detail {

/// No block: bytes are looked at one by one.
struct plain_block {
  static constexpr std::size_t width = 1;
};

#if defined(__SSE2__)
struct sse2_block {
  using narrower = plain_block;
  static constexpr std::size_t width = 16;

  __m128i bytes;

  static sse2_block load(char const* from) {
    return {_mm_loadu_si128(reinterpret_cast<__m128i const*>(from))};
  }
  sse2_block equal(char c) const { return {_mm_cmpeq_epi8(bytes, _mm_set1_epi8(c))}; }
  sse2_block below(unsigned char c) const {
    __m128i const highest = _mm_set1_epi8(static_cast<char>(c - 1));
    return {_mm_cmpeq_epi8(_mm_min_epu8(bytes, highest), bytes)};
  }
  sse2_block minus(char c) const { return {_mm_sub_epi8(bytes, _mm_set1_epi8(c))}; }
  sse2_block lowered() const { return {_mm_or_si128(bytes, _mm_set1_epi8(0x20))}; }
  sse2_block operator|(sse2_block other) const { return {_mm_or_si128(bytes, other.bytes)}; }
  sse2_block operator~() const { return {_mm_xor_si128(bytes, _mm_set1_epi8(-1))}; }
  sse2_block without(sse2_block other) const { return {_mm_andnot_si128(other.bytes, bytes)}; }
  std::size_t first() const {
    auto const set = static_cast<std::uint32_t>(_mm_movemask_epi8(bytes));
    return static_cast<std::size_t>(std::countr_zero(set | 0x10000U));
  }
};
using byte_block = sse2_block;
#endif

#if defined(__AVX2__)
struct avx2_block {
  using narrower = sse2_block;
  static constexpr std::size_t width = 32;

  __m256i bytes;

  static avx2_block load(char const* from) {
    return {_mm256_loadu_si256(reinterpret_cast<__m256i const*>(from))};
  }
  avx2_block equal(char c) const { return {_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(c))}; }
  avx2_block below(unsigned char c) const {
    __m256i const highest = _mm256_set1_epi8(static_cast<char>(c - 1));
    return {_mm256_cmpeq_epi8(_mm256_min_epu8(bytes, highest), bytes)};
  }
  avx2_block minus(char c) const { return {_mm256_sub_epi8(bytes, _mm256_set1_epi8(c))}; }
  avx2_block lowered() const { return {_mm256_or_si256(bytes, _mm256_set1_epi8(0x20))}; }
  avx2_block operator|(avx2_block other) const { return {_mm256_or_si256(bytes, other.bytes)}; }
  avx2_block operator~() const { return {_mm256_xor_si256(bytes, _mm256_set1_epi8(-1))}; }
  avx2_block without(avx2_block other) const { return {_mm256_andnot_si256(other.bytes, bytes)}; }
  std::size_t first() const {
    auto const set = static_cast<std::uint32_t>(_mm256_movemask_epi8(bytes));
    return static_cast<std::size_t>(std::countr_zero(set));
  }
};
using wide_byte_block = avx2_block;
#elif defined(__SSE2__)
using wide_byte_block = sse2_block;
#elif defined(__ARM_NEON) && defined(__aarch64__)
struct neon_block {
  using narrower = plain_block;
  static constexpr std::size_t width = 16;

  uint8x16_t bytes;

  static neon_block load(char const* from) {
    return {vld1q_u8(reinterpret_cast<std::uint8_t const*>(from))};
  }
  neon_block equal(char c) const { return {vceqq_u8(bytes, all(c))}; }
  neon_block below(unsigned char c) const { return {vcltq_u8(bytes, vdupq_n_u8(c))}; }
  neon_block minus(char c) const { return {vsubq_u8(bytes, all(c))}; }
  neon_block lowered() const { return {vorrq_u8(bytes, vdupq_n_u8(0x20))}; }
  neon_block operator|(neon_block other) const { return {vorrq_u8(bytes, other.bytes)}; }
  neon_block operator~() const { return {vmvnq_u8(bytes)}; }
  neon_block without(neon_block other) const { return {vbicq_u8(bytes, other.bytes)}; }
  std::size_t first() const {  // four bits of each answer
    uint8x8_t const narrowed = vshrn_n_u16(vreinterpretq_u16_u8(bytes), 4);
    std::uint64_t const set = vget_lane_u64(vreinterpret_u64_u8(narrowed), 0);
    return static_cast<std::size_t>(std::countr_zero(set)) / 4;
  }

 private:
  static uint8x16_t all(char c) { return vdupq_n_u8(static_cast<std::uint8_t>(c)); }
};
using byte_block = neon_block;
using wide_byte_block = neon_block;
#else
using byte_block = plain_block;
using wide_byte_block = plain_block;
#endif

}  // namespace hyper::detail

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/security/hash.hpp>
//
#include <sodium.h>
#include <stdexcept>
#include <string>

namespace hyper {
namespace detail {

/// libsodium chooses its implementations once; every function here goes through this.
HYPER_INLINE void need_sodium() {
  static bool const ready = sodium_init() >= 0;
  if (!ready) throw std::runtime_error("libsodium cannot be initialised");
}

HYPER_INLINE unsigned char const* as_bytes(std::string_view text) {
  return reinterpret_cast<unsigned char const*>(text.data());
}

}  // namespace detail

HYPER_INLINE digest sha256(std::string_view message) {
  detail::need_sodium();
  digest made;
  crypto_hash_sha256(made.data(), detail::as_bytes(message), message.size());
  return made;
}

HYPER_INLINE digest hmac_sha256(std::string_view key, std::string_view message) {
  detail::need_sodium();
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, detail::as_bytes(key), key.size());
  crypto_auth_hmacsha256_update(&state, detail::as_bytes(message), message.size());
  digest made;
  crypto_auth_hmacsha256_final(&state, made.data());
  sodium_memzero(&state, sizeof state);
  return made;
}

HYPER_INLINE digest derive_key(std::string_view secret, std::string_view purpose) {
  digest const extracted = hmac_sha256(std::string(32, '\0'), secret);
  std::string expand(purpose);
  expand += '\1';
  return hmac_sha256({reinterpret_cast<char const*>(extracted.data()), extracted.size()}, expand);
}

HYPER_INLINE bool equal_in_constant_time(std::string_view left, std::string_view right) {
  detail::need_sodium();
  return left.size() == right.size() && sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

HYPER_INLINE void fill_random(void* into, std::size_t size) {
  detail::need_sodium();
  randombytes_buf(into, size);
}

}  // namespace hyper

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/security/hash.hpp>
//
#include <sodium.h>
#include <hyper/security/sodium.hpp>

namespace hyper {
namespace detail {

HYPER_INLINE unsigned char const* sodium_bytes(std::string_view text) {
  return reinterpret_cast<unsigned char const*>(text.data());
}

}  // namespace detail

HYPER_INLINE digest sha256(std::string_view message) {
  detail::need_sodium();
  digest made;
  crypto_hash_sha256(made.data(), detail::sodium_bytes(message), message.size());
  return made;
}

HYPER_INLINE digest hmac_sha256(std::string_view key, std::string_view message) {
  detail::need_sodium();
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, detail::sodium_bytes(key), key.size());
  crypto_auth_hmacsha256_update(&state, detail::sodium_bytes(message), message.size());
  digest made;
  crypto_auth_hmacsha256_final(&state, made.data());
  sodium_memzero(&state, sizeof state);
  return made;
}

}  // namespace hyper

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/security/derive_key.hpp>
//
#include <cstring>
#include <stdexcept>

namespace hyper {

HYPER_INLINE std::string hkdf_sha256(std::string_view secret, std::string_view salt,
                                     std::string_view purpose, std::size_t length) {
  constexpr std::size_t block_size = std::tuple_size_v<digest>;
  if (length > 255 * block_size) throw std::length_error("HKDF gives at most 8160 bytes");
  digest const extracted = hmac_sha256(salt.empty() ? std::string(block_size, '\0') : salt, secret);
  std::string made;
  std::string message;
  for (int block = 1; made.size() < length; ++block) {
    message.append(purpose) += static_cast<char>(block);
    digest const next = hmac_sha256(bytes_of(extracted), message);
    made += bytes_of(next);
    message = bytes_of(next);
  }
  made.resize(length);
  return made;
}

HYPER_INLINE digest derive_key(std::string_view secret, std::string_view purpose) {
  digest key;
  std::string const made = hkdf_sha256(secret, {}, purpose, key.size());
  std::memcpy(key.data(), made.data(), key.size());
  return key;
}

}  // namespace hyper

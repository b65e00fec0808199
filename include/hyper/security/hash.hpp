// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <hyper/config.hpp>
#include <string_view>

namespace hyper {

/// The 32 bytes of a SHA-256, of a signature, or of a key.
using digest = std::array<std::uint8_t, 32>;

/// The bytes of a digest as a text.
inline std::string_view bytes_of(digest const& value) {
  return {reinterpret_cast<char const*>(value.data()), value.size()};
}

/// SHA-256 (FIPS 180-4).
digest sha256(std::string_view message);

/// HMAC with SHA-256 (RFC 2104).
digest hmac_sha256(std::string_view key, std::string_view message);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/security/hash.ipp>
#endif

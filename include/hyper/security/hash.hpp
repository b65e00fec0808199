// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/config.hpp>
#include <string_view>

namespace hyper {

/// The 32 bytes of a SHA-256 or of a key.
using digest = std::array<std::uint8_t, 32>;

/// SHA-256 (FIPS 180-4).
digest sha256(std::string_view message);

/// HMAC-SHA-256 (RFC 2104, RFC 4231).
digest hmac_sha256(std::string_view key, std::string_view message);

/// A key for one purpose, drawn from a secret (HKDF with SHA-256, RFC 5869, without salt): what is
/// signed for one purpose means nothing for another.
digest derive_key(std::string_view secret, std::string_view purpose);

/// Compares in a time that does not depend on where the texts differ.
bool equal_in_constant_time(std::string_view left, std::string_view right);

/// Fills the memory from the kernel's generator.
void fill_random(void* into, std::size_t size);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/security/hash.ipp>
#endif

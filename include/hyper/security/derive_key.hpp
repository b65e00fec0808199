// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <hyper/config.hpp>
#include <hyper/security/hash.hpp>
#include <string>
#include <string_view>

namespace hyper {

/// Key material of the wanted length, at most 8160 bytes, from a secret: HKDF with SHA-256
/// (RFC 5869). An empty salt stands for 32 zeros. Throws std::length_error beyond that length.
std::string hkdf_sha256(std::string_view secret, std::string_view salt, std::string_view purpose,
                        std::size_t length);

/// The key for one purpose: HKDF without salt. What is signed for one purpose means nothing for
/// another, and no key tells anything about the secret.
digest derive_key(std::string_view secret, std::string_view purpose);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/security/derive_key.ipp>
#endif

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace hyper {

/// Base 64 with the alphabet for URLs and without padding (RFC 4648 §5).
std::string encode_base64url(std::string_view bytes);

/// The bytes, or nothing for a text that `encode_base64url` would not have made: other characters,
/// padding, or bits that say nothing.
std::optional<std::string> decode_base64url(std::string_view text);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/security/base64url.ipp>
#endif

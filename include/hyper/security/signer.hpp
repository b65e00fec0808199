// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <hyper/config.hpp>
#include <hyper/security/hash.hpp>
#include <hyper/security/secret_keys.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hyper {

/// Signs short texts that a client keeps and sends back. A token is base64url of 16 bytes, the
/// first 128 bits of HMAC-SHA-256, and the payload behind them. What is signed is the payload's
/// length in decimal digits, a colon, the payload, and what the token is bound to; the key is
/// `derive_key(secret, purpose)`.
///
/// A signed payload can be read by anybody, and is good until its secret is dropped: put an expiry
/// into it where that matters.
class signer {
 public:
  static constexpr std::size_t tag_size = 16;
  static constexpr std::size_t longest_token = 8192;  ///< longer ones are refused unread

  /// `secrets`, newest first: the first one signs, all are accepted. `purpose` names the use,
  /// "cursor". Throws std::invalid_argument without a secret.
  signer(std::vector<std::string> const& secrets, std::string_view purpose);

  /// A token that is good only together with the same `bound_to`: a path, a user.
  std::string sign(std::string_view payload, std::string_view bound_to = {}) const;

  /// The payload, or nothing when the token was not signed for this. It takes the same time
  /// wherever the signature differs.
  std::optional<std::string> verify(std::string_view token, std::string_view bound_to = {}) const;

 private:
  std::vector<digest> keys_;
};

/// A signer for the secrets of the process: it follows when these are set anew. Each thread needs
/// its own.
class process_signer {
 public:
  explicit process_signer(std::string_view purpose);
  signer const& get();

 private:
  std::string purpose_;
  std::size_t version_;
  signer current_;
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/security/signer.ipp>
#endif

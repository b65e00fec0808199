// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <hyper/security/hash.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hyper {

/// Signs short texts that a client keeps and sends back. A token is base64url of the payload, a
/// dot, and base64url of the first 128 bits of HMAC-SHA-256 over payload and what it is bound to;
/// the key is drawn from the secret for the purpose. The payload can be read by anybody.
class signer {
 public:
  /// `secrets`, newest first: the first signs, all are accepted. `purpose` names the use, "cursor".
  signer(std::vector<std::string> const& secrets, std::string_view purpose);

  /// A token that is only good together with the same `bound_to`: a path, a user.
  std::string sign(std::string_view payload, std::string_view bound_to = {}) const;
  /// The payload, or nothing when the token was not signed so.
  std::optional<std::string> verify(std::string_view token, std::string_view bound_to = {}) const;

 private:
  std::vector<digest> keys_;
};

/// The secrets of this process, newest first. The application sets them from its settings before it
/// starts its threads; until then they are random, and what was signed ends with the process.
std::vector<std::string> const& secret_keys();
void set_secret_keys(std::vector<std::string> keys);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/security/signer.ipp>
#endif

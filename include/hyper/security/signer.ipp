// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/security/signer.hpp>
//
#include <hyper/security/base64url.hpp>
#include <hyper/security/constant_time.hpp>
#include <hyper/security/derive_key.hpp>
#include <hyper/security/secret_keys.hpp>
#include <stdexcept>

namespace hyper {
namespace detail {

HYPER_INLINE std::string tag_of(digest const& key, std::string_view payload,
                                std::string_view bound_to) {
  // The length stands in front, so that no other division of the two gives the same message.
  std::string message = std::to_string(payload.size());
  message.append(":").append(payload).append(bound_to);
  digest const whole = hmac_sha256(bytes_of(key), message);
  return std::string(bytes_of(whole).substr(0, signer::tag_size));
}

}  // namespace detail

HYPER_INLINE signer::signer(std::vector<std::string> const& secrets, std::string_view purpose) {
  if (secrets.empty()) throw std::invalid_argument("a signer needs a secret");
  for (std::string const& secret : secrets) keys_.push_back(derive_key(secret, purpose));
}

HYPER_INLINE std::string signer::sign(std::string_view payload, std::string_view bound_to) const {
  return encode_base64url(detail::tag_of(keys_.front(), payload, bound_to).append(payload));
}

HYPER_INLINE std::optional<std::string> signer::verify(std::string_view token,
                                                       std::string_view bound_to) const {
  if (token.size() > longest_token) return std::nullopt;
  auto const bytes = decode_base64url(token);
  if (!bytes || bytes->size() < tag_size) return std::nullopt;
  std::string_view const tag = std::string_view(*bytes).substr(0, tag_size);
  std::string_view const payload = std::string_view(*bytes).substr(tag_size);
  for (digest const& key : keys_)
    if (equal_in_constant_time(detail::tag_of(key, payload, bound_to), tag))
      return std::string(payload);
  return std::nullopt;
}

HYPER_INLINE process_signer::process_signer(std::string_view purpose)
    : purpose_(purpose),
      version_(detail::secret_keys_version()),
      current_(secret_keys(), purpose) {}

HYPER_INLINE signer const& process_signer::get() {
  if (version_ != detail::secret_keys_version()) {
    version_ = detail::secret_keys_version();
    current_ = signer(secret_keys(), purpose_);
  }
  return current_;
}

}  // namespace hyper

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/security/signer.hpp>
//
#include <hyper/security/base64url.hpp>

namespace hyper {
namespace detail {

HYPER_INLINE std::vector<std::string>& held_secret_keys() {
  static std::vector<std::string> keys = [] {
    std::string random(32, '\0');
    fill_random(random.data(), random.size());
    return std::vector<std::string>{random};
  }();
  return keys;
}

HYPER_INLINE std::string tag_of(digest const& key, std::string_view payload,
                                std::string_view bound_to) {
  // The length stands before the payload, so that no other division of the two gives the same text.
  std::string message = std::to_string(payload.size()).append(":").append(payload).append(bound_to);
  digest const full = hmac_sha256({reinterpret_cast<char const*>(key.data()), key.size()}, message);
  return std::string(reinterpret_cast<char const*>(full.data()), 16);
}

}  // namespace detail

HYPER_INLINE std::vector<std::string> const& secret_keys() { return detail::held_secret_keys(); }
HYPER_INLINE void set_secret_keys(std::vector<std::string> keys) {
  detail::held_secret_keys() = std::move(keys);
}

HYPER_INLINE signer::signer(std::vector<std::string> const& secrets, std::string_view purpose) {
  for (std::string const& secret : secrets) keys_.push_back(derive_key(secret, purpose));
}

HYPER_INLINE std::string signer::sign(std::string_view payload, std::string_view bound_to) const {
  return encode_base64url(payload) + "." +
         encode_base64url(detail::tag_of(keys_.front(), payload, bound_to));
}

HYPER_INLINE std::optional<std::string> signer::verify(std::string_view token,
                                                       std::string_view bound_to) const {
  std::size_t const dot = token.find('.');
  if (dot == token.npos) return std::nullopt;
  auto payload = decode_base64url(token.substr(0, dot));
  auto const tag = decode_base64url(token.substr(dot + 1));
  if (!payload || !tag) return std::nullopt;
  for (digest const& key : keys_)
    if (equal_in_constant_time(detail::tag_of(key, *payload, bound_to), *tag)) return payload;
  return std::nullopt;
}

}  // namespace hyper

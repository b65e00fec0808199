// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/cache_bust.hpp>
//
#include <hyper/orm/query_cache.hpp>
#include <hyper/security/constant_time.hpp>
#include <hyper/security/hash.hpp>
#include <hyper/security/secret_keys.hpp>

namespace hyper {

HYPER_INLINE std::string cache_bust_token(std::string_view secret_key) {
  digest const whole = hmac_sha256(secret_key, "cache-bust");
  std::string token;
  for (std::size_t i = 0; i < 16; ++i) {
    token += "0123456789abcdef"[whole[i] >> 4U];
    token += "0123456789abcdef"[whole[i] & 15U];
  }
  return token;
}

namespace detail {

/// The scheme's case does not matter: RFC 9110, section 11.1.
HYPER_INLINE std::string_view bearer_token(std::string_view authorization) {
  constexpr std::string_view scheme = "bearer ";
  if (authorization.size() < scheme.size()) return {};
  for (std::size_t i = 0; i < scheme.size(); ++i)
    if ((authorization[i] | (scheme[i] == ' ' ? 0 : 0x20)) != scheme[i]) return {};
  return authorization.substr(scheme.size());
}

/// Compares with the token of every key, whichever is the right one.
HYPER_INLINE bool may_bust_cache(std::string_view token) {
  bool good = false;
  for (std::string const& key : secret_keys())
    good = equal_in_constant_time(cache_bust_token(key), token) || good;
  return good;
}

HYPER_INLINE response refuse_cache_bust(std::string_view challenge) {
  response answer;
  answer.status = 401;
  answer.headers.add("WWW-Authenticate", challenge);
  answer.headers.add("Cache-Control", "no-store");
  return answer;
}

HYPER_INLINE task<response> answer_cache_bust(
    header<"Authorization", std::optional<std::string>> authorization) {
  std::string_view const token = *authorization ? bearer_token(**authorization) : "";
  if (token.empty()) co_return refuse_cache_bust("Bearer");
  if (!may_bust_cache(token)) co_return refuse_cache_bust("Bearer error=\"invalid_token\"");
  auto forgetting = forget_cached();
  co_await forgetting;
  response answer;
  answer.status = 204;
  answer.headers.add("Cache-Control", "no-store");
  co_return answer;
}

}  // namespace detail
}  // namespace hyper

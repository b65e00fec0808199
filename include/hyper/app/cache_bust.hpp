// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Opt-in: the part by which an operator, or a deployment, empties the caches.

#include <hyper/app/application.hpp>
#include <hyper/config.hpp>
#include <hyper/http/response.hpp>
#include <hyper/routing/parameter.hpp>
#include <hyper/routing/route.hpp>
#include <hyper/runtime/task.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace hyper {

/// What `POST /cache/bust` must be asked with, `Authorization: Bearer …`: the first 32 hexadecimal
/// digits of HMAC-SHA256 of "cache-bust" under the secret key.
std::string cache_bust_token(std::string_view secret_key);

namespace detail {
task<response> answer_cache_bust(header<"Authorization", std::optional<std::string>> authorization);
}  // namespace detail

/// A part of an application: `POST /cache/bust` forgets what `cached_queries` keeps, in this
/// process and, with `cache_reach::database`, in the others. 204; 401 without the token of one of
/// the process's secret keys. Without `secret_key` nobody knows it.
struct cache_bust {};

namespace detail {
template <>
struct application_part<cache_bust> : known_part {
  using paths = routes<route<"POST /cache/bust", answer_cache_bust>>;
};
}  // namespace detail
}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/app/cache_bust.ipp>
#endif

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <hyper/http/response.hpp>
#include <hyper/routing/router.hpp>
#include <hyper/runtime/task.hpp>
#include <string_view>

namespace hyper {
namespace detail {

response answer_health();
task<response> answer_ready();

/// What `/ready` knows of the process.
struct readiness {
  static void set_draining(bool yes) noexcept;
  static bool draining() noexcept;

  /// "ok" or "error", and nothing where there is nothing to ask.
  using check = task<std::string_view> (*)();
  static void watch_database(check how) noexcept;
};

}  // namespace detail

/// Two routes for those who watch the service:
///
///   GET /health   200 {"status":"ok"}: the process answers
///   GET /ready    200 or 503 {"status":"ok","checks":{"database":"ok"}}: send it requests, or not
///
/// `/ready` fails while the service drains, and when the database does not answer in two seconds.
using health =
    routes<route<"GET /health", detail::answer_health>, route<"GET /ready", detail::answer_ready>>;

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/app/health.ipp>
#endif

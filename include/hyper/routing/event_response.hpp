// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/http/event_stream.hpp>
#include <hyper/http/exchange.hpp>
#include <hyper/routing/respond.hpp>
#include <hyper/routing/signature.hpp>
#include <hyper/runtime/task.hpp>
#include <optional>
#include <utility>

namespace hyper {

namespace detail {
task<void> send_events(exchange& with, event_stream events, std::int64_t patience);
/// Milliseconds without an event after which a comment is sent; proxies wait for 60 s as a rule.
inline constexpr std::int64_t event_patience = 15'000;

template <>
inline constexpr bool outlives_call<event_stream> = true;
}  // namespace detail

/// A handler that is an `event_stream`, or returns one, answers with server-sent events until the
/// stream ends, the client leaves, or the server drains. Proxies are told not to hold them back.
template <>
struct respond_traits<event_stream> {
  static void respond(exchange& with, event_stream&& events) {
    with.start(answer_later(with, std::move(events)));
  }
  static task<void> answer_later(exchange& with, event_stream&& events) {
    return detail::send_events(with, std::move(events), detail::event_patience);
  }
};

/// Whether there is a stream must be known before the handler begins one: throw `http_error(404)`.
template <>
inline constexpr bool can_respond<std::optional<event_stream>> = false;

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/routing/event_response.ipp>
#endif

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/config.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace hyper {

/// One event of a stream of server-sent events (HTML standard, section 9.2).
struct server_event {
  std::optional<std::string> data =
      {};                  ///< may have several lines; without it no event is dispatched
  std::string event = {};  ///< its type; empty: "message"
  std::optional<std::string> id =
      {};  ///< what the client sends as Last-Event-ID when it comes back
  std::optional<std::int64_t> retry = {};  ///< milliseconds until it comes back
};

/// Appends the lines of an event. No text can break out of its field: each line of `data` gets a
/// field of its own, whatever ends it; and `event` and `id` lose line ends and NULs.
void append_event(std::string& to, server_event const& what);

/// Appends a comment, which clients ignore: it keeps proxies from thinking that nobody is there.
void append_event_comment(std::string& to, std::string_view text = {});

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/server_event.ipp>
#endif

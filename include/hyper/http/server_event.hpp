// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/config.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace hyper {

/// One event of a stream of server-sent events (HTML standard, section 9.2):
///
///   co_yield server_event("hello").of_type("greeting").with_id("7");
///
/// It has constructors and is no aggregate because g++ 12 destroys an aggregate in braces twice
/// when it stands in a `co_yield`.
class server_event {
 public:
  server_event() {}  ///< without data: nothing is dispatched, but an id or a `retry` counts
  explicit server_event(std::string text) : data(std::move(text)) {}

  std::optional<std::string> data;    ///< may have several lines
  std::string type;                   ///< empty: "message"
  std::optional<std::string> id;      ///< what the client sends as Last-Event-ID when it comes back
  std::optional<std::int64_t> retry;  ///< milliseconds until it comes back

  server_event&& of_type(std::string name) && {
    type = std::move(name);
    return std::move(*this);
  }
  server_event&& with_id(std::string text) && {
    id = std::move(text);
    return std::move(*this);
  }
  server_event&& with_id(std::int64_t number) && {
    return std::move(*this).with_id(std::to_string(number));
  }
  server_event&& retry_after(std::int64_t milliseconds) && {
    retry = milliseconds;
    return std::move(*this);
  }
};

/// Appends the lines of an event. No text can break out of its field: each line of `data` gets a
/// field of its own, whatever ends it; and `type` and `id` lose line ends and NULs.
void append_event(std::string& to, server_event const& what);

/// Appends a comment, which clients ignore: it keeps proxies from thinking that nobody is there.
void append_event_comment(std::string& to, std::string_view text = {});

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/server_event.ipp>
#endif

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/config.hpp>
#include <optional>
#include <string_view>

namespace hyper {

/// A moment as HTTP writes it (RFC 9110 §5.6.7): "Sun, 06 Nov 1994 08:49:37 GMT".
struct http_date {
  static constexpr std::size_t length = 29;
  char text[length];

  /// Seconds since 1970, within the years 0 to 9999.
  explicit http_date(std::int64_t unix_seconds);
  std::string_view view() const { return {text, length}; }
};

/// Reads a date in any of the three forms of RFC 9110 §5.6.7, as seconds since 1970; nothing when
/// it is none. The obsolete form with a year of two digits is read as at most 50 years after `now`.
std::optional<std::int64_t> parse_http_date(std::string_view text, std::int64_t now);
std::optional<std::int64_t> parse_http_date(std::string_view text);  ///< `now` is the clock's

namespace detail {
/// "Date: …\r\n" for the present second, formatted once a second on each thread.
std::string_view date_line();
}  // namespace detail

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/date.ipp>
#endif

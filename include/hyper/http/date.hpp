// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/config.hpp>
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

namespace detail {
/// "Date: …\r\n" for the present second, formatted once a second on each thread.
std::string_view date_line();
}  // namespace detail

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/date.ipp>
#endif

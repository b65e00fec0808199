// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/config.hpp>
#include <string>
#include <string_view>

namespace hyper {

/// How much an entry of the journal matters. `log_level` says up to which they are written.
enum class severity : std::uint8_t { error, warning, info };

/// What the application tells its operator: lines on standard error, one system call each, so that
/// lines of two threads never mix. Control characters are escaped, so that no text from a client
/// can forge a line.
class journal {
 public:
  static void set_level(severity at_most) noexcept;
  /// Reads "error", "warning" or "info"; anything else is info.
  static void set_level(std::string_view name) noexcept;
  static bool writes(severity level) noexcept;

  static void error(std::string_view text) { entry(severity::error, text); }
  static void warning(std::string_view text) { entry(severity::warning, text); }
  static void info(std::string_view text) { entry(severity::info, text); }

  /// "2026-11-23T10:00:00.123Z error text", at most 4 KiB of it, ended by a line feed.
  static void entry(severity level, std::string_view text) noexcept;
};

namespace detail {
/// A text with its control characters written as `\n`, `\x1b`, ….
std::string one_line(std::string_view text);
}  // namespace detail

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/app/journal.ipp>
#endif

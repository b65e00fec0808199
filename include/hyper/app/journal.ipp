// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/journal.hpp>
//
#include <time.h>
#include <unistd.h>
#include <atomic>
#include <cstdio>

namespace hyper {
namespace detail {

HYPER_INLINE std::string one_line(std::string_view text) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string line;
  line.reserve(text.size());
  for (char const c : text) {
    auto const code = static_cast<unsigned char>(c);
    if (c == '\n') {
      line += "\\n";
    } else if (c == '\\') {
      line += "\\\\";  // so that an escape is never mistaken for the text
    } else if (code < 0x20 || code == 0x7F) {
      line += {'\\', 'x', digits[code >> 4], digits[code & 15]};
    } else {
      line += c;
    }
  }
  return line;
}

HYPER_INLINE std::atomic<severity>& journal_level() {
  static std::atomic<severity> level{severity::info};
  return level;
}

}  // namespace detail

HYPER_INLINE void journal::set_level(severity at_most) noexcept {
  detail::journal_level().store(at_most, std::memory_order_relaxed);
}

HYPER_INLINE void journal::set_level(std::string_view name) noexcept {
  set_level(name == "error"     ? severity::error
            : name == "warning" ? severity::warning
                                : severity::info);
}

HYPER_INLINE bool journal::writes(severity level) noexcept {
  return level <= detail::journal_level().load(std::memory_order_relaxed);
}

HYPER_INLINE void journal::entry(severity level, std::string_view text) noexcept {
  if (!writes(level)) return;
  static constexpr std::string_view names[] = {"error ", "warning ", "info "};
  timespec moment{};
  clock_gettime(CLOCK_REALTIME, &moment);
  tm parts{};
  gmtime_r(&moment.tv_sec, &parts);
  char stamp[64];
  std::size_t const used = strftime(stamp, sizeof stamp, "%Y-%m-%dT%H:%M:%S", &parts);
  int const more = std::snprintf(stamp + used, sizeof stamp - used, ".%03dZ ",
                                 static_cast<int>(moment.tv_nsec / 1'000'000));
  try {
    std::string line(stamp, used + static_cast<std::size_t>(more));
    line += names[static_cast<std::size_t>(level)];
    line += detail::one_line(text.substr(0, 4096));
    line += '\n';
    // A journal that cannot be written (disk full, pipe closed) must not stop the service.
    static_cast<void>(!::write(STDERR_FILENO, line.data(), line.size()));
  } catch (...) {
    static_cast<void>(!::write(STDERR_FILENO, "out of memory\n", 14));
  }
}

}  // namespace hyper

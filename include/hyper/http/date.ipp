// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/date.hpp>
//
#include <time.h>
#include <cstring>

namespace hyper {

HYPER_INLINE http_date::http_date(std::int64_t unix_seconds) {
  constexpr char days[] = "SunMonTueWedThuFriSat";
  constexpr char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  time_t const seconds = unix_seconds;
  tm parts{};
  gmtime_r(&seconds, &parts);
  auto const at = [](int which) { return static_cast<std::size_t>(which) * 3; };
  auto const two = [](char* to, int value) {
    to[0] = static_cast<char>('0' + value / 10 % 10);
    to[1] = static_cast<char>('0' + value % 10);
  };
  std::memcpy(text, "Xxx, 00 Xxx 0000 00:00:00 GMT", length);
  std::memcpy(text, days + at(parts.tm_wday), 3);
  std::memcpy(text + 8, months + at(parts.tm_mon), 3);
  int const year = parts.tm_year + 1900;
  two(text + 5, parts.tm_mday);
  two(text + 12, year / 100);
  two(text + 14, year % 100);
  two(text + 17, parts.tm_hour);
  two(text + 20, parts.tm_min);
  two(text + 23, parts.tm_sec);
}

namespace detail {

HYPER_INLINE std::string_view date_line() {
  struct cached {
    time_t second = -1;
    char line[http_date::length + 8];
  };
  thread_local cached now;
  time_t const second = ::time(nullptr);
  if (second != now.second) {
    http_date const date(second);
    now.second = second;
    std::memcpy(now.line, "Date: ", 6);
    std::memcpy(now.line + 6, date.text, http_date::length);
    std::memcpy(now.line + 6 + http_date::length, "\r\n", 2);
  }
  return {now.line, 6 + http_date::length + 2};
}

}  // namespace detail
}  // namespace hyper

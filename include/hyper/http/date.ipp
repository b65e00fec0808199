// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/date.hpp>
//
#include <time.h>
#include <cstring>
#include <hyper/http/grammar.hpp>

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

/// Takes a date apart from left to right; after the first thing that does not fit, `good` is false.
class date_reader {
 public:
  explicit date_reader(std::string_view text) : rest_(text) {}

  bool good = true;

  bool done() const { return good && rest_.empty(); }
  void take(std::string_view wanted) {
    if (!(good = good && rest_.starts_with(wanted))) return;
    rest_.remove_prefix(wanted.size());
  }
  int number(std::size_t digits) {
    int value = 0;
    good = good && rest_.size() >= digits && all_are(rest_.substr(0, digits), digit_character);
    if (!good) return 0;
    for (std::size_t i = 0; i < digits; ++i) value = value * 10 + (rest_[i] - '0');
    rest_.remove_prefix(digits);
    return value;
  }
  /// A name of three letters, as its position in the names.
  int name(std::string_view names) {
    for (std::size_t i = 0; good && i < names.size(); i += 3) {
      if (!rest_.starts_with(names.substr(i, 3))) continue;
      rest_.remove_prefix(3);
      return static_cast<int>(i / 3);
    }
    good = false;
    return 0;
  }
  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

inline constexpr std::string_view month_names = "JanFebMarAprMayJunJulAugSepOctNovDec";
inline constexpr std::string_view day_names = "SunMonTueWedThuFriSat";

/// Days from 1970 to a day of the Gregorian calendar; the month counts from 0.
constexpr std::int64_t days_since_1970(std::int64_t year, int month, int day) {
  // A year that begins in March ends with the day that leap years add.
  std::int64_t const counted = month < 2 ? year - 1 : year;
  std::int64_t const era = (counted >= 0 ? counted : counted - 399) / 400;
  std::int64_t const year_of_era = counted - era * 400;
  std::int64_t const day_of_year = (153 * ((month + 10) % 12) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
         719468;
}

constexpr int days_of_month(int year, int month) {
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool const leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return days[month] + (month == 1 && leap ? 1 : 0);
}

struct date_parts {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;

  void take_clock(date_reader& from) {
    hour = from.number(2);
    from.take(":");
    minute = from.number(2);
    from.take(":");
    second = from.number(2);
  }
  std::optional<std::int64_t> seconds() const {
    if (day < 1 || day > days_of_month(year, month)) return std::nullopt;
    if (hour > 23 || minute > 59 || second > 60) return std::nullopt;
    return days_since_1970(year, month, day) * 86'400 + hour * 3600 + minute * 60 + second;
  }
};

/// "Sun, 06 Nov 1994 08:49:37 GMT"
HYPER_INLINE std::optional<std::int64_t> parse_fixed_date(date_reader from) {
  date_parts parts;
  from.take(", ");
  parts.day = from.number(2);
  from.take(" ");
  parts.month = from.name(month_names);
  from.take(" ");
  parts.year = from.number(4);
  from.take(" ");
  parts.take_clock(from);
  from.take(" GMT");
  return from.done() ? parts.seconds() : std::nullopt;
}

/// "Sun Nov  6 08:49:37 1994"
HYPER_INLINE std::optional<std::int64_t> parse_c_date(date_reader from) {
  date_parts parts;
  from.take(" ");
  parts.month = from.name(month_names);
  from.take(" ");
  if (from.rest().starts_with(' ')) {
    from.take(" ");
    parts.day = from.number(1);
  } else {
    parts.day = from.number(2);
  }
  from.take(" ");
  parts.take_clock(from);
  from.take(" ");
  parts.year = from.number(4);
  return from.done() ? parts.seconds() : std::nullopt;
}

/// "Sunday, 06-Nov-94 08:49:37 GMT"
HYPER_INLINE std::optional<std::int64_t> parse_long_date(date_reader from, std::int64_t now) {
  date_parts parts;
  std::size_t const comma = from.rest().find(',');
  from.take(from.rest().substr(0, comma));
  from.take(", ");
  parts.day = from.number(2);
  from.take("-");
  parts.month = from.name(month_names);
  from.take("-");
  int const year = from.number(2);
  from.take(" ");
  parts.take_clock(from);
  from.take(" GMT");
  if (!from.done()) return std::nullopt;
  constexpr std::int64_t half_century = std::int64_t{50} * 365 * 86'400;
  std::optional<std::int64_t> found;
  for (int century = 1900; century <= 9900; century += 100) {
    parts.year = century + year;
    auto const moment = parts.seconds();
    if (moment && *moment - now > half_century) break;
    if (moment) found = moment;
  }
  return found;
}

/// A day's name in full, behind its first three letters.
constexpr bool is_long_day(std::string_view letters) {
  for (std::string_view const each : {"day,", "sday,", "nesday,", "rsday,", "urday,"})
    if (letters.starts_with(each)) return true;
  return false;
}

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

HYPER_INLINE std::optional<std::int64_t> parse_http_date(std::string_view text, std::int64_t now) {
  detail::date_reader from(text);
  from.name(detail::day_names);
  if (!from.good) return std::nullopt;
  if (from.rest().starts_with(',')) return detail::parse_fixed_date(from);
  if (from.rest().starts_with(' ')) return detail::parse_c_date(from);
  if (detail::is_long_day(from.rest())) return detail::parse_long_date(from, now);
  return std::nullopt;
}

HYPER_INLINE std::optional<std::int64_t> parse_http_date(std::string_view text) {
  return parse_http_date(text, ::time(nullptr));
}

}  // namespace hyper

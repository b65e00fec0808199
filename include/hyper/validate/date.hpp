// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <cstdint>
#include <hyper/validate/digits.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace hyper {

/// A day of the proleptic Gregorian calendar without a time zone: PostgreSQL's `date`. Its text is
/// ISO 8601's, `2026-11-23`; texts are read for the years 0001 to 9999. Starts as 1970-01-01.
class date {
 public:
  /// Year, month 1 to 12, day 1 to 31.
  struct parts {
    std::int32_t year;
    std::int32_t month;
    std::int32_t day;
  };

  constexpr date() = default;

  /// From the number of days since 1970-01-01.
  static constexpr date from_days(std::int32_t days) {
    date result;
    result.days_ = days;
    return result;
  }

  /// Nothing when there is no such day.
  static constexpr std::optional<date> from_parts(parts when) {
    if (when.year < 1 || when.year > 9999 || when.month < 1 || when.month > 12 || when.day < 1 ||
        when.day > days_in_month(when.year, when.month))
      return std::nullopt;
    return from_days(count_days(when));
  }

  static constexpr std::optional<date> from_text(std::string_view text) {
    parts when{};
    bool const shaped =
        detail::take_digits(text, 4, when.year) && detail::take_character(text, '-') &&
        detail::take_digits(text, 2, when.month) && detail::take_character(text, '-') &&
        detail::take_digits(text, 2, when.day) && text.empty();
    return shaped ? from_parts(when) : std::nullopt;
  }

  /// Days since 1970-01-01, negative before.
  constexpr std::int32_t days() const { return days_; }

  /// Year, month and day. Takes the days since 1 March of the year 0, so that a leap day is the
  /// last of its year, and undoes the cycles of 400, 100, 4 and 1 years.
  constexpr parts calendar() const {
    std::int64_t const shifted = std::int64_t{days_} + 719468;
    std::int64_t const era = detail::floor_divide(shifted, 146097);
    std::int64_t const day_of_era = shifted - era * 146097;
    std::int64_t const year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    std::int64_t const day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    std::int64_t const month = (5 * day_of_year + 2) / 153;
    std::int64_t const civil_month = month < 10 ? month + 3 : month - 9;
    return {static_cast<std::int32_t>(year_of_era + era * 400 + (civil_month <= 2 ? 1 : 0)),
            static_cast<std::int32_t>(civil_month),
            static_cast<std::int32_t>(day_of_year - (153 * month + 2) / 5 + 1)};
  }

  /// ISO 8601; a year outside of 0 to 9999 gets its sign and as many digits as it needs.
  constexpr void append_text(std::string& out) const {
    parts const when = calendar();
    if (when.year < 0 || when.year > 9999) out += when.year < 0 ? '-' : '+';
    detail::append_digits(out, static_cast<std::uint64_t>(when.year < 0 ? -when.year : when.year),
                          4);
    out += '-';
    detail::append_digits(out, static_cast<std::uint64_t>(when.month), 2);
    out += '-';
    detail::append_digits(out, static_cast<std::uint64_t>(when.day), 2);
  }
  constexpr std::string text() const {
    std::string out;
    append_text(out);
    return out;
  }

  static constexpr std::string_view text_form = "a date such as 2026-11-23";

  friend constexpr auto operator<=>(date const&, date const&) = default;

 private:
  static constexpr bool is_leap(std::int32_t year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }
  static constexpr std::int32_t days_in_month(std::int32_t year, std::int32_t month) {
    constexpr std::int32_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year) ? 1 : 0);
  }
  static constexpr std::int32_t count_days(parts when) {
    std::int32_t const year = when.month <= 2 ? when.year - 1 : when.year;
    std::int32_t const era = (year >= 0 ? year : year - 399) / 400;
    std::int32_t const year_of_era = year - era * 400;
    std::int32_t const month = when.month > 2 ? when.month - 3 : when.month + 9;
    std::int32_t const day_of_year = (153 * month + 2) / 5 + when.day - 1;
    std::int32_t const day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
  }

  std::int32_t days_ = 0;
};

}  // namespace hyper

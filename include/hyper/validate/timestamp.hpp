// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/validate/date.hpp>
#include <hyper/validate/digits.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace hyper {

/// A moment in UTC, to the microsecond: PostgreSQL's `timestamptz`. Its text is that of RFC 3339,
/// `2026-11-23T10:00:00Z`, with six digits of a fraction unless that is zero. Texts may have any
/// offset; digits behind the sixth are dropped. Starts as 1970-01-01T00:00:00Z. The infinities of
/// PostgreSQL are not moments: their columns need a type of their own.
class timestamp {
 public:
  constexpr timestamp() = default;

  /// From microseconds since 1970-01-01T00:00:00Z, negative before.
  static constexpr timestamp from_microseconds(std::int64_t microseconds) {
    timestamp result;
    result.microseconds_ = microseconds;
    return result;
  }
  /// From whole seconds since 1970-01-01T00:00:00Z.
  static constexpr timestamp from_seconds(std::int64_t seconds) {
    return from_microseconds(seconds * second);
  }
  /// Midnight UTC at the beginning of a day. Days that microseconds cannot reach, 292,000 years
  /// away, become the nearest that they can.
  static constexpr timestamp from_date(date day) {
    constexpr std::int64_t farthest = INT64_MAX / day_length;
    std::int64_t const days = day.days();
    return from_microseconds((days > farthest    ? farthest
                              : days < -farthest ? -farthest
                                                 : days) *
                             day_length);
  }

  /// The system's clock.
  static timestamp now();

  static constexpr std::optional<timestamp> from_text(std::string_view text) {
    if (text.size() < 20) return std::nullopt;
    auto const day = date::from_text(text.substr(0, 10));
    char const between = text[10];
    text.remove_prefix(11);
    std::int64_t clock = 0;
    std::int64_t offset = 0;
    if (!day || (between != 'T' && between != 't' && between != ' ') || !take_clock(text, clock) ||
        !take_fraction(text, clock) || !take_offset(text, offset) || !text.empty())
      return std::nullopt;
    return from_microseconds(std::int64_t{day->days()} * day_length + clock - offset);
  }

  /// Microseconds since 1970-01-01T00:00:00Z.
  constexpr std::int64_t microseconds() const { return microseconds_; }

  /// The day in UTC.
  constexpr date day() const {
    return date::from_days(
        static_cast<std::int32_t>(detail::floor_divide(microseconds_, day_length)));
  }

  /// The moment so many microseconds later, or earlier.
  constexpr timestamp plus(std::int64_t microseconds) const {
    return from_microseconds(microseconds_ + microseconds);
  }

  constexpr void append_text(std::string& out) const {
    std::int64_t const rest = microseconds_ % day_length;
    auto const clock = static_cast<std::uint64_t>(rest < 0 ? rest + day_length : rest);
    day().append_text(out);
    out += 'T';
    detail::append_digits(out, clock / 3600000000U, 2);
    out += ':';
    detail::append_digits(out, clock / 60000000U % 60, 2);
    out += ':';
    detail::append_digits(out, clock / 1000000U % 60, 2);
    if (clock % 1000000U != 0) {
      out += '.';
      detail::append_digits(out, clock % 1000000U, 6);
    }
    out += 'Z';
  }
  constexpr std::string text() const {
    std::string out;
    append_text(out);
    return out;
  }

  static constexpr std::string_view text_form = "a time such as 2026-11-23T10:00:00Z";

  friend constexpr auto operator<=>(timestamp const&, timestamp const&) = default;

 private:
  static constexpr std::int64_t second = 1000000;
  static constexpr std::int64_t day_length = 86400 * second;

  /// A second of 60 is a leap second (RFC 3339, section 5.7): it counts as the next one.
  static constexpr bool take_clock(std::string_view& text, std::int64_t& clock) {
    int hour = 0;
    int minute = 0;
    int seconds = 0;
    bool const good = detail::take_digits(text, 2, hour) && detail::take_character(text, ':') &&
                      detail::take_digits(text, 2, minute) && detail::take_character(text, ':') &&
                      detail::take_digits(text, 2, seconds);
    clock = (std::int64_t{hour} * 3600 + minute * 60 + seconds) * second;
    return good && hour < 24 && minute < 60 && seconds <= 60;
  }
  static constexpr bool take_fraction(std::string_view& text, std::int64_t& clock) {
    if (!detail::take_character(text, '.')) return true;
    std::int64_t unit = second;
    std::size_t count = 0;
    for (; count < text.size() && detail::is_digit(text[count]); ++count) {
      unit /= 10;
      clock += (text[count] - '0') * unit;
    }
    text.remove_prefix(count);
    return count > 0 && count <= 18;
  }
  static constexpr bool take_offset(std::string_view& text, std::int64_t& offset) {
    if (detail::take_character(text, 'Z') || detail::take_character(text, 'z')) return true;
    bool const west = detail::take_character(text, '-');
    int hour = 0;
    int minute = 0;
    bool const good = (west || detail::take_character(text, '+')) &&
                      detail::take_digits(text, 2, hour) && detail::take_character(text, ':') &&
                      detail::take_digits(text, 2, minute);
    offset = (std::int64_t{hour} * 3600 + minute * 60) * second * (west ? -1 : 1);
    return good && hour < 24 && minute < 60;
  }

  std::int64_t microseconds_ = 0;
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/validate/timestamp.ipp>
#endif

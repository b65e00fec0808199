// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Opt-in: not every application has times without a day.

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <hyper/postgres/scalar_codec.hpp>
#include <hyper/validate/timestamp.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace hyper {

/// A time of the day without a date and a time zone: PostgreSQL's `time`. Its text is ISO 8601's,
/// `09:30:00`, with a fraction where there is one; `09:30` is read, too. As in PostgreSQL, the end
/// of the day, `24:00:00`, is one of them. Starts as midnight.
class time_of_day {
 public:
  constexpr time_of_day() = default;

  /// From microseconds since midnight; nothing when a day has not so many.
  static constexpr std::optional<time_of_day> from_microseconds(std::int64_t microseconds) {
    if (microseconds < 0 || microseconds > day_length) return std::nullopt;
    time_of_day made;
    made.microseconds_ = microseconds;
    return made;
  }

  static constexpr std::optional<time_of_day> from_text(std::string_view text) {
    if (text == "24:00:00" || text == "24:00") return from_microseconds(day_length);
    if (text.size() > longest) return std::nullopt;
    std::array<char, first_day.size() + longest + 4> whole{};
    std::size_t size = 0;
    std::string_view const pieces[] = {first_day, text, text.size() == 5 ? ":00" : "", "Z"};
    for (std::string_view const piece : pieces)
      for (char const c : piece) whole[size++] = c;
    auto const moment = timestamp::from_text({whole.data(), size});
    return moment ? from_microseconds(moment->microseconds()) : std::nullopt;
  }

  /// Microseconds since midnight.
  constexpr std::int64_t microseconds() const { return microseconds_; }

  constexpr void append_text(std::string& out) const {
    if (microseconds_ == day_length) {
      out += "24:00:00";
      return;
    }
    std::string const whole = timestamp::from_microseconds(microseconds_).text();
    out.append(whole, first_day.size(), whole.size() - first_day.size() - 1);
  }
  constexpr std::string text() const {
    std::string out;
    append_text(out);
    return out;
  }

  static constexpr std::string_view text_form = "a time of the day such as 09:30:00";

  friend constexpr auto operator<=>(time_of_day const&, time_of_day const&) = default;

 private:
  static constexpr std::string_view first_day = "1970-01-01T";
  static constexpr std::size_t longest = 20;  // a fraction may have more digits than are kept
  static constexpr std::int64_t day_length = 86'400'000'000;

  std::int64_t microseconds_ = 0;
};

template <>
struct codec<time_of_day> {
  static constexpr type_oid oid = 1083, array_oid = 1183;
  static constexpr std::string_view sql_type = "time";
  static constexpr std::size_t width = 8;
  static std::uint64_t bits(time_of_day value) {
    return codec<std::int64_t>::bits(value.microseconds());
  }
  static void encode(std::string& out, time_of_day value) {
    codec<std::int64_t>::encode(out, value.microseconds());
  }
  static time_of_day decode(std::string_view bytes) {
    auto const made = time_of_day::from_microseconds(codec<std::int64_t>::decode(bytes));
    if (!made) throw decode_error("a time from the database is outside of the day");
    return *made;
  }
};

}  // namespace hyper

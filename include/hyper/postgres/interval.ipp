// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/postgres/interval.hpp>
//
#include <charconv>

namespace hyper {
namespace detail {

/// One number of a duration with up to six digits behind the point, in millionths.
struct duration_part {
  std::int64_t millionths;
  char unit;
};

HYPER_INLINE std::optional<duration_part> take_duration_part(std::string_view& text) {
  bool const negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  std::int64_t whole = 0;
  auto const [end, failed] = std::from_chars(text.data(), text.data() + text.size(), whole);
  if (failed != std::errc() || whole < 0 || whole > 9000000000000) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  std::int64_t millionths = whole * 1000000;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    std::int64_t place = 100000;
    if (text.empty() || text[0] < '0' || text[0] > '9') return std::nullopt;
    for (; !text.empty() && text[0] >= '0' && text[0] <= '9'; text.remove_prefix(1), place /= 10)
      millionths += (text[0] - '0') * place;
  }
  if (text.empty()) return std::nullopt;
  char const unit = text[0];
  text.remove_prefix(1);
  return duration_part{negative ? -millionths : millionths, unit};
}

/// Adds one part; false when it does not fit.
HYPER_INLINE bool add_duration_part(interval& to, duration_part part, bool time) {
  std::int64_t const whole = part.millionths / 1000000;
  bool const fraction = part.millionths % 1000000 != 0;
  std::int64_t factor = 0;
  if (time) {
    if (fraction && part.unit != 'S') return false;
    factor = part.unit == 'H' ? 3600 : part.unit == 'M' ? 60 : part.unit == 'S' ? 1 : 0;
    std::int64_t sum = 0;
    if (factor == 0 || __builtin_mul_overflow(part.millionths, factor, &sum)) return false;
    return !__builtin_add_overflow(to.microseconds, sum, &to.microseconds);
  }
  if (fraction) return false;
  bool const in_days = part.unit == 'D' || part.unit == 'W';
  if (in_days) factor = part.unit == 'W' ? 7 : 1;
  if (part.unit == 'Y' || part.unit == 'M') factor = part.unit == 'Y' ? 12 : 1;
  std::int64_t const sum = whole * factor;
  std::int32_t& place = in_days ? to.days : to.months;
  return factor != 0 && !__builtin_add_overflow(place, sum, &place);
}

}  // namespace detail

HYPER_INLINE std::optional<interval> interval::from_text(std::string_view text) {
  if (text.size() < 3 || text[0] != 'P') return std::nullopt;
  text.remove_prefix(1);
  interval made;
  bool time = false;
  while (!text.empty()) {
    if (!time && text[0] == 'T') {
      time = true;
      text.remove_prefix(1);
    }
    auto const part = detail::take_duration_part(text);
    if (!part || !detail::add_duration_part(made, *part, time)) return std::nullopt;
  }
  return made;
}

HYPER_INLINE void interval::append_text(std::string& out) const {
  std::size_t const begin = out.size();
  auto const add = [&out](std::int64_t value, char unit) {
    if (value != 0) out.append(std::to_string(value)) += unit;
  };
  out += 'P';
  add(months / 12, 'Y');
  add(months % 12, 'M');
  add(days, 'D');
  if (microseconds != 0) out += 'T';
  std::int64_t const seconds = microseconds / 1000000;
  add(seconds / 3600, 'H');
  add(seconds / 60 % 60, 'M');
  std::int64_t const rest = microseconds % 1000000;
  if (seconds % 60 != 0 || rest != 0) {
    if (microseconds < 0) out += '-';
    out += std::to_string(seconds < 0 ? -(seconds % 60) : seconds % 60);
    if (rest != 0) {
      std::string const digits = std::to_string(1000000 + (rest < 0 ? -rest : rest));
      out.append(".").append(digits, 1);
      while (out.back() == '0') out.pop_back();
    }
    out += 'S';
  }
  if (out.size() == begin + 1) out += "T0S";
}

}  // namespace hyper

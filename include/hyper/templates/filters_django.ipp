// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Django's filters that Jinja2 has no twin of.

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <hyper/templates/builtin.hpp>
#include <hyper/templates/escape.hpp>

namespace hyper::detail {

HYPER_INLINE template_value filter_add(template_call& call) {
  auto const [other] = call.take({"arg"});
  if (other == nullptr) throw template_error("add needs an argument");
  return call.renderer.binary(token_kind::add, call.input, *other);
}

HYPER_INLINE std::string slug_of(std::string_view text) {
  std::string out;
  for (char const c : lower(text)) {
    bool const keeps = (c >= 'a' && c <= 'z') || is_decimal(c) || c == '_';
    bool const dash = c == '-' || is_space(c);
    if (keeps) out.push_back(c);
    if (dash && !out.empty() && out.back() != '-') out.push_back('-');
  }
  return strip(out, "-_", true, true);
}
HYPER_INLINE template_value filter_slugify(template_call& call) {
  call.take_none();
  return slug_of(to_text(call.input));
}

HYPER_INLINE template_value filter_intcomma(template_call& call) {
  call.take_none();
  return grouped(to_text(call.input), ',');
}

HYPER_INLINE std::string with_breaks(std::string_view text, bool escapes) {
  std::string out;
  bool first = true;
  for (auto const line : split_lines(text)) {
    if (!std::exchange(first, false)) out += "<br>";
    escapes ? append_escaped(out, line) : void(out += line);
  }
  return out;
}
HYPER_INLINE template_value filter_linebreaksbr(template_call& call) {
  call.take_none();
  return template_value::safe(with_breaks(to_text(call.input), !call.input.is_safe()));
}
HYPER_INLINE template_value filter_linebreaks(template_call& call) {
  call.take_none();
  std::string const text = to_text(call.input);
  std::string out;
  std::string paragraph;
  auto const finish = [&] {
    if (paragraph.empty()) return;
    out +=
        (out.empty() ? "<p>" : "\n\n<p>") + with_breaks(paragraph, !call.input.is_safe()) + "</p>";
    paragraph.clear();
  };
  for (auto const line : split_lines(text)) {
    if (line.empty())
      finish();
    else
      paragraph.append(paragraph.empty() ? "" : "\n").append(line);
  }
  finish();
  return template_value::safe(std::move(out));
}

HYPER_INLINE template_value filter_pluralize(template_call& call) {
  auto const [suffixes] = call.take({"arg"});
  std::string const given = text_or(suffixes, "s");
  std::size_t const comma = given.find(',');
  std::string const singular = comma == given.npos ? "" : given.substr(0, comma);
  std::string const plural = comma == given.npos ? given : given.substr(comma + 1);
  bool const one = call.input.is_number()              ? call.input.number() == 1
                   : call.input.is(value_kind::string) ? call.input.text() == "1"
                                                       : length_of(call.input) == 1;
  return one ? singular : plural;
}

HYPER_INLINE template_value filter_yesno(template_call& call) {
  auto const [words] = call.take({"arg"});
  std::string const given = text_or(words, "yes,no,maybe");
  std::size_t const first = given.find(',');
  if (first == given.npos) return call.input;
  std::size_t const second = given.find(',', first + 1);
  if (call.input.truth()) return given.substr(0, first);
  bool const maybe = call.input.is(value_kind::none) && second != given.npos;
  return maybe ? given.substr(second + 1) : given.substr(first + 1, second - first - 1);
}

// ---- times ----

/// Seconds since 1970 from a number or from an ISO 8601 text in UTC.
HYPER_INLINE std::int64_t seconds_of(template_value const& value) {
  if (value.is_number() && std::fabs(value.number()) < 1e13)
    return static_cast<std::int64_t>(std::floor(value.number()));
  std::string const text = to_text(value);
  std::tm parts{};
  char const* rest = strptime(text.c_str(), "%Y-%m-%d", &parts);
  if (rest == nullptr)
    throw template_error("'" + text + "' is no time: seconds since 1970 or ISO 8601 is wanted");
  if (*rest == 'T' || *rest == ' ') strptime(rest + 1, "%H:%M:%S", &parts);
  return timegm(&parts);
}

HYPER_INLINE void append_two(std::string& out, int number) {
  if (number < 10) out.push_back('0');
  out += std::to_string(number);
}

inline constexpr std::string_view full_day_names[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                      "Thursday", "Friday", "Saturday"};
inline constexpr std::string_view full_month_names[] = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

/// The letters of Django's date formats that stand for numbers: the number, and whether it has two
/// digits always.
HYPER_INLINE bool date_number(char letter, std::tm const& when, int& number, bool& two) {
  int const hour = when.tm_hour % 12 == 0 ? 12 : when.tm_hour % 12;
  struct rule {
    char letter;
    int number;
    bool two;
  };
  rule const rules[] = {
      {'d', when.tm_mday, true},
      {'j', when.tm_mday, false},
      {'m', when.tm_mon + 1, true},
      {'n', when.tm_mon + 1, false},
      {'Y', when.tm_year + 1900, false},
      {'y', when.tm_year % 100, true},
      {'H', when.tm_hour, true},
      {'G', when.tm_hour, false},
      {'h', hour, true},
      {'g', hour, false},
      {'i', when.tm_min, true},
      {'s', when.tm_sec, true},
      {'w', when.tm_wday, false},
      {'z', when.tm_yday + 1, false},
  };
  for (auto const& each : rules) {
    if (each.letter != letter) continue;
    number = each.number;
    two = each.two;
    return true;
  }
  return false;
}

HYPER_INLINE void append_date_part(std::string& out, char letter, std::tm const& when) {
  int number = 0;
  bool two = false;
  if (date_number(letter, when, number, two))
    return two ? append_two(out, number) : void(out += std::to_string(number));
  auto const day = full_day_names[static_cast<std::size_t>(when.tm_wday)];
  auto const month = full_month_names[static_cast<std::size_t>(when.tm_mon)];
  if (letter == 'D' || letter == 'l')
    out += letter == 'l' ? day : day.substr(0, 3);
  else if (letter == 'F' || (letter == 'N' && month.size() < 6))
    out += month;
  else if (letter == 'M' || letter == 'N')
    out += month.substr(0, 3);
  else if (letter == 'a' || letter == 'A')
    out += letter == 'A' ? (when.tm_hour < 12 ? "AM" : "PM") : when.tm_hour < 12 ? "a.m." : "p.m.";
  else
    out.push_back(letter);
}

HYPER_INLINE std::string formatted_date(std::int64_t seconds, std::string_view format) {
  std::tm when{};
  auto const time = static_cast<std::time_t>(seconds);
  if (gmtime_r(&time, &when) == nullptr) throw template_error("the time is out of range");
  std::string out;
  if (format == "c") format = "Y-m-d\\TH:i:s";
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] == '\\' && i + 1 < format.size())
      out.push_back(format[++i]);
    else
      append_date_part(out, format[i], when);
  }
  return out;
}
HYPER_INLINE template_value filter_date(template_call& call) {
  auto const [format] = call.take({"format"});
  if (call.input.is_undefined() || call.input.is(value_kind::none)) return "";
  return formatted_date(seconds_of(call.input), text_or(format, "N j, Y"));
}
HYPER_INLINE template_value filter_time(template_call& call) {
  auto const [format] = call.take({"format"});
  if (call.input.is_undefined() || call.input.is(value_kind::none)) return "";
  return formatted_date(seconds_of(call.input), text_or(format, "H:i"));
}

HYPER_INLINE std::int64_t now_or(template_value const* given) {
  if (given != nullptr) return seconds_of(*given);
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

/// "3 days, 2 hours": the largest unit and the one below it.
HYPER_INLINE std::string span_text(std::int64_t seconds) {
  constexpr std::pair<std::string_view, std::int64_t> units[] = {
      {"year", 31'536'000}, {"month", 2'592'000}, {"week", 604'800},
      {"day", 86'400},      {"hour", 3'600},      {"minute", 60}};
  std::string out;
  std::size_t used = 0;
  for (auto const& [name, size] : units) {
    std::int64_t const count = seconds / size;
    if (count == 0 && used == 0) continue;
    if (count > 0) {
      out += (out.empty() ? "" : ", ") + std::to_string(count) + ' ';
      out.append(name).append(count == 1 ? "" : "s");
    }
    seconds %= size;
    if (++used == 2) break;
  }
  return out.empty() ? "0 minutes" : out;
}
HYPER_INLINE template_value filter_timesince(template_call& call) {
  auto const [now] = call.take({"now"});
  return span_text(std::max<std::int64_t>(now_or(now) - seconds_of(call.input), 0));
}
HYPER_INLINE template_value filter_timeuntil(template_call& call) {
  auto const [now] = call.take({"now"});
  return span_text(std::max<std::int64_t>(seconds_of(call.input) - now_or(now), 0));
}
HYPER_INLINE template_value filter_naturaltime(template_call& call) {
  auto const [now] = call.take({"now"});
  std::int64_t const age = now_or(now) - seconds_of(call.input);
  std::int64_t const size = std::abs(age);
  if (size == 0) return "now";
  std::string span;
  if (size < 60)
    span = size == 1 ? "a second" : std::to_string(size) + " seconds";
  else if (size < 3600)
    span = size < 120 ? "a minute" : std::to_string(size / 60) + " minutes";
  else if (size < 86'400)
    span = size < 7200 ? "an hour" : std::to_string(size / 3600) + " hours";
  else
    span = span_text(size);
  return span + (age > 0 ? " ago" : " from now");
}

HYPER_INLINE std::span<builtin_entry const> django_filters() {
  static constexpr builtin_entry entries[] = {
      {"add", filter_add},
      {"date", filter_date},
      {"intcomma", filter_intcomma},
      {"linebreaks", filter_linebreaks},
      {"linebreaksbr", filter_linebreaksbr},
      {"naturaltime", filter_naturaltime},
      {"pluralize", filter_pluralize},
      {"slugify", filter_slugify},
      {"time", filter_time},
      {"timesince", filter_timesince},
      {"timeuntil", filter_timeuntil},
      {"yesno", filter_yesno},
  };
  return entries;
}

}  // namespace hyper::detail

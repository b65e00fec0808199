// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// tests/fuzz/run dates
//
// The first eight bytes are a moment, the rest a text. Laws: a moment is written and read back in
// each of the three forms; what a text is read as can be written and read back; a year of two
// digits is never more than 50 years ahead.

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <hyper/http/date.hpp>
#include <memory>
#include <string>

namespace {

using namespace hyper;

constexpr std::int64_t first = -62'167'219'200;  // the year 0
constexpr std::int64_t last = 253'402'300'799;   // the end of 9999
constexpr std::int64_t half_century = std::int64_t{50} * 365 * 86'400;

void insist(bool holds) {
  if (!holds) std::abort();
}

/// "Sun Nov  6 08:49:37 1994" of "Sun, 06 Nov 1994 08:49:37 GMT"
std::string c_form(std::string const& fixed) {
  std::string const day = fixed[5] == '0' ? " " + fixed.substr(6, 1) : fixed.substr(5, 2);
  return fixed.substr(0, 3) + fixed.substr(7, 5) + day + fixed.substr(16, 9) + fixed.substr(11, 5);
}

/// "Sunday, 06-Nov-94 08:49:37 GMT"
std::string long_form(std::string const& fixed) {
  static constexpr char const* rests[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                          "Thursday", "Friday", "Saturday"};
  std::string made;
  for (char const* const each : rests)
    if (fixed.starts_with(std::string(each, 3))) made = each;
  return made + ", " + fixed.substr(5, 2) + "-" + fixed.substr(8, 3) + "-" + fixed.substr(14, 2) +
         fixed.substr(16);
}

void check_moment(std::int64_t moment) {
  std::string const fixed(http_date(moment).view());
  insist(parse_http_date(fixed, 0) == moment);
  insist(parse_http_date(c_form(fixed).substr(0, 24), 0) == moment);
  auto const near = parse_http_date(long_form(fixed), moment);
  // The century may be another one where the calendar repeats, never the year of two digits.
  if (moment >= 0) insist(near && *near - moment <= half_century);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::uint64_t number = 0;
  std::memcpy(&number, data, size < 8 ? size : 8);
  auto const span = static_cast<std::uint64_t>(last - first + 1);
  std::int64_t const moment = first + static_cast<std::int64_t>(number % span);
  check_moment(moment);
  if (size <= 8) return 0;
  std::unique_ptr<char[]> const exact(new char[size - 8]);  // reading beyond it is seen
  std::copy(data + 8, data + size, exact.get());
  auto const read = parse_http_date({exact.get(), size - 8}, moment);
  if (!read) return 0;
  insist(*read >= first && *read <= last + 1);  // a leap second at the very end
  if (*read <= last) insist(parse_http_date(http_date(*read).view(), moment) == read);
  return 0;
}

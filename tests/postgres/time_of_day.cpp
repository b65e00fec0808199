// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/postgres/time_of_day.hpp>
//
#include <hyper/json/write.hpp>
#include <hyper/reflect/value.hpp>
#include "postgres/with_database.hpp"

using namespace hyper;

static_assert(text_value<time_of_day>);
static_assert(time_of_day::from_text("09:30:00") < time_of_day::from_text("09:30:00.000001"));
static_assert(time_of_day::from_text("00:00")->microseconds() == 0);

TEST_CASE("a time of the day is written and read", "[postgres]") {
  for (char const* text :
       {"00:00:00", "09:30:00", "12:34:56.789000", "23:59:59.999999", "24:00:00"})
    CHECK(time_of_day::from_text(text)->text() == text);
  CHECK(time_of_day::from_text("09:30")->text() == "09:30:00");
  for (char const* bad : {"", "9:30", "09", "24:00:01", "25:00:00", "12:60:00", "12:00:00Z",
                          "12:00:00+01:00", "12:00:00 ", " 12:00", "12:00:", "aa:bb", "12:00:00Zx"})
    CHECK_FALSE(time_of_day::from_text(bad));
  CHECK_FALSE(time_of_day::from_microseconds(-1));
  CHECK_FALSE(time_of_day::from_microseconds(86'400'000'001));
}

TEST_CASE("a time of the day travels", "[postgres]") {
  opened_database const open;
  for (char const* text : {"00:00:00", "12:34:56.789012", "24:00:00"}) {
    auto const value = *time_of_day::from_text(text);
    auto const seen = run(round_trip(value));
    CHECK(seen.back == value);
    CHECK(seen.text == text);
  }
  std::string bytes;
  codec<std::int64_t>::encode(bytes, -1);
  CHECK_THROWS_AS(codec<time_of_day>::decode(bytes), decode_error);
  CHECK_THROWS_AS(codec<time_of_day>::decode("1234"), decode_error);
}

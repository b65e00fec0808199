// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/validate/date.hpp>

#include "support/catch.hpp"

#include <hyper/reflect/value.hpp>
#include <limits>

using hyper::date;

static_assert(hyper::text_value<date>);
static_assert(date().days() == 0);
static_assert(date::from_text("1970-01-01")->days() == 0);
static_assert(date::from_text("2000-03-01")->days() == 11017);
static_assert(date::from_text("2026-11-23") < date::from_text("2026-11-24"));
static_assert(!date::from_text("2026-02-29"));
static_assert(date::from_parts({2024, 2, 29})->calendar().day == 29);

TEST_CASE("dates are written and read", "[validate]") {
  for (char const* text : {"0001-01-01", "1582-10-15", "1900-02-28", "1969-12-31", "2000-02-29",
                           "2026-11-23", "9999-12-31"})
    CHECK(date::from_text(text)->text() == text);
  for (char const* bad :
       {"", "2026", "2026-1-1", "2026-13-01", "2026-00-01", "2026-01-00", "2026-01-32",
        "2026-04-31", "1900-02-29", "0000-01-01", "2026/01/01", "2026-01-01 ", " 2026-01-01",
        "2026-01-0x", "+2026-01-01", "-026-01-01", "20261-01-01"})
    CHECK_FALSE(date::from_text(bad));
}

TEST_CASE("every day has one date, in order", "[validate]") {
  date::parts before = date::from_days(-800000).calendar();
  for (std::int32_t days = -799999; days < 3000000; ++days) {
    date::parts const when = date::from_days(days).calendar();
    bool const next_day = when.day == before.day + 1 && when.month == before.month;
    bool const next_month = when.day == 1 && (when.month == before.month + 1 ||
                                              (when.month == 1 && when.year == before.year + 1));
    if (!next_day && !next_month) FAIL(days);
    if (when.year >= 1 && when.year <= 9999 && date::from_parts(when)->days() != days) FAIL(days);
    before = when;
  }
  SUCCEED();
}

TEST_CASE("days far away have texts, too", "[validate]") {
  CHECK(date::from_days(2932897).text() == "+10000-01-01");
  CHECK(date::from_days(-719529).text() == "-0001-12-31");
  CHECK_FALSE(date::from_days(std::numeric_limits<std::int32_t>::max()).text().empty());
  CHECK_FALSE(date::from_days(std::numeric_limits<std::int32_t>::min()).text().empty());
}

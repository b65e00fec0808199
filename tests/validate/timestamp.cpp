// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/validate/timestamp.hpp>

#include "support/catch.hpp"

#include <hyper/reflect/value.hpp>
#include <limits>

using hyper::timestamp;

static_assert(hyper::text_value<timestamp>);
static_assert(timestamp::from_text("1970-01-01T00:00:01Z")->microseconds() == 1000000);
static_assert(timestamp::from_text("2026-11-23T10:00:00Z") ==
              timestamp::from_text("2026-11-23T15:30:00+05:30"));
static_assert(timestamp::from_text("1969-12-31T23:59:59.5Z")->microseconds() == -500000);
static_assert(timestamp::from_seconds(86400).day().days() == 1);
static_assert(timestamp::from_microseconds(-1).day().days() == -1);

namespace {
std::string again(std::string_view text) {
  auto const found = timestamp::from_text(text);
  return found ? found->text() : "refused";
}
}  // namespace

TEST_CASE("times are written and read", "[validate]") {
  CHECK(again("2026-11-23T10:00:00Z") == "2026-11-23T10:00:00Z");
  CHECK(again("2026-11-23t10:00:00z") == "2026-11-23T10:00:00Z");
  CHECK(again("2026-11-23 10:00:00Z") == "2026-11-23T10:00:00Z");
  CHECK(again("2026-11-23T10:00:00.25Z") == "2026-11-23T10:00:00.250000Z");
  CHECK(again("2026-11-23T10:00:00.1234567Z") == "2026-11-23T10:00:00.123456Z");
  CHECK(again("2026-01-01T00:30:00+01:00") == "2025-12-31T23:30:00Z");
  CHECK(again("2025-12-31T23:30:00-01:00") == "2026-01-01T00:30:00Z");
  CHECK(again("2016-12-31T23:59:60Z") == "2017-01-01T00:00:00Z");
  CHECK(again("0001-01-01T00:00:00Z") == "0001-01-01T00:00:00Z");
  CHECK(again("9999-12-31T23:59:59.999999Z") == "9999-12-31T23:59:59.999999Z");
}

TEST_CASE("what is not a time of RFC 3339", "[validate]") {
  for (char const* bad :
       {"", "2026-11-23", "2026-11-23T10:00:00", "2026-11-23T10:00Z", "2026-11-23T24:00:00Z",
        "2026-11-23T10:60:00Z", "2026-11-23T10:00:61Z", "2026-11-23T10:00:00.Z",
        "2026-11-23T10:00:00+1:00", "2026-11-23T10:00:00+0100", "2026-11-23T10:00:00+24:00",
        "2026-11-23T10:00:00Zx", "2026-11-23X10:00:00Z", "2026-02-30T10:00:00Z", "infinity",
        "2026-11-23T10:00:00,5Z", "2026-11-23T10:00:00.1234567890123456789Z"})
    CHECK(again(bad) == "refused");
}

TEST_CASE("extreme moments have texts", "[validate]") {
  using limits = std::numeric_limits<std::int64_t>;
  CHECK(timestamp::from_microseconds(limits::max()).text() == "+294247-01-10T04:00:54.775807Z");
  CHECK(timestamp::from_microseconds(limits::min()).text() == "-290308-12-21T19:59:05.224192Z");
}

TEST_CASE("days become moments", "[validate]") {
  CHECK(timestamp::from_date(hyper::date::from_days(1)).text() == "1970-01-02T00:00:00Z");
  CHECK(timestamp::from_date(hyper::date::from_days(INT32_MAX)).day().days() == 106751991);
  CHECK(timestamp::from_date(hyper::date::from_days(INT32_MIN)).day().days() == -106751991);
}

TEST_CASE("now is after this was written, and later is later", "[validate]") {
  timestamp const now = timestamp::now();
  CHECK(now > timestamp::from_text("2020-01-01T00:00:00Z"));
  CHECK(now.plus(1) > now);
  CHECK(timestamp::from_text(now.text()) == now);
}

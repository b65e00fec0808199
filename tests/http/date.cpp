// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/date.hpp>
//
#include <ctime>
#include "support/catch.hpp"

using namespace hyper;

TEST_CASE("dates as HTTP writes them", "[http]") {
  CHECK(http_date(784111777).view() == "Sun, 06 Nov 1994 08:49:37 GMT");
  CHECK(http_date(0).view() == "Thu, 01 Jan 1970 00:00:00 GMT");
  CHECK(http_date(951782400).view() == "Tue, 29 Feb 2000 00:00:00 GMT");
}

TEST_CASE("the line of the present second", "[http]") {
  std::string_view const line = detail::date_line();
  REQUIRE(line.size() == 37);
  CHECK(line.starts_with("Date: "));
  CHECK(line.ends_with(" GMT\r\n"));
  CHECK(line.data() == detail::date_line().data());
}

TEST_CASE("dates are read in all three forms", "[http]") {
  CHECK(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT") == 784111777);
  CHECK(parse_http_date("Sunday, 06-Nov-94 08:49:37 GMT") == 784111777);
  CHECK(parse_http_date("Sun Nov  6 08:49:37 1994") == 784111777);
  CHECK(parse_http_date("Wed Nov 16 08:49:37 1994") == 784975777);
  CHECK(parse_http_date("Thu, 01 Jan 1970 00:00:00 GMT") == 0);
  CHECK(parse_http_date("Wed, 31 Dec 1969 23:59:59 GMT") == -1);
  CHECK(parse_http_date("Tue, 29 Feb 2000 00:00:00 GMT") == 951782400);
  CHECK(parse_http_date("Sat, 31 Dec 2016 23:59:60 GMT") == 1483228800);  // a leap second
}

TEST_CASE("what is written is read again", "[http]") {
  for (std::int64_t day = -20'000; day < 60'000; day += 13) {
    std::int64_t const moment = day * 86'400 + day * 7;
    CHECK(parse_http_date(http_date(moment).view()) == moment);
  }
}

TEST_CASE("a year of two digits is at most fifty years ahead", "[http]") {
  std::int64_t const in_2026 = 1'780'000'000;
  CHECK(parse_http_date("Monday, 01-Jan-70 00:00:00 GMT", in_2026) == 3155760000);  // 2070
  CHECK(parse_http_date("Monday, 01-Jan-80 00:00:00 GMT", in_2026) == 315532800);   // 1980
  CHECK(parse_http_date("Monday, 01-Jan-26 00:00:00 GMT", in_2026) == 1767225600);
}

TEST_CASE("what is no date is not read", "[http]") {
  for (char const* text : {"",
                           "x",
                           "Sun",
                           "Sun, 06 Nov 1994 08:49:37",
                           "Sun, 06 Nov 1994 08:49:37 UTC",
                           "Sun, 6 Nov 1994 08:49:37 GMT",
                           "Sun, 06 Nov 94 08:49:37 GMT",
                           "Sun, 06 nov 1994 08:49:37 GMT",
                           "Xxx, 06 Nov 1994 08:49:37 GMT",
                           "Sun, 31 Feb 1994 08:49:37 GMT",
                           "Sun, 00 Nov 1994 08:49:37 GMT",
                           "Sun, 29 Feb 1900 08:49:37 GMT",
                           "Sun, 06 Nov 1994 24:00:00 GMT",
                           "Sun, 06 Nov 1994 08:60:37 GMT",
                           "Sun, 06 Nov 1994 08:49:61 GMT",
                           "Sun, 06 Nov 1994 08:49:37 GMT ",
                           "Sunday, 06-Nov-1994 08:49:37 GMT",
                           "Sunny, 06-Nov-94 08:49:37 GMT",
                           "Sun Nov 6 08:49:37 1994",
                           "Sun Nov  6 08:49:37 19944",
                           "784111777",
                           "Sun, -6 Nov 1994 08:49:37 GMT"})
    CHECK_FALSE(parse_http_date(text));
}

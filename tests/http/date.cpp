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

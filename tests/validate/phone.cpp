// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/validate/phone.hpp>
//
#include <hyper/json/read.hpp>
#include <hyper/json/write.hpp>
#include <string>
#include "support/catch.hpp"

using namespace hyper;

static_assert(!phone::check("+4930123456") && !phone::check("+123456789012345"));
static_assert(!phone::check("+2901234"));  // Saint Helena has seven digits

TEST_CASE("what is not an international telephone number", "[validate]") {
  for (std::string const wrong :
       {"", "+", "4930123456", "+0930123456", "+123456", "+1234567890123456", "+49 30 123456",
        "+4930123456\n", "112", "++930123456", "+49301234x6"}) {
    INFO(wrong);
    CHECK(phone::check(wrong));
  }
  CHECK(phone::check("112")->rule == "phone");
  CHECK_THROWS_AS(phone("112"), invalid_value);
}

TEST_CASE("a telephone number is taken as people write it", "[validate]") {
  CHECK(phone_from_text("+49 (30) 123-456").value() == "+4930123456");
  CHECK(phone_from_text("0049 30/123.456").value() == "+4930123456");
  for (std::string const& wrong :
       {std::string("030 123456"), std::string(), std::string("+49a30"),
        std::string("+49 30 +123456"), std::string("+4930123456;1"), std::string(1000, '1')}) {
    INFO(wrong);
    CHECK_FALSE(phone_from_text(wrong));
  }
}

TEST_CASE("in JSON a telephone number is a text", "[validate]") {
  CHECK(to_json(phone("+4930123456")) == R"("+4930123456")");
  CHECK(read_json<phone>(R"("030")").problems()[0].rule == "phone");
}

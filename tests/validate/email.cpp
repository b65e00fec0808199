// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/validate/email.hpp>

#include "support/catch.hpp"

#include <string>

namespace {
using hyper::email;
bool is_email(std::string const& text) { return !email::check(text); }
static_assert(!email::check("ada@example.org"));
}  // namespace

TEST_CASE("e-mail addresses that people have", "[validate]") {
  for (char const* good : {"a@b.c", "ada.lovelace+list@mail.example.co.uk", "o'brien@example.org",
                           "x_y@ex-ample.com", "1@2.3", "first..last@example.jp"})
    CHECK(is_email(good));
}

TEST_CASE("what is not an e-mail address", "[validate]") {
  for (char const* bad : {"",
                          "@",
                          "a@",
                          "@b.c",
                          "a@b",
                          "a@b.",
                          "a@.c",
                          "a@b..c",
                          "a b@c.de",
                          "a@b c.de",
                          "a@@b.c",
                          "a@b@c.de",
                          "a@-b.c",
                          "a@b-.c",
                          "a@b_c.de",
                          "<a@b.c>",
                          "a@b.c\r\nBcc: x@y.z",
                          "a@b.c ",
                          "\"a b\"@c.de",
                          "a@[127.0.0.1]",
                          "ä@b.c",
                          "a,b@c.de"})
    CHECK_FALSE(is_email(bad));
  CHECK(email::check("x")->sentence == "must be an e-mail address such as ada@example.org");
}

TEST_CASE("e-mail addresses have limits", "[validate]") {
  std::string const label(63, 'a');
  CHECK(is_email(std::string(64, 'a') + "@b.c"));
  CHECK_FALSE(is_email(std::string(65, 'a') + "@b.c"));
  CHECK(is_email("a@" + label + ".c"));
  CHECK_FALSE(is_email("a@" + label + "a.c"));
  std::string const domain = label + "." + label + "." + label;
  CHECK(is_email(std::string(62, 'a') + "@" + domain));
  CHECK_FALSE(is_email(std::string(63, 'a') + "@" + domain));
}

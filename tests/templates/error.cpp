// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/templates/error.hpp>

#include "support/catch.hpp"

TEST_CASE("an error says where it is") {
  hyper::template_error const error("it is wrong", "a.html", "one\ntwo\nthree", 2, 3);
  CHECK(std::string(error.what()) == "a.html:2:3: it is wrong\ntwo");
  CHECK(error.reason() == "it is wrong");
  CHECK(error.excerpt() == "two");
  CHECK(error.line() == 2);
  CHECK(hyper::template_error("x").line() == 0);
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/test_answer.hpp>
//
#include <stdexcept>
#include "support/catch.hpp"

using namespace hyper;

TEST_CASE("an answer's fields and JSON", "[app]") {
  test_answer got;
  got.lines = "A: 1\r\nCONTENT-type: x\r\n";
  got.body = "7";
  CHECK(got.header("content-type") == "x");
  CHECK_FALSE(got.header("b"));
  CHECK(got.json<int>() == 7);
  got.body = "{";
  CHECK_THROWS_AS(got.json<int>(), std::runtime_error);
}

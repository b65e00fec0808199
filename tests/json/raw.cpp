// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/json/raw.hpp>

#include "support/catch.hpp"

using hyper::raw_json;

TEST_CASE("raw JSON is a text that is trusted", "[json]") {
  CHECK(raw_json().view() == "null");
  CHECK(raw_json::trusted("[1]").view() == "[1]");
  CHECK(raw_json::trusted("null") == raw_json());
  CHECK_FALSE(raw_json::trusted("1") == raw_json::trusted("2"));
}

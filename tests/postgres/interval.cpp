// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/postgres/interval.hpp>
//
#include "support/catch.hpp"

using namespace hyper;

namespace {
std::string text_of(interval value) {
  std::string out;
  value.append_text(out);
  return out;
}
}  // namespace

TEST_CASE("an interval is written and read as ISO 8601", "[postgres]") {
  for (auto const* text : {"PT0S", "P1Y2M3DT4H5M6.5S", "P-1Y-2M", "PT-0.000001S", "P14D", "PT36H"})
    CHECK(text_of(*interval::from_text(text)) == text);
  CHECK(interval::from_text("P2W")->days == 14);
  CHECK(text_of(interval::from_seconds(90)) == "PT1M30S");
  for (auto const* text : {"", "P", "1D", "P1", "P1.5D", "PT1X", "PD", "P99999999999Y", "PT1.S"})
    CHECK_FALSE(interval::from_text(text));
}

TEST_CASE("an interval travels", "[postgres]") {
  interval const value{1500000, -3, 14};
  std::string bytes;
  codec<interval>::encode(bytes, value);
  CHECK(codec<interval>::decode(bytes) == value);
  CHECK_THROWS_AS(codec<interval>::decode(bytes.substr(1)), decode_error);
}

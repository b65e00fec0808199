// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/byte_range.hpp>
//
#include <string>
#include "support/catch.hpp"

using namespace hyper;

namespace {

/// "whole", "none", or the ranges as "0+10 50+50".
std::string parsed(std::string_view field, std::uint64_t size = 1000) {
  requested_ranges const found = parse_ranges(field, size);
  if (found.kind == requested_ranges::what::everything) return "whole";
  if (found.kind == requested_ranges::what::unsatisfiable) return "none";
  std::string all;
  for (byte_range const& each : found.parts) {
    if (!all.empty()) all += ' ';
    all += std::to_string(each.begin) + '+' + std::to_string(each.size);
  }
  return all;
}

}  // namespace

TEST_CASE("one range of the Range field", "[http]") {
  CHECK(parsed("bytes=0-0") == "0+1");
  CHECK(parsed("bytes=0-999") == "0+1000");
  CHECK(parsed("bytes=500-") == "500+500");
  CHECK(parsed("bytes=-1") == "999+1");
  CHECK(parsed("bytes=-5000") == "0+1000");
  CHECK(parsed("bytes=990-2000") == "990+10");
  CHECK(parsed("BYTES= 1-2 ") == "1+2");
  CHECK(parsed("bytes=999-") == "999+1");
  CHECK(parsed("bytes=0-18446744073709551615") == "0+1000");
  CHECK(parsed("bytes=0-99999999999999999999999") == "0+1000");
  CHECK(parsed("bytes=-99999999999999999999999") == "0+1000");
}

TEST_CASE("ranges that nothing has", "[http]") {
  CHECK(parsed("bytes=1000-") == "none");
  CHECK(parsed("bytes=-0") == "none");
  CHECK(parsed("bytes=5000-6000,7000-") == "none");
  CHECK(parsed("bytes=99999999999999999999999-") == "none");
  CHECK(parsed("bytes=1000-,0-1") == "0+2");
  CHECK(parsed("bytes=0-", 0) == "none");
  CHECK(parsed("bytes=-5", 0) == "whole");
}

TEST_CASE("what is malformed is ignored", "[http]") {
  for (char const* field :
       {"", "bytes", "bytes=", "bytes=,", "items=0-1", "bytes=a-b", "bytes=5-1", "bytes=-",
        "bytes=--1", "bytes=1--2", "bytes=1", "bytes=0x1-2", "bytes=1-2-3", "bytes=+1-2",
        "bytes=1 -2", "bytes=0-1,x", "bytes=0-1;2-3", "bytes 0-1", "bytes=1-2, 4-3"})
    CHECK(parsed(field) == "whole");
}

TEST_CASE("several ranges come apart and in order", "[http]") {
  CHECK(parsed("bytes=0-9,500-509") == "0+10 500+10");
  CHECK(parsed("bytes=500-509, 0-9") == "0+10 500+10");
  CHECK(parsed("bytes=0-9,5-20") == "0+21");
  CHECK(parsed("bytes=0-499,10-20") == "0+500");
  CHECK(parsed("bytes=0-9,10-19") == "0+20");
  CHECK(parsed("bytes=0-9,80-99") == "0+100");  // the gap is cheaper than another head
  CHECK(parsed("bytes=0-9,91-99") == "0+10 91+9");
  CHECK(parsed("bytes=0-9,,500-509,") == "0+10 500+10");
}

TEST_CASE("many or overlapping ranges never cost more than the whole", "[http]") {
  std::string field = "bytes=";
  for (int i = 0; i < 16; ++i) field += (i == 0 ? "" : ",") + std::to_string(i) + "-";
  CHECK(parsed(field) == "0+1000");
  CHECK(parsed(field + ",20-") == "whole");
  for (int i = 0; i < 2000; ++i) field += ",0-";
  CHECK(parsed(field) == "whole");
}

TEST_CASE("Content-Range", "[http]") {
  CHECK(content_range({0, 1}, 10) == "bytes 0-0/10");
  CHECK(content_range({5, 5}, 10) == "bytes 5-9/10");
  CHECK(unsatisfied_range(10) == "bytes */10");
}

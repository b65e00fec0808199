// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/request_id.hpp>
//
#include <set>
#include <string>
#include <vector>
#include "support/catch.hpp"

using namespace hyper;

static_assert(is_request_id("a.B-c_9") && is_request_id("7"));
static_assert(!is_request_id("") && !is_request_id("a b") && !is_request_id("a\r\nb") &&
              !is_request_id("\xC3\xA4") && !is_request_id("a/b"));

namespace {
std::string given(std::vector<header_field> const& fields) {
  request asked;
  asked.fields = fields;
  return std::string(given_request_id(asked));
}
}  // namespace

TEST_CASE("an id is taken over when it is harmless", "[http]") {
  CHECK(is_request_id(std::string(200, 'x')));
  CHECK_FALSE(is_request_id(std::string(201, 'x')));
  CHECK(given({{"x-request-id", "abc-1"}}) == "abc-1");
  CHECK(given({{"X-Request-ID", "abc 1"}}).empty());
  CHECK(given({{"X-Request-ID", "<script>"}, {"X-Request-ID", "second"}}) == "second");
  CHECK(given({}).empty());
}

TEST_CASE("the trace that a request belongs to names it, too", "[http]") {
  std::string const trace = "0af7651916cd43dd8448eb211c80319c";
  CHECK(given({{"traceparent", "00-" + trace + "-b7ad6b7169203331-01"}}) == trace);
  CHECK(given({{"traceparent", "cc-" + trace + "-b7ad6b7169203331-01-later"}}) == trace);
  CHECK(given({{"X-Request-ID", "abc"}, {"traceparent", "00-" + trace + "-b7ad6b7169203331-01"}}) ==
        "abc");
  for (std::string const& odd :
       {std::string(), "00-" + trace, "ff-" + trace + "-b7ad6b7169203331-01",
        "00-" + std::string(32, '0') + "-b7ad6b7169203331-01",
        "00-" + std::string(32, 'X') + "-b7ad6b7169203331-01"})
    CHECK(given({{"traceparent", odd}}).empty());
}

TEST_CASE("made ids are UUIDs of version 7, in the order of time, and differ", "[http]") {
  request_id_maker maker;
  request_id_maker other;
  std::set<std::string> seen;
  for (int i = 0; i < 10'000; ++i) {
    char room[request_id_maker::size];
    std::string const id(maker.make(room));
    CHECK(seen.insert(id).second);
    CHECK(seen.insert(std::string(other.make(room))).second);
    if (i > 0) continue;
    CHECK(is_request_id(id));
    CHECK(id.size() == 36);
    CHECK(id[8] == '-');
    CHECK(id[14] == '7');
    CHECK(std::string("89ab").find(id[19]) != std::string::npos);
    CHECK(id.substr(0, 8) >= "019");  // after 2024
  }
}

TEST_CASE("a made id begins with its moment, and has every digit somewhere", "[http]") {
  auto const now = [] {
    timespec read{};
    ::clock_gettime(CLOCK_REALTIME_COARSE, &read);
    return static_cast<std::uint64_t>(read.tv_sec * 1000 + read.tv_nsec / 1'000'000);
  };
  request_id_maker maker;
  std::set<char> digits;
  for (int i = 0; i < 100; ++i) {
    char room[request_id_maker::size];
    std::uint64_t const before = now();
    std::string const id(maker.make(room));
    std::uint64_t const moment = std::stoull(id.substr(0, 8) + id.substr(9, 4), nullptr, 16);
    CHECK(moment >= before);
    CHECK(moment <= now());
    digits.insert(id.begin() + 15, id.end());
  }
  CHECK(std::string(digits.begin(), digits.end()) == "-0123456789abcdef");
}

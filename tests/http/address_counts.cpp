// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/address_counts.hpp>
//
#include "support/catch.hpp"

using namespace hyper;
using detail::address_counts;

namespace {
ip_address at(std::string const& text) { return ip_address::read(text).value(); }
}  // namespace

TEST_CASE("each client has so many connections, and one of IPv6 is 64 bits wide", "[http]") {
  address_counts counts;
  CHECK(counts.add(at("192.0.2.1"), 2));
  CHECK(counts.add(at("::ffff:192.0.2.1"), 2));
  CHECK_FALSE(counts.add(at("192.0.2.1"), 2));
  CHECK(counts.add(at("192.0.2.2"), 2));
  CHECK(counts.add(at("2001:db8::1"), 1));
  CHECK_FALSE(counts.add(at("2001:db8::ffff:2"), 1));
  CHECK(counts.add(at("2001:db8:0:1::1"), 1));
  counts.remove(at("192.0.2.1"));
  CHECK(counts.add(at("192.0.2.1"), 2));
}

TEST_CASE("nobody without a connection takes room", "[http]") {
  address_counts counts;
  for (int i = 0; i < 1000; ++i) {
    auto const client = at("2001:db8:0:" + std::to_string(i) + "::1");
    CHECK(counts.add(client, 1));
  }
  CHECK(counts.size() == 1000);
  for (int i = 0; i < 1000; ++i) counts.remove(at("2001:db8:0:" + std::to_string(i) + "::9"));
  CHECK(counts.size() == 0);
  counts.remove(at("192.0.2.1"));  // harmless
}

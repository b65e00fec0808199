// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/client_address.hpp>
//
#include "support/catch.hpp"

using namespace hyper;

namespace {
ip_address at(char const* text) { return ip_address::read(text).value(); }
bool holds(char const* range, char const* address) {
  return address_range::read(range).value().contains(at(address));
}
}  // namespace

TEST_CASE("addresses are read in every spelling and written in the usual one", "[http]") {
  CHECK(at("192.0.2.1").text() == "192.0.2.1");
  CHECK(at("::ffff:192.0.2.1").text() == "192.0.2.1");
  CHECK(at("::ffff:192.0.2.1") == at("192.0.2.1"));
  CHECK(at("2001:DB8:0::1").text() == "2001:db8::1");
  for (char const* const odd :
       {"", "1.2.3", "1.2.3.4.5", "01.2.3.4x", "256.1.1.1", "::g", "1.2.3.4 ", "fe80::1%eth0",
        "1.2.3.4:80", "[::1]", "12345678901234567890123456789012345678901234567890"})
    CHECK_FALSE(ip_address::read(odd));
  CHECK_FALSE(ip_address::read(std::string_view("1.2.3.4\0", 8)));
}

TEST_CASE("nodes may have a port, and IPv6 ones brackets", "[http]") {
  CHECK(ip_address::read_node("192.0.2.1:4711") == at("192.0.2.1"));
  CHECK(ip_address::read_node("[2001:db8::1]:4711") == at("2001:db8::1"));
  CHECK(ip_address::read_node("[2001:db8::1]") == at("2001:db8::1"));
  CHECK(ip_address::read_node("2001:db8::1") == at("2001:db8::1"));
  for (char const* const odd :
       {"unknown", "_hidden", "192.0.2.1:", "192.0.2.1:x", "192.0.2.1:99999", "[::1", "[::1]x",
        "[::1]:", "[192.0.2.1]", "[]", "[", ":", ""})
    CHECK_FALSE(ip_address::read_node(odd));
}

TEST_CASE("ranges hold what begins with their bits", "[http]") {
  CHECK(holds("10.0.0.0/8", "10.255.0.1"));
  CHECK_FALSE(holds("10.0.0.0/8", "11.0.0.1"));
  CHECK(holds("192.0.2.128/25", "192.0.2.200"));
  CHECK_FALSE(holds("192.0.2.128/25", "192.0.2.100"));
  CHECK(holds("192.0.2.1", "::ffff:192.0.2.1"));
  CHECK(holds("0.0.0.0/0", "8.8.8.8"));
  CHECK_FALSE(holds("0.0.0.0/0", "::1"));
  CHECK(holds("::/0", "8.8.8.8"));
  CHECK(holds("2001:db8::/33", "2001:db8:7fff::"));
  CHECK_FALSE(holds("2001:db8::/33", "2001:db8:8000::"));
  for (char const* const odd : {"10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "/8",
                                "10.0.0.0/8/8", "::/129", "localhost"})
    CHECK_FALSE(address_range::read(odd));
}

TEST_CASE("one client of IPv6 has 64 bits for itself", "[http]") {
  CHECK(at("2001:db8:1:2:3:4:5:6").network() == at("2001:db8:1:2::").network());
  CHECK_FALSE(at("2001:db8:1:3::").network() == at("2001:db8:1:2::").network());
  CHECK_FALSE(at("192.0.2.1").network() == at("192.0.2.2").network());
}

TEST_CASE("a list of proxies is read as it is written in a setting", "[http]") {
  auto const trust = read_proxy_trust(" unix, 127.0.0.1,10.0.0.0/8 ,,");
  REQUIRE(trust);
  CHECK(trust->unix_peers);
  CHECK(trust->covers(at("10.1.2.3")));
  CHECK_FALSE(trust->covers(at("192.0.2.1")));
  CHECK(read_proxy_trust("")->nobody());
  std::string wrong;
  CHECK_FALSE(read_proxy_trust("127.0.0.1, nginx", &wrong));
  CHECK(wrong == "nginx");
}

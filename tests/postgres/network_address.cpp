// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/postgres/network_address.hpp>
//
#include "support/catch.hpp"

using namespace hyper;

namespace {
template <class T>
std::string text_of(T const& value) {
  std::string out;
  value.append_text(out);
  return out;
}
}  // namespace

TEST_CASE("addresses and networks are written and read", "[postgres]") {
  for (auto const* text : {"192.0.2.7", "192.0.2.7/24", "2001:db8::1", "::/0"})
    CHECK(text_of(*network_address::from_text(text)) == text);
  for (auto const* text : {"192.0.2.0/24", "2001:db8::/32", "0.0.0.0/0", "192.0.2.7/32"})
    CHECK(text_of(*network_range::from_text(text)) == text);
  for (auto const* text :
       {"", "192.0.2", "192.0.2.7/33", "192.0.2.7/", "x", "::1/129", "1.2.3.4/+1"})
    CHECK_FALSE(network_address::from_text(text));
  CHECK_FALSE(network_range::from_text("192.0.2.7/24"));
}

TEST_CASE("an address travels", "[postgres]") {
  auto const value = *network_address::from_text("2001:db8::1/64");
  std::string bytes;
  codec<network_address>::encode(bytes, value);
  CHECK(codec<network_address>::decode(bytes) == value);
  CHECK_THROWS_AS(codec<network_address>::decode(bytes.substr(0, 19)), decode_error);
  CHECK_THROWS_AS(codec<network_address>::decode("\2\41\0\4abcd"), decode_error);
}

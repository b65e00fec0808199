// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/security/derive_key.hpp>

#include "security/hex.hpp"
#include "support/catch.hpp"

#include <stdexcept>

namespace {

using hyper::hkdf_sha256;

TEST_CASE("HKDF-SHA-256 of RFC 5869", "[security]") {
  std::string const secret(22, '\x0b');
  CHECK(hex(hkdf_sha256(secret, unhex("000102030405060708090a0b0c"), unhex("f0f1f2f3f4f5f6f7f8f9"),
                        42)) ==
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
  CHECK(hex(hkdf_sha256(secret, "", "", 42)) ==
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
  auto const run = [](int from, int count) {
    std::string bytes;
    for (int i = 0; i < count; ++i) bytes += static_cast<char>(from + i);
    return bytes;
  };
  CHECK(hex(hkdf_sha256(run(0, 80), run(0x60, 80), run(0xb0, 80), 82)) ==
        "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e"
        "590e09"
        "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87");
}

TEST_CASE("HKDF has a longest output", "[security]") {
  CHECK(hkdf_sha256("s", "", "", 8160).size() == 8160);
  CHECK(hkdf_sha256("s", "", "", 0).empty());
  CHECK_THROWS_AS(hkdf_sha256("s", "", "", 8161), std::length_error);
}

TEST_CASE("each purpose and each secret has a key of its own", "[security]") {
  auto const key = hyper::derive_key("test-secret-0123456789abcdef0123", "cursor");
  CHECK(hyper::bytes_of(key) == hkdf_sha256("test-secret-0123456789abcdef0123", "", "cursor", 32));
  CHECK(key != hyper::derive_key("test-secret-0123456789abcdef0123", "session"));
  CHECK(key != hyper::derive_key("test-secret-0123456789abcdef0124", "cursor"));
}

}  // namespace

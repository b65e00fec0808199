// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/security/base64url.hpp>

#include "support/catch.hpp"

#include <hyper/security/random_bytes.hpp>

namespace {

using hyper::decode_base64url;
using hyper::encode_base64url;

TEST_CASE("the vectors of RFC 4648, without padding", "[security]") {
  char const* const vectors[][2] = {
      {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},         {"foo", "Zm9v"},
      {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}};
  for (auto const& [plain, encoded] : vectors) {
    CHECK(encode_base64url(plain) == encoded);
    CHECK(decode_base64url(encoded) == plain);
  }
  CHECK(encode_base64url("\xfb\xff\xfe") == "-__-");
  CHECK(decode_base64url("-__-") == "\xfb\xff\xfe");
}

TEST_CASE("any bytes come back", "[security]") {
  for (std::size_t size = 0; size < 100; ++size) {
    std::string const bytes = hyper::random_bytes(size);
    CHECK(decode_base64url(encode_base64url(bytes)) == bytes);
  }
}

TEST_CASE("no text but the canonical one is decoded", "[security]") {
  for (std::string_view const bad : {"Zg==", "Zg=", "Z", "Zh", "Zm9", "Zm9w=", "Zm+v", "Zm/v",
                                     "Zm 9v", " Zm9v", "Zm9v\n", "Zm9vZ", "\xc3\xa9zz", "...."}) {
    CAPTURE(bad);
    CHECK_FALSE(decode_base64url(bad).has_value());
  }
  CHECK_FALSE(decode_base64url(std::string_view("\0\0\0\0", 4)).has_value());
}

}  // namespace

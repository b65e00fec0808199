// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/security/signer.hpp>

#include "security/hex.hpp"
#include "support/catch.hpp"

#include <hyper/security/base64url.hpp>
#include <hyper/security/derive_key.hpp>
#include <stdexcept>

namespace {

using hyper::signer;

std::string const secret = "test-secret-0123456789abcdef0123";
std::string const older = "older-secret-0123456789abcdef012";

TEST_CASE("a token gives its payload back, to whom it was made for", "[security]") {
  signer const cursors({secret}, "cursor");
  for (std::string const& payload : {std::string(), std::string("42"), std::string(500, '\0'),
                                     std::string(hyper::bytes_of(hyper::sha256("x")))}) {
    std::string const token = cursors.sign(payload, "/posts");
    CHECK(cursors.verify(token, "/posts") == payload);
    CHECK_FALSE(cursors.verify(token, "/other").has_value());
    CHECK_FALSE(cursors.verify(token).has_value());
  }
}

TEST_CASE("a purpose, and a secret, of its own", "[security]") {
  std::string const token = signer({secret}, "cursor").sign("42");
  CHECK_FALSE(signer({secret}, "session").verify(token).has_value());
  CHECK_FALSE(signer({older}, "cursor").verify(token).has_value());
}

TEST_CASE("a replaced secret is still accepted, but signs no more", "[security]") {
  signer const before({older}, "cursor");
  signer const now({secret, older}, "cursor");
  CHECK(now.verify(before.sign("42")) == "42");
  CHECK(now.sign("42") == signer({secret}, "cursor").sign("42"));
  CHECK_FALSE(before.verify(now.sign("42")).has_value());
  CHECK_THROWS_AS(signer({}, "cursor"), std::invalid_argument);
}

TEST_CASE("no changed token is accepted", "[security]") {
  signer const cursors({secret}, "cursor");
  std::string const token = cursors.sign("next:42", "/posts");
  for (std::size_t i = 0; i < token.size(); ++i) {
    for (char const other : {'A', 'b', '-', '=', '.', '\0'}) {
      if (token[i] == other) continue;
      std::string changed = token;
      changed[i] = other;
      CHECK_FALSE(cursors.verify(changed, "/posts").has_value());
    }
    CHECK_FALSE(cursors.verify(token.substr(0, i), "/posts").has_value());
  }
  CHECK_FALSE(cursors.verify(token + "A", "/posts").has_value());
  CHECK_FALSE(cursors.verify(token + token, "/posts").has_value());
  CHECK_FALSE(cursors.verify(std::string(10'000'000, 'A'), "/posts").has_value());
}

TEST_CASE("payload and binding cannot be divided otherwise", "[security]") {
  signer const cursors({secret}, "cursor");
  auto const tag = [&](std::string_view payload, std::string_view bound) {
    return cursors.sign(payload, bound).substr(0, 20);
  };
  CHECK(tag("ab", "c") != tag("a", "bc"));
  CHECK(tag("", "1:a") != tag("a", ""));
}

// The format is public: docs/reference/security.md has these vectors.
TEST_CASE("the vectors of the token format", "[security]") {
  signer const cursors({secret}, "cursor");
  CHECK(hex(hyper::bytes_of(hyper::derive_key(secret, "cursor"))) ==
        "73cfd1b777755aeb9a3b5a07b4bd24a96507f4d61baf48c7aca1e0830e2c0d6c");
  CHECK(cursors.sign("next:int:42") == "F8acFVVDmmcYmr5DFb9uTG5leHQ6aW50OjQy");
  CHECK(cursors.sign("next:int:42", "/posts") == "mYt3U0g-I1tDDa92GeI4BW5leHQ6aW50OjQy");
}

// The formula of the reference system: base64url with padding of the payload, a colon, and 32
// hexadecimal digits of an HMAC under the secret itself.
TEST_CASE("the reference system's cursor is understood", "[security]") {
  std::string const payload = "next:int:42";
  std::string const tag = hex(hyper::bytes_of(hyper::hmac_sha256(secret, payload))).substr(0, 32);
  CHECK(hyper::encode_base64url(payload + ":" + tag) + "=" ==
        "bmV4dDppbnQ6NDI6MTUwMWQ3MWJhNGEyYjNiODIxOTg4MDVjOTBmYTM5ZTg=");
}

TEST_CASE("the signer of the process follows its secrets", "[security]") {
  auto const before = hyper::secret_keys();
  hyper::set_secret_keys({older});
  hyper::process_signer mine("cursor");
  std::string const token = mine.get().sign("42");
  CHECK(token == signer({older}, "cursor").sign("42"));
  hyper::set_secret_keys({secret});
  CHECK_FALSE(mine.get().verify(token).has_value());
  hyper::set_secret_keys({secret, older});
  CHECK(mine.get().verify(token) == "42");
  hyper::set_secret_keys(before);
}

}  // namespace

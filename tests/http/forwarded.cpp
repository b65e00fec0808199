// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/forwarded.hpp>
//
#include <vector>
#include "support/catch.hpp"

using namespace hyper;

namespace {

/// What was said by these fields, as "address scheme host"; '-' for what nobody says.
std::string said(std::vector<header_field> fields, std::string const& peer = "10.0.0.1",
                 std::string const& trusted = "10.0.0.0/8, unix", unsigned count = 0,
                 bool rfc_7239 = false) {
  request asked;
  asked.fields = fields;
  proxy_trust trust = read_proxy_trust(trusted).value();
  trust.count = count;
  trust.rfc_7239 = rfc_7239;
  forwarded_request const found =
      read_forwarded(asked, peer.empty() ? std::nullopt : ip_address::read(peer), trust);
  auto const shown = [](std::string_view text) { return std::string(text.empty() ? "-" : text); };
  return (found.client ? found.client->text() : "-") + " " + shown(found.scheme) + " " +
         shown(found.host);
}
std::string forwarded(std::string_view value) {
  return said({{"Forwarded", value}}, "10.0.0.1", "10.0.0.0/8", 0, true);
}

}  // namespace

TEST_CASE("the client is the first from the right that is no proxy of ours", "[http]") {
  CHECK(said({{"X-Forwarded-For", "192.0.2.7"}}) == "192.0.2.7 - -");
  CHECK(said({{"X-Forwarded-For", "6.6.6.6, 192.0.2.7, 10.0.0.9"}}) == "192.0.2.7 - -");
  CHECK(said({{"X-Forwarded-For", "6.6.6.6"}, {"x-forwarded-for", "192.0.2.7, 10.0.0.9"}}) ==
        "192.0.2.7 - -");
  CHECK(said({{"X-Forwarded-For", "10.0.0.3, 10.0.0.2"}}) == "10.0.0.3 - -");
  CHECK(said({{"X-Forwarded-For", "[2001:db8::1]:99"}}) == "2001:db8::1 - -");
}

TEST_CASE("nobody else is believed", "[http]") {
  CHECK(said({{"X-Forwarded-For", "192.0.2.7"}, {"X-Forwarded-Proto", "https"}}, "192.0.2.99") ==
        "- - -");
  CHECK(said({{"X-Forwarded-For", "192.0.2.7"}}, "10.0.0.1", "") == "- - -");
  CHECK(said({{"X-Forwarded-For", "192.0.2.7"}}, "") == "192.0.2.7 - -");  // Unix socket
  CHECK(said({{"X-Forwarded-For", "192.0.2.7"}}, "", "10.0.0.0/8") == "- - -");
  CHECK(said({{"Forwarded", "for=192.0.2.7"}}) == "- - -");  // the other kind is not read
  CHECK(said({{"X-Forwarded-For", "192.0.2.7"}}, "10.0.0.1", "10.0.0.0/8", 0, true) == "- - -");
}

TEST_CASE("what is malformed is as if it were absent", "[http]") {
  for (char const* const list : {"", ",", " , ,", "unknown", "\"", "1.2.3.4.5", "6.6.6.6, x"})
    CHECK(said({{"X-Forwarded-For", list}}) == "- - -");
  CHECK(said({{"X-Forwarded-For", ""}, {"X-Forwarded-For", ""}}) == "- - -");
  CHECK(said({{"X-Forwarded-Proto", ","}, {"X-Forwarded-Host", ""}}) == "- - -");
  CHECK(said({{"X-Forwarded-Proto", "gopher"}, {"X-Forwarded-Host", "a b"}}) == "- - -");
  CHECK(said({{"X-Forwarded-Host", std::string(256, 'a')}}) == "- - -");
}

TEST_CASE("scheme and host are those that our proxy has written", "[http]") {
  CHECK(said({{"X-Forwarded-For", "192.0.2.7"},
              {"X-Forwarded-Proto", "HTTPS"},
              {"X-Forwarded-Host", "example.org:8443"}}) == "192.0.2.7 https example.org:8443");
  CHECK(said({{"X-Forwarded-For", "6.6.6.6, 192.0.2.7"},
              {"X-Forwarded-Proto", "http, https"},
              {"X-Forwarded-Host", "evil.org, example.org"}}) == "192.0.2.7 https example.org");
  CHECK(said({{"X-Forwarded-Proto", "https"}}) == "- https -");
}

TEST_CASE("a number of proxies counts from the right and never past the front", "[http]") {
  std::vector<header_field> const three{{"X-Forwarded-For", "6.6.6.6, 192.0.2.7, 198.51.100.1"}};
  CHECK(said(three, "203.0.113.1", "", 1) == "198.51.100.1 - -");
  CHECK(said(three, "203.0.113.1", "", 2) == "192.0.2.7 - -");
  CHECK(said(three, "203.0.113.1", "", 9) == "6.6.6.6 - -");
  CHECK(said({{"X-Forwarded-For", ""}}, "203.0.113.1", "", 1) == "- - -");
  CHECK(said({}, "203.0.113.1", "", 1) == "- - -");
  CHECK(said(three, "203.0.113.1", "10.0.0.0/8", 1) == "- - -");  // not one of the proxies
}

TEST_CASE("Forwarded is read with its quotes and parameters", "[http]") {
  CHECK(forwarded("for=192.0.2.7;proto=https;by=10.0.0.1;host=example.org") ==
        "192.0.2.7 https example.org");
  CHECK(forwarded("FOR=\"[2001:db8::1]:4711\" ; Proto=http") == "2001:db8::1 http -");
  CHECK(forwarded("for=6.6.6.6;host=\"a,b;c\", for=192.0.2.7, for=10.0.0.9") == "192.0.2.7 - -");
  CHECK(forwarded("for=unknown;proto=https") == "- https -");
  CHECK(forwarded("for=_hidden") == "- - -");
  for (char const* const odd : {"", ",", ";", "for", "for=", "=", "for=\"", "for=\"192.0.2.7",
                                "for=\"\\\"\"", "for=192.0.2.7;x=\"", ",;,;=,", "\"\"\"", "\\"})
    CHECK(forwarded(odd) == "- - -");
}

TEST_CASE("endless lists cost no more than their bytes and keep their right end", "[http]") {
  std::string list;
  for (int i = 0; i < 5000; ++i) list += "10.0.0.2,";
  CHECK(said({{"X-Forwarded-For", list}}) == "10.0.0.2 - -");
  CHECK(said({{"X-Forwarded-For", list + "192.0.2.7, 10.0.0.3"}}) == "192.0.2.7 - -");
  CHECK(forwarded(std::string(8000, ';')) == "- - -");
}

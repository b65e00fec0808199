// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/validate/url.hpp>

#include "support/catch.hpp"

#include <string>

namespace {
using hyper::url;
static_assert(!url::check("https://example.org/"));
}  // namespace

TEST_CASE("web addresses", "[validate]") {
  for (char const* good :
       {"http://a", "https://example.org", "HTTPS://EXAMPLE.org:8443/a/b?c=d&e=%20f#g",
        "http://127.0.0.1:80/", "http://[::1]/", "http://[2001:db8::1]:8080/x", "https://a?q",
        "https://a#f", "https://xn--bcher-kva.example/"})
    CHECK_FALSE(url::check(good));
}

TEST_CASE("what is not a web address", "[validate]") {
  for (char const* bad : {"",
                          "http://",
                          "http:///a",
                          "ftp://a",
                          "//a",
                          "example.org",
                          "javascript:alert(1)",
                          "http://a b",
                          "http://a/ b",
                          "http://a:0",
                          "http://a:65536",
                          "http://a:",
                          "http://a:x",
                          "http://user@a/",
                          "http://user:secret@a/",
                          "http://a\\b",
                          "http://a/\r\nX: y",
                          "http://é/",
                          "http://a/é",
                          "http://[::1",
                          "http://[x::1]/",
                          "http://[1]/",
                          "http://-a/",
                          "http://a..b/",
                          "http://a/%",
                          "http://a/%2",
                          "http://a/%zz",
                          "http://a/<b>",
                          " http://a"})
    CHECK(url::check(bad));
  CHECK(url::check("x")->sentence == "must be a web address such as https://example.org/");
  CHECK_FALSE(url::check("http://a/" + std::string(2039, 'x')));
  CHECK(url::check("http://a/" + std::string(2040, 'x')));
}

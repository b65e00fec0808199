// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/safe_path.hpp>
//
#include <string>
#include "support/catch.hpp"

using namespace hyper;
using namespace std::string_literals;

TEST_CASE("paths below a folder", "[http]") {
  CHECK(safe_relative_path("app.css") == "app.css");
  CHECK(safe_relative_path("css/a%20b.css") == "css/a b.css");
  CHECK(safe_relative_path("%e4%b8%ad/a..b") == "\xe4\xb8\xad/a..b");
  CHECK(safe_relative_path("a+b") == "a+b");
  CHECK(safe_relative_path("%252e%252e/x") == "%2e%2e/x");  // decoded once: a harmless name
  CHECK(safe_relative_path("a:b") == "a:b");
}

TEST_CASE("class 13: what leads out of a folder, or to what is hidden, is no path", "[http]") {
  for (std::string const& path : {""s,
                                  "/"s,
                                  "/etc/passwd"s,
                                  "//x"s,
                                  "a//b"s,
                                  "a/"s,
                                  ".."s,
                                  "../x"s,
                                  "a/../b"s,
                                  "a/.."s,
                                  "."s,
                                  "a/./b"s,
                                  "..."s,
                                  ".git/config"s,
                                  "a/.env"s,
                                  "%2e%2e/x"s,
                                  "%2E%2E/x"s,
                                  ".%2e/x"s,
                                  "%2e/x"s,
                                  "a/%2e%2e"s,
                                  "a%2f..%2fb"s,
                                  "%2fetc%2fpasswd"s,
                                  "a%2fb"s,
                                  "..%2f"s,
                                  "a\\b"s,
                                  "..\\x"s,
                                  "%5c..%5cx"s,
                                  "c:\\x"s,
                                  "..%5cx"s,
                                  "a%00.css"s,
                                  "a\0b"s,
                                  "%00"s,
                                  "a%0ab"s,
                                  "a%0d%0aX: 1"s,
                                  "a%7f"s,
                                  "a%"s,
                                  "a%2"s,
                                  "a%zz"s,
                                  "%c0%ae%c0%ae/%2e"s,
                                  std::string(1025, 'a'),
                                  std::string(256, 'a')})
    CHECK_FALSE(safe_relative_path(path));
}

TEST_CASE("the same for a path that is not encoded", "[http]") {
  CHECK(is_safe_relative_path("a/b c.css"));
  CHECK(is_safe_relative_path("%2e%2e/x"));
  for (std::string const& path : {""s, "/a"s, "a/"s, "a//b"s, "../a"s, "a/.."s, ".a"s, "a\\b"s,
                                  "a\0b"s, "a\nb"s, std::string(1025, 'a')})
    CHECK_FALSE(is_safe_relative_path(path));
}

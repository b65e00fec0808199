// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/cookie.hpp>
//
#include <stdexcept>
#include "support/catch.hpp"

using namespace hyper;

namespace {
cookie named(std::string name, std::string value = {}) {
  cookie made;
  made.name = std::move(name);
  made.value = std::move(value);
  return made;
}

void refuse(void (*change)(cookie& what)) {
  cookie bad = named("a", "1");
  change(bad);
  CHECK_THROWS_AS(set_cookie_value(bad), std::invalid_argument);
}

std::string pairs_of(std::string_view field) {
  std::string out;
  for (cookie_pairs pairs(field); auto const pair = pairs.next();)
    out.append("[").append(pair->name).append("|").append(pair->value).append("]");
  return out;
}
}  // namespace

TEST_CASE("cookies are read", "[http]") {
  CHECK(pairs_of("a=1; b=2") == "[a|1][b|2]");
  CHECK(pairs_of("a=1;b=\"2\" ; c=") == "[a|1][b|2][c|]");
  CHECK(pairs_of("a=b=c") == "[a|b=c]");
  CHECK(pairs_of("") == "");
  CHECK(pairs_of(";;=x; novalue; sp ace=1; q=a\"b; k=a,b; ok=1") == "[ok|1]");
  std::string many;
  for (int i = 0; i < 500; ++i) many += "a=1; ";
  CHECK(pairs_of(many).size() == 100 * 5);
}

TEST_CASE("a cookie is found and decoded", "[http]") {
  header_field const fields[] = {
      {"Host", "a"}, {"cookie", "x=1; name=a%20b"}, {"Cookie", "z=%zz; y=2"}};
  request in;
  in.fields = fields;
  CHECK(find_cookie(in, "name") == "a b");
  CHECK(find_cookie(in, "y") == "2");
  CHECK_FALSE(find_cookie(in, "z"));
  CHECK_FALSE(find_cookie(in, "Name"));
}

TEST_CASE("cookies are set with their attributes in order", "[http]") {
  CHECK(set_cookie_value(named("id", "a b;\r\n")) ==
        "id=a%20b%3B%0D%0A; Path=/; SameSite=Lax; HttpOnly; Secure");
  cookie full = named("id", "1");
  full.path = "/app";
  full.site = same_site::none;
  full.max_age = 60;
  full.domain = "example.com";
  full.http_only = full.secure = false;
  CHECK(set_cookie_value(full) ==
        "id=1; Path=/app; SameSite=None; Max-Age=60; Domain=example.com; Secure");
  CHECK(set_cookie_value({.name = "__Host-id", .secure = false, .partitioned = true}) ==
        "__Host-id=; Path=/; SameSite=Lax; HttpOnly; Secure; Partitioned");
  CHECK(set_cookie_value(named("a", std::string(4095, 'a'))).starts_with("a=aaaa"));
  cookie bare = named("id");
  bare.path = "";
  bare.site = same_site::unset;
  bare.max_age = 0;
  bare.http_only = bare.secure = false;
  CHECK(set_cookie_value(bare) == "id=; Max-Age=0");
}

TEST_CASE("class 6: nothing gets into a Set-Cookie line", "[http]") {
  refuse([](cookie& what) { what.name = ""; });
  refuse([](cookie& what) { what.name = "a=b"; });
  refuse([](cookie& what) { what.name = "a\r\nX"; });
  refuse([](cookie& what) { what.path = "/; Domain=evil"; });
  refuse([](cookie& what) { what.path = "/\n"; });
  refuse([](cookie& what) { what.domain = "a\r\nb"; });
  refuse([](cookie& what) {
    what.name = "__Secure-a";
    what.secure = false;
  });
  refuse([](cookie& what) {
    what.name = "__Host-a";
    what.path = "/x";
  });
  refuse([](cookie& what) {
    what.name = "__hOST-a";  // browsers look at it without regard to case
    what.domain = "example.com";
  });
  refuse([](cookie& what) { what.value = std::string(4096, 'a'); });
  refuse([](cookie& what) { what.path = '/' + std::string(1024, 'a'); });
  header_list lines;
  cookie plain = named("a", "1");
  plain.secure = false;
  set_cookie(lines, plain);
  CHECK(lines.lines() == "Set-Cookie: a=1; Path=/; SameSite=Lax; HttpOnly\r\n");
}

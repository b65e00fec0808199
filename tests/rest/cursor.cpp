// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/rest/cursor.hpp>

#include "routing/asking.hpp"
#include "support/catch.hpp"

#include <hyper/routing/router.hpp>
#include <hyper/security/secret_keys.hpp>

namespace {

using namespace hyper;

std::string show(cursor at, request const&) {
  return std::string(at.payload()) + " " + std::to_string(at.size());
}
std::string next(request const& asked) { return cursor_url(asked, "after:7"); }
using site = routes<route<"GET /posts", show>, route<"GET /others", show>,
                    route<"POST /posts", next>, route<"POST /others", next>,
                    route<"GET /{any}/posts", show>, route<"POST /{any}/posts", next>>;

/// The address of the next page of a list.
std::string next_of(std::string target) {
  return asking::ask<site>({"POST", std::move(target)}).body;
}

TEST_CASE("without a cursor a list begins at its beginning", "[rest]") {
  CHECK(asking::get<site>("/posts").body == " 25");
  CHECK(asking::get<site>("/posts?page_size=100").body == " 100");
}

TEST_CASE("page sizes have limits", "[rest]") {
  for (char const* size : {"0", "101", "-1", "x", "", "1e1", "99999999999999999999"}) {
    CAPTURE(size);
    auto const answer = asking::get<site>(std::string("/posts?page_size=") + size);
    CHECK(answer.status == 422);
    CHECK_THAT(
        answer.body,
        Catch::Matchers::ContainsSubstring(
            R"("query":"page_size","rule":"range","sentence":"must be a whole number from 1 to 100")"));
  }
}

TEST_CASE("a cursor comes back through its address", "[rest]") {
  CHECK(next_of("/posts").starts_with("/posts?cursor="));
  CHECK(asking::get<site>(next_of("/posts")).body == "after:7 25");
  std::string const with_query = next_of("/posts?q=a+b%26c&page_size=10&cursor=old");
  CHECK(with_query.starts_with("/posts?q=a%20b%26c&page_size=10&cursor="));
  CHECK(with_query.find("old") == std::string::npos);
  CHECK(asking::get<site>(with_query).body == "after:7 10");
  CHECK(asking::get<site>(next_of("/a%20b/posts?flag&%C3%A9=1")).body == "after:7 25");
}

TEST_CASE("a cursor belongs to its list", "[rest]") {
  std::string const first = next_of("/posts?q=a&tag=b");
  std::string const token = first.substr(first.find("cursor="));
  auto const status = [&](std::string const& target) {
    return asking::get<site>(target + token).status;
  };
  CHECK(status("/posts?q=a&tag=b&") == 200);
  CHECK(status("/posts?tag=b&q=a&") == 200);
  CHECK(status("/posts?%71=%61&tag=b&page_size=5&") == 200);
  CHECK(status("/posts?q=a&") == 400);
  CHECK(status("/posts?q=a&tag=c&") == 400);
  CHECK(status("/posts?q=a&tag=b&more=1&") == 400);
  CHECK(status("/posts?q=a&tag=b&tag=b&") == 400);
  CHECK(status("/others?q=a&tag=b&") == 400);
  CHECK(status("/posts?qa=&tag=b&") == 400);
}

TEST_CASE("a cursor that was not signed here is refused, in words", "[rest]") {
  for (std::string const token :
       {"", "x", "bmV4dDppbnQ6NDI", "AAAAAAAAAAAAAAAAAAAAAAAAAAA", "%00", "a.b", "==="}) {
    CAPTURE(token);
    auto const answer = asking::get<site>("/posts?cursor=" + token);
    CHECK(answer.status == 400);
    CHECK_THAT(answer.body,
               Catch::Matchers::ContainsSubstring("The cursor was not made for this list"));
  }
  CHECK(asking::get<site>("/posts?cursor=" + std::string(100'000, 'A')).status == 400);
  CHECK(asking::get<site>("/posts?cursor=%zz").status == 400);
  std::string changed = next_of("/posts");
  changed.back() = changed.back() == 'A' ? 'B' : 'A';
  CHECK(asking::get<site>(changed).status == 400);
}

TEST_CASE("a cursor of a replaced secret is good while that is kept", "[rest]") {
  auto const before = secret_keys();
  set_secret_keys({std::string(32, 'o')});
  std::string const address = next_of("/posts");
  set_secret_keys({std::string(32, 'n'), std::string(32, 'o')});
  CHECK(asking::get<site>(address).status == 200);
  set_secret_keys({std::string(32, 'n')});
  CHECK(asking::get<site>(address).status == 400);
  set_secret_keys(before);
}

}  // namespace

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/rest/page_of.hpp>

#include "routing/asking.hpp"
#include "support/catch.hpp"

#include <hyper/rest/serializer.hpp>
#include <hyper/routing/router.hpp>

namespace {

using namespace hyper;

struct post {
  int id;
  std::string title;
};
using post_out = serializer<post, fields<"id">>;

keyset_page<post> middle() {
  keyset_page<post> page;
  page.rows = {{1, "a"}, {2, "b"}};
  page.next = "next:2";
  page.previous = "previous:1";
  return page;
}
task<page_of<post_out>> list(cursor at) {
  if (at.payload().empty()) co_return middle();
  keyset_page<post> last;
  last.rows = {{3, std::string(at.payload())}};
  co_return last;
}
page_of<post> plain() { return middle(); }
page_of<post_out> empty() { return keyset_page<post>(); }
using site =
    routes<route<"GET /posts", list>, route<"GET /plain", plain>, route<"GET /empty", empty>>;

/// The address that a page gives for another one.
std::string address_in(std::string const& body, std::string const& name) {
  std::string const start = "\"" + name + "\":\"";
  std::size_t const at = body.find(start);
  if (at == body.npos) return {};
  std::size_t const begin = at + start.size();
  return body.substr(begin, body.find('"', begin) - begin);
}

TEST_CASE("a page has rows and two addresses", "[rest]") {
  auto const first = asking::get<site>("/posts?page_size=2");
  CHECK(first.status == 200);
  CHECK(first.field("Content-Type") == "application/json");
  CHECK(first.body.starts_with(R"({"next":"/posts?page_size=2&cursor=)"));
  CHECK(first.body.ends_with(R"(,"results":[{"id":1},{"id":2}]})"));
  auto const last = asking::get<site>(address_in(first.body, "next"));
  CHECK(last.body == R"({"next":null,"previous":null,"results":[{"id":3}]})");
  CHECK(address_in(first.body, "previous") != address_in(first.body, "next"));
  CHECK(asking::get<site>(address_in(first.body, "previous")).status == 200);
}

TEST_CASE("rows may go out as they are, and be none", "[rest]") {
  CHECK_THAT(asking::get<site>("/plain").body,
             Catch::Matchers::ContainsSubstring(
                 R"("results":[{"id":1,"title":"a"},{"id":2,"title":"b"}])"));
  CHECK(asking::get<site>("/empty").body == R"({"next":null,"previous":null,"results":[]})");
}

}  // namespace

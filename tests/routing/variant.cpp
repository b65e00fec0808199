// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/routing/variant.hpp>
//
#include <hyper/routing/extract.hpp>
#include <hyper/routing/router.hpp>
#include "routing/asking.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {

using page_or_redirect = std::variant<html, redirect>;
static_assert(can_respond<page_or_redirect>);
static_assert(!can_respond<std::variant<html, int>>);

page_or_redirect choose(query<"done", bool> done) {
  if (*done) return redirect("/elsewhere", 303);
  return html{"<p>again</p>", 422};
}
task<page_or_redirect> later(query<"done", bool> done) { co_return choose(done); }

using site = routes<route<"GET /now", choose>, route<"GET /later", later>>;

}  // namespace

TEST_CASE("one of several results", "[routing]") {
  for (std::string const path : {"/now", "/later"}) {
    auto const page = asking::get<site>(path + "?done=false");
    CHECK(page.status == 422);
    CHECK(page.body == "<p>again</p>");
    CHECK(asking::get<site>(path + "?done=true").field("Location") == "/elsewhere");
  }
}

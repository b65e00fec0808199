// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/routing/extraction.hpp>

#include "routing/asking.hpp"
#include "support/catch.hpp"

#include <hyper/routing/router.hpp>

namespace {

using namespace hyper;

/// A type of one's own as a parameter.
struct languages {
  std::string first;
};

}  // namespace

template <>
struct hyper::extractor_traits<languages> {
  static languages take(extraction& from) {
    auto const field = from.asked().header("Accept-Language");
    if (!field) from.refuse(400, "Say which language you read.");
    return {std::string(field.value_or("").substr(0, 2))};
  }
};

namespace {

std::string greet(languages of) { return of.first == "de" ? "Guten Tag" : "Hello"; }
std::string many(languages of, query<"n", int> n, path<"id", int> id) {
  return of.first + std::to_string(*n + *id);
}
using site = routes<route<"GET /greet", greet>, route<"GET /many/{id}", many>>;

TEST_CASE("a type of one's own is a parameter", "[routing]") {
  CHECK(asking::ask<site>({"GET", "/greet", "", {{"Accept-Language", "de-CH"}}}).body ==
        "Guten Tag");
  auto const refused = asking::get<site>("/greet");
  CHECK(refused.status == 400);
  CHECK_THAT(refused.body,
             Catch::Matchers::ContainsSubstring(R"("detail":"Say which language you read.")"));
}

TEST_CASE("the first refusal is answered, but what is not there comes first", "[routing]") {
  CHECK(asking::get<site>("/many/5?n=x").status == 400);
  CHECK(asking::get<site>("/many/x?n=x").status == 404);
  CHECK(asking::ask<site>({"GET", "/many/5?n=x", "", {{"Accept-Language", "en"}}}).status == 422);
  CHECK(asking::ask<site>({"GET", "/many/5?n=1", "", {{"Accept-Language", "en"}}}).body == "en6");
}

}  // namespace

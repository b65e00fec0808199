// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/routing/created.hpp>

#include "routing/asking.hpp"
#include "support/catch.hpp"

#include <hyper/routing/router.hpp>
#include <hyper/validate/slug.hpp>
#include <hyper/validate/uuid.hpp>

namespace {

using namespace hyper;

enum class shelf { upper, lower };
struct book {
  int id;
  slug address;
  std::string title;
  shelf place;
  uuid key;
};
book moby() {
  return {7, "moby-dick", "Moby Dick; or, The Whale/\xc3\xa9", shelf::lower,
          *uuid::from_text("018f4e2a-7c3b-7d21-9a4e-5f6071829304")};
}

using site = routes < route<"POST /plain", [] { return created<book>(moby()); }>,
      route<"POST /given", [] { return created<book>{moby(), "/books/seven"}; }>,
      route<"POST /id", [] { return created<book, "/books/{id}">(moby()); }>,
      route<"POST /slug", [] { return created<book, "/books/{address}/about">(moby()); }>,
      route<"POST /title", [] { return created<book, "/by/{title}">(moby()); }>,
      route<"POST /several", [] { return created<book, "/{place}/{key}">(moby()); }>,
      route < "POST /later", []() -> task<created<book, "/books/{id}">> {
  book fresh = moby();
  co_return fresh;
}
>> ;

auto location(char const* target) {
  auto const answer = asking::ask<site>({"POST", target});
  CHECK(answer.status == 201);
  CHECK(answer.field("Content-Type") == "application/json");
  CHECK_THAT(answer.body, Catch::Matchers::ContainsSubstring("\"address\":\"moby-dick\""));
  return answer.field("Location");
}

TEST_CASE("what was created says where it is", "[routing]") {
  CHECK(location("/plain") == "none");
  CHECK(location("/given") == "/books/seven");
  CHECK(location("/id") == "/books/7");
  CHECK(location("/slug") == "/books/moby-dick/about");
  CHECK(location("/title") == "/by/Moby%20Dick%3B%20or%2C%20The%20Whale%2F%C3%A9");
  CHECK(location("/several") == "/lower/018f4e2a-7c3b-7d21-9a4e-5f6071829304");
  CHECK(location("/later") == "/books/7");
}

}  // namespace

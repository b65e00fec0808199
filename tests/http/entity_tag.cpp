// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/entity_tag.hpp>
//
#include "support/catch.hpp"

using namespace hyper;

TEST_CASE("an entity tag is read and written", "[http]") {
  auto const strong = parse_entity_tag(" \"abc\" ");
  REQUIRE(strong);
  CHECK(strong->opaque == "abc");
  CHECK_FALSE(strong->weak);
  CHECK(strong->text() == "\"abc\"");
  auto const weak = parse_entity_tag("W/\"a,b\"");
  REQUIRE(weak);
  CHECK(weak->opaque == "a,b");
  CHECK(weak->text() == "W/\"a,b\"");
  CHECK(parse_entity_tag("\"\""));
  for (char const* wrong : {"", "abc", "\"abc", "abc\"", "w/\"a\"", "W/abc", "\"a\" b", "\"a b\"",
                            "\"a\x7f\"", "\"a\tb\"", "*"})
    CHECK_FALSE(parse_entity_tag(wrong));
}

TEST_CASE("entity tags are compared strongly and weakly (RFC 9110, 8.8.3.2)", "[http]") {
  constexpr entity_tag weak{"1", true}, other{"2", true}, strong{"1"};
  static_assert(!weak.same_bytes(weak) && weak.same_meaning(weak));
  static_assert(!weak.same_meaning(other) && !weak.same_bytes(other));
  static_assert(!weak.same_bytes(strong) && weak.same_meaning(strong));
  static_assert(strong.same_bytes(strong) && strong.same_meaning(strong));
  CHECK(strong.same_bytes({"1"}));
}

namespace {
std::string all_of(std::string_view field) {
  std::string all;
  for (entity_tag_list tags(field); auto const tag = tags.next();) all += tag->text() + ";";
  return all;
}
}  // namespace

TEST_CASE("a list of entity tags", "[http]") {
  CHECK(all_of("\"a\", W/\"b,c\" ,\"d\"") == "\"a\";W/\"b,c\";\"d\";");
  CHECK(all_of(" , ,\"a\",,") == "\"a\";");
  CHECK(all_of("\"a\" \"b\"").empty());
  CHECK(all_of("\"a\", b, \"c\"") == "\"a\";");
  CHECK(all_of("\"a\", \"b").substr(0) == "\"a\";");
  CHECK(all_of("").empty());
}

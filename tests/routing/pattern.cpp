// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/routing/pattern.hpp>

#include "support/catch.hpp"

#include <string>

namespace {

using hyper::parse_pattern;
using hyper::segment_kind;

constexpr auto posts = parse_pattern("GET /posts/{address:slug}");
static_assert(posts.valid() && posts.method == "GET" && posts.path == "/posts/{address:slug}");
static_assert(posts.segment_count == 2 && posts.capture_count == 1);
static_assert(posts.segments[0].text == "posts" && posts.segments[1].text == "address");
static_assert(posts.segments[1].kind == segment_kind::slug);
static_assert(posts.capture_position("address") == 0);
static_assert(posts.capture_position("adress") == hyper::route_pattern::most_captures);

constexpr segment_kind kind_of(std::string_view text) {
  return parse_pattern(text).segments[0].kind;
}
static_assert(kind_of("GET /{a}") == segment_kind::text);
static_assert(kind_of("GET /{a:str}") == segment_kind::text);
static_assert(kind_of("GET /{a:int}") == segment_kind::integer);
static_assert(kind_of("GET /{a:uuid}") == segment_kind::uuid);
static_assert(kind_of("GET /{a:path}") == segment_kind::rest);

// The root is one empty segment, and so is what follows a slash at the end.
static_assert(parse_pattern("GET /").segment_count == 1);
static_assert(parse_pattern("GET /posts/").segment_count == 2);
static_assert(parse_pattern("* /files").method_number == hyper::any_method);

TEST_CASE("a pattern's mistake is named, with its place", "[routing]") {
  struct {
    std::string_view text;
    std::size_t at;
    std::string_view mistake;
  } const cases[] = {
      {"", 0, "begin with a method: GET, POST"},
      {"/posts", 0, "begin with a method: GET, POST"},
      {"get /posts", 0, "begin with a method: GET, POST"},
      {"GET", 3, "a path must follow: GET /"},
      {"GET posts", 3, "a path must follow: GET /"},
      {"GET  /posts", 3, "a path must follow: GET /"},
      {"GET /a b", 5, "percent-encode this character"},
      {"GET /caf\xc3\xa9", 5, "percent-encode this character"},
      {"GET /a?b=c", 5, "percent-encode this character"},
      {"GET /posts/{x", 11, "a parameter fills its segment"},
      {"GET /posts/{x}.json", 11, "a parameter fills its segment"},
      {"GET /posts/v{x}", 11, "a parameter fills its segment"},
      {"GET /posts/}", 11, "a parameter fills its segment"},
      {"GET /posts/{}", 11, "a parameter needs a name"},
      {"GET /posts/{:int}", 11, "a parameter needs a name"},
      {"GET /posts/{1st}", 11, "a parameter needs a name"},
      {"GET /posts/{a-b}", 11, "a parameter needs a name"},
      {"GET /posts/{a:integer}", 11, "types: int str slug uuid path"},
      {"GET /posts/{a:}", 11, "types: int str slug uuid path"},
      {"GET /{a:path}/x", 5, "nothing may follow {name:path}"},
      {"GET /{a}/{a:int}", 9, "two parameters of one name"},
  };
  for (auto const& each : cases) {
    CAPTURE(each.text);
    auto const parsed = parse_pattern(each.text);
    CHECK(parsed.mistake == each.mistake);
    CHECK(parsed.mistake_at == each.at);
    CHECK(parsed.mistake.size() <= 32);
  }
}

TEST_CASE("patterns have limits", "[routing]") {
  std::string text = "GET ";
  for (int i = 0; i < 16; ++i) text += "/{p" + std::to_string(i) + "}";
  CHECK(parse_pattern(text).valid());
  CHECK(parse_pattern(text + "/{more}").mistake == "more than 16 parameters");
  CHECK(parse_pattern(text + "/a/b/c/d/e/f/g/h").valid());
  CHECK(parse_pattern(text + "/a/b/c/d/e/f/g/h/i").mistake == "more than 24 segments");
}

}  // namespace

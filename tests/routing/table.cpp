// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/routing/table.hpp>

#include "support/catch.hpp"

#include <hyper/routing/match.hpp>
#include <string>
#include <vector>

namespace {

template <std::size_t Count>
constexpr auto parse_all(std::array<std::string_view, Count> const& texts) {
  std::array<hyper::route_pattern, Count> made{};
  for (std::size_t i = 0; i < Count; ++i) made[i] = hyper::parse_pattern(texts[i]);
  return made;
}

template <std::size_t Count>
constexpr auto build(std::array<std::string_view, Count> const& texts) {
  auto const patterns = parse_all(texts);
  return hyper::route_table<Count, 64>(std::span<hyper::route_pattern const, Count>(patterns));
}

constexpr std::array<std::string_view, 4> distinct = {"GET /a", "POST /a", "GET /{x}",
                                                      "GET /{x:int}"};
static_assert(build(distinct).shadowed == -1);

// The names of parameters tell nothing apart; methods and types do.
constexpr std::array<std::string_view, 3> same = {"GET /a", "GET /{x}/b", "GET /{y:str}/b"};
static_assert(build(same).shadowing == 1 && build(same).shadowed == 2);
constexpr std::array<std::string_view, 2> twice = {"GET /a/", "GET /a/"};
static_assert(build(twice).shadowing == 0 && build(twice).shadowed == 1);

// A pattern with a mistake has its own message, and no place in the table.
constexpr std::array<std::string_view, 2> wrong = {"GET a", "GET b"};
static_assert(build(wrong).shadowed == -1);

static_assert(hyper::detail::hash_text("posts", 1) != hyper::detail::hash_text("posts", 2));
static_assert(hyper::detail::hash_text("", 0) == hyper::detail::hash_text("", 0));

TEST_CASE("texts hash alike in the compiler and at run time", "[routing]") {
  constexpr std::string_view text = "/sections/12/items/of/some/length";
  constexpr auto compiled = hyper::detail::hash_text(text, 7);
  std::string const copy(text);
  CHECK(hyper::detail::hash_text(copy, 7) == compiled);
  for (std::size_t size = 0; size <= copy.size(); ++size)
    CHECK(hyper::detail::hash_text(std::string(copy, 0, size), 3) ==
          hyper::detail::hash_text(text.substr(0, size), 3));
}

TEST_CASE("a table of a thousand routes finds each of them", "[routing]") {
  static std::vector<std::string> texts;
  for (int i = 0; i < 500; ++i) {
    texts.push_back("GET /section" + std::to_string(i) + "/overview");
    texts.push_back("GET /section" + std::to_string(i) + "/items/{id:int}");
  }
  static std::array<hyper::route_pattern, 1000> patterns;
  for (std::size_t i = 0; i < 1000; ++i) patterns[i] = hyper::parse_pattern(texts[i]);
  static hyper::route_table<1000, 3000> const table{
      std::span<hyper::route_pattern const, 1000>(patterns)};
  CHECK(table.shadowed == -1);
  for (int i = 0; i < 500; ++i) {
    hyper::route_match overview;
    hyper::detail::match_route(table.view(), 0, "/section" + std::to_string(i) + "/overview",
                               overview);
    CHECK(overview.route == 2 * i);
    std::string const path = "/section" + std::to_string(i) + "/items/42";
    hyper::route_match item;
    hyper::detail::match_route(table.view(), 0, path, item);
    CHECK(item.route == 2 * i + 1);
    CHECK(item.capture(0) == "42");
  }
}

}  // namespace

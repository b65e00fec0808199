// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <hyper/config.hpp>
#include <hyper/routing/route.hpp>
#include <hyper/routing/table.hpp>
#include <utility>

namespace hyper {

// Compile error: two routes that the same requests would reach.
template <fixed_string Route, fixed_string Other, fixed_string... Advice>
struct route_shadows_route;

namespace detail {

using route_handler = void (*)(exchange&, route_pattern const&, route_match const&);

/// A route as data.
struct route_entry {
  std::string_view text;
  route_handler handle = nullptr;
};

// Character by character: g++ 12 refuses to search in a template argument.
template <fixed_string Prefix, fixed_string Pattern>
constexpr auto join_pattern() {
  fixed_string<Prefix.size() + Pattern.size() + 1> joined;
  std::size_t at = 0;
  std::size_t i = 0;
  while (i < Pattern.size() && Pattern.characters[i] != '/')
    joined.characters[at++] = Pattern.characters[i++];
  for (std::size_t j = 0; j < Prefix.size(); ++j) joined.characters[at++] = Prefix.characters[j];
  while (i < Pattern.size()) joined.characters[at++] = Pattern.characters[i++];
  return joined;
}
template <fixed_string Prefix, fixed_string Inner>
constexpr auto join_prefix() {
  fixed_string<Prefix.size() + Inner.size() + 1> joined;
  for (std::size_t i = 0; i < Prefix.size(); ++i) joined.characters[i] = Prefix.characters[i];
  for (std::size_t i = 0; i < Inner.size(); ++i)
    joined.characters[Prefix.size() + i] = Inner.characters[i];
  return joined;
}

template <fixed_string Prefix, class Item>
struct placed;
template <fixed_string Prefix, fixed_string Pattern, auto Handler>
struct placed<Prefix, route<Pattern, Handler>> {
  static constexpr std::size_t count = 1;
  static constexpr auto text = join_pattern<Prefix, Pattern>();
  static constexpr void fill(route_entry*& at) {
    *at++ = {text.view(), &route<text, Handler>::handle};
  }
};

void dispatch(exchange& with, route_trie const& trie, route_pattern const* patterns,
              route_entry const* entries);

}  // namespace detail

/// Routes under a common prefix: `group<"/api", route<…>, …>`. Groups may stand in groups.
template <fixed_string Prefix, class... Items>
struct group {};

/// What a router says of a request that it has not been asked to answer.
struct found_route {
  std::string_view method;
  std::string_view pattern;  ///< the path of the pattern; empty: no route
  explicit constexpr operator bool() const { return !pattern.empty(); }
};

/// A list of routes, groups, and further lists, made into one table by the compiler. It answers 404
/// and 405 (with Allow), HEAD through GET, and OPTIONS.
template <class... Items>
struct routes;

namespace detail {
template <fixed_string Prefix, fixed_string Inner, class... Items>
struct placed<Prefix, group<Inner, Items...>> {
  static constexpr auto prefix = join_prefix<Prefix, Inner>();
  static constexpr std::size_t count = (std::size_t{0} + ... + placed<prefix, Items>::count);
  static constexpr void fill(route_entry*& at) {
    int const order[] = {0, (placed<prefix, Items>::fill(at), 0)...};
    static_cast<void>(order);
  }
};
template <fixed_string Prefix, class... Items>
struct placed<Prefix, routes<Items...>> {
  static constexpr std::size_t counts[] = {0, placed<Prefix, Items>::count...};
  static constexpr std::size_t count = [] {
    std::size_t sum = 0;
    for (std::size_t each : counts) sum += each;
    return sum;
  }();
  static constexpr void fill(route_entry*& at) {
    int const order[] = {0, (placed<Prefix, Items>::fill(at), 0)...};
    static_cast<void>(order);
  }
};
}  // namespace detail

template <class... Items>
struct routes {
  static constexpr std::size_t count = detail::placed<"", routes>::count;

  static constexpr std::array<detail::route_entry, count> entries = [] {
    std::array<detail::route_entry, count> made{};
    detail::route_entry* at = made.data();
    detail::placed<"", routes>::fill(at);
    return made;
  }();

  static constexpr std::array<route_pattern, count> patterns = [] {
    std::array<route_pattern, count> made{};
    for (std::size_t i = 0; i < count; ++i) made[i] = parse_pattern(entries[i].text);
    return made;
  }();

  static constexpr std::size_t segments = [] {
    std::size_t sum = 0;
    for (auto const& each : patterns) sum += each.segment_count;
    return sum;
  }();

  static constexpr route_table<count, segments> table{
      std::span<route_pattern const, count>(patterns)};

  /// Answers a request, or starts what will.
  static void handle(exchange& with) {
    judge();
    detail::dispatch(with, table.trie(), patterns.data(), entries.data());
  }

  /// The route that a request would take. For tests and the `routes` command.
  static constexpr found_route find(std::string_view method, std::string_view path) {
    route_match const found = detail::match_route(table.trie(), method_position(method), path);
    if (found.route < 0) return {};
    route_pattern const& pattern = patterns[static_cast<std::size_t>(found.route)];
    return {pattern.method, pattern.path};
  }

 private:
  static constexpr std::string_view shadowing =
      table.shadowed < 0 ? "" : entries[static_cast<std::size_t>(table.shadowing)].text;
  static constexpr std::string_view shadowed =
      table.shadowed < 0 ? "" : entries[static_cast<std::size_t>(table.shadowed)].text;

  static constexpr void judge() {
    if constexpr (table.shadowed >= 0) {
      compile_error<route_shadows_route<clipped<shadowing>, clipped<shadowed>,
                                        "the same requests reach both:", "change one pattern">>();
    }
  }
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/routing/router.ipp>
#endif

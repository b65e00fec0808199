// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// What may stand in a list of routes, and how it becomes data.

#include <cstddef>
#include <hyper/reflect/fixed_string.hpp>
#include <hyper/routing/route.hpp>
#include <hyper/routing/verdict.hpp>
#include <initializer_list>
#include <string_view>
#include <type_traits>

namespace hyper {

/// Routes under a common prefix: `route_group<"/api", route<…>, …>`. The prefix may hold
/// parameters, and groups may stand in groups.
template <fixed_string Prefix, class... Items>
struct route_group;

/// Hands everything at and below a prefix, whatever the method, to a function that may be compiled
/// in a file of its own: `mount<"/admin", answer_admin>`, and there
///
///   void answer_admin(exchange& with) { routes<route_group<"/admin", …>>::handle(with); }
template <fixed_string Prefix, void (*Handle)(exchange&)>
struct mount;

/// In a list of routes: a path that leads nowhere, but would with a slash at its end, is redirected
/// there with 308. GET and HEAD only, and never a path that a browser would take for another host.
struct append_slash;

template <class... Items>
struct routes;

/// Said by the compiler about something that stands in a list of routes and is none.
template <class Item, fixed_string... Advice>
struct not_a_route;
/// … about the prefix of a group, which begins with a slash and does not end with one.
template <fixed_string Prefix, fixed_string... Advice>
struct prefix_is_malformed;

namespace detail {

using route_handler = void (*)(exchange& with, route_match const& match);

/// A route as data.
struct route_entry {
  std::string_view text;  ///< the whole pattern: "GET /posts/{address:slug}"
  route_handler handle = nullptr;
  void (*plan)(request const& asked, body_plan& what) =
      nullptr;                 ///< decides about bodies; nullptr: the server's settings do
  std::string_view name = {};  ///< that `named` has given it
};

/// Character by character: g++ 12 does not search in template arguments.
constexpr void copy_characters(char const* from, std::size_t count, char*& to) {
  for (std::size_t i = 0; i < count; ++i) *to++ = from[i];
}

/// "GET /posts" under "/api" is "GET /api/posts", and "GET /" is "GET /api".
template <fixed_string Prefix, fixed_string Pattern>
constexpr auto join_pattern() {
  constexpr std::size_t method = [] {
    std::size_t at = 0;
    while (at < Pattern.size() && Pattern.characters[at] != '/') ++at;
    return at;
  }();
  constexpr bool root = Prefix.size() != 0 && method + 1 == Pattern.size();
  constexpr std::size_t rest = root ? 0 : Pattern.size() - method;
  fixed_string<method + Prefix.size() + rest + 1> joined;
  char* at = joined.characters;
  copy_characters(Pattern.characters, method, at);
  copy_characters(Prefix.characters, Prefix.size(), at);
  copy_characters(Pattern.characters + method, rest, at);
  return joined;
}

template <fixed_string Prefix, fixed_string Inner>
constexpr auto join_prefix() {
  fixed_string<Prefix.size() + Inner.size() + 1> joined;
  char* at = joined.characters;
  copy_characters(Prefix.characters, Prefix.size(), at);
  copy_characters(Inner.characters, Inner.size(), at);
  return joined;
}

/// What an item brings into the list when it stands under a prefix. Specialise for items of one's
/// own kind:
///   static constexpr std::size_t count;
///   static constexpr bool appends_slash;
///   static constexpr void fill(route_entry*& at);     writes `count` entries
template <fixed_string Prefix, class Item>
struct placed;

/// What stands in the place of an item that is none. Its entry is said to be wrong where a route
/// would be compiled; without a pattern it has no place in the table.
template <class Verdict>
struct misplaced {
  static constexpr std::size_t count = 1;
  static constexpr bool appends_slash = false;
  static constexpr void fill(route_entry*& at) { *at++ = {{}, &handle}; }
  static void handle(exchange&, route_match const&) { say<Verdict>(); }
};

template <fixed_string Prefix, class Item>
struct placed
    : misplaced<not_a_route<Item, "write route<>, route_group<>,", "mount<> or routes<>">> {};

constexpr std::size_t sum_of(std::initializer_list<std::size_t> numbers) {
  std::size_t sum = 0;
  for (std::size_t const each : numbers) sum += each;
  return sum;
}

template <fixed_string Prefix, class... Items>
struct placed_list {
  static constexpr std::size_t count = sum_of({placed<Prefix, Items>::count...});
  static constexpr bool appends_slash = sum_of({placed<Prefix, Items>::appends_slash...}) != 0;
  static constexpr void fill(route_entry*& at) {
    int const order[] = {0, (placed<Prefix, Items>::fill(at), 0)...};
    static_cast<void>(order);
  }
};

template <fixed_string Prefix, fixed_string Pattern, auto Handler, class... Options>
struct placed<Prefix, route<Pattern, Handler, Options...>> {
  static constexpr std::size_t count = 1;
  static constexpr bool appends_slash = false;
  static constexpr auto pattern = join_pattern<Prefix, Pattern>();
  using whole = route<pattern, Handler, Options...>;
  static constexpr void fill(route_entry*& at) {
    *at = {pattern.view(), &whole::handle, whole::plans_body ? &whole::plan : nullptr};
    for (std::string_view const name : {std::string_view(), name_in<Options>()...})
      if (!name.empty()) at->name = name;
    ++at;
  }
};

template <fixed_string Prefix>
inline constexpr bool is_prefix =
    Prefix.size() > 1 && Prefix.characters[0] == '/' && Prefix.characters[Prefix.size() - 1] != '/';

template <fixed_string Prefix>
struct misplaced_prefix
    : misplaced<prefix_is_malformed<Prefix, "begin it with a slash,", "and end without one">> {};

template <fixed_string Prefix, fixed_string Inner, class... Items>
struct placed<Prefix, route_group<Inner, Items...>>
    : std::conditional_t<is_prefix<Inner>, placed_list<join_prefix<Prefix, Inner>(), Items...>,
                         misplaced_prefix<Inner>> {};

template <fixed_string Prefix, class... Items>
struct placed<Prefix, routes<Items...>> : placed_list<Prefix, Items...> {};

template <fixed_string Prefix, fixed_string Inner, void (*Handle)(exchange&)>
  requires is_prefix<Inner>
struct placed<Prefix, mount<Inner, Handle>> {
  static constexpr std::size_t count = 3;
  static constexpr bool appends_slash = false;
  static constexpr auto prefix = join_prefix<Prefix, Inner>();
  static constexpr auto itself = join_prefix<"* ", prefix>();
  static constexpr auto with_slash = join_prefix<itself, "/">();
  static constexpr auto below = join_prefix<itself, "/{rest:path}">();
  static constexpr void fill(route_entry*& at) {
    *at++ = {itself.view(), &answer};
    *at++ = {with_slash.view(), &answer};
    *at++ = {below.view(), &answer};
  }

 private:
  static void answer(exchange& with, route_match const&) { Handle(with); }
};

template <fixed_string Prefix, fixed_string Inner, void (*Handle)(exchange&)>
  requires(!is_prefix<Inner>)
struct placed<Prefix, mount<Inner, Handle>> : misplaced_prefix<Inner> {};

template <fixed_string Prefix>
struct placed<Prefix, append_slash> {
  static constexpr std::size_t count = 0;
  static constexpr bool appends_slash = true;
  static constexpr void fill(route_entry*&) {}
};

}  // namespace detail
}  // namespace hyper

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <hyper/config.hpp>
#include <hyper/reflect/compile_error.hpp>
#include <hyper/routing/group.hpp>
#include <hyper/routing/match.hpp>
#include <hyper/routing/table.hpp>
#include <span>
#include <string_view>

namespace hyper {

/// Said by the compiler about two routes that exactly the same requests would reach.
template <fixed_string Route, fixed_string Other, fixed_string... Advice>
struct route_shadows_route;

/// What a list of routes says of a request that it has not been asked to answer.
struct found_route {
  std::string_view method;
  std::string_view pattern;  ///< the path of the pattern; empty: no route
  explicit constexpr operator bool() const { return !pattern.empty(); }
};

namespace detail {

/// A list of routes without its types.
struct route_list {
  route_tables tables;
  route_entry const* entries;
  bool appends_slash;
};

/// Answers a request, or starts what will.
void dispatch(exchange& with, route_list const& list);
/// Decides about the body of a request; without a route it is answered before the body is read.
void plan_body(exchange const& with, route_list const& list, body_plan& what);

}  // namespace detail

/// Routes, groups of routes, and further lists, made into one table by the compiler. It answers
/// 404, and 405 with Allow; HEAD by what answers GET; and OPTIONS, unless there is a route for it.
///
/// A literal is preferred to a parameter, and a narrow parameter to a wide one: int, uuid, slug,
/// str, path. Where a choice leads nowhere, the next one is tried.
template <class... Items>
struct routes {
  static constexpr std::size_t count = detail::placed_list<"", Items...>::count;

  /// The routes as data, in order of declaration.
  static constexpr std::array<detail::route_entry, count> entries = [] {
    std::array<detail::route_entry, count> made{};
    detail::route_entry* at = made.data();
    detail::placed_list<"", Items...>::fill(at);
    return made;
  }();

  /// Answers a request, or starts what will.
  static void handle(exchange& with) {
    judge();
    detail::dispatch(with, list());
  }

  /// What becomes of a request's body: for `http_service::plan`.
  static void plan(exchange const& with, body_plan& what) { detail::plan_body(with, list(), what); }

  /// The route that a request would take; for tests, and for who wants to know.
  static constexpr found_route find(std::string_view method, std::string_view path) {
    route_match found;
    detail::match_route(table.view(), method_position(method), path, found);
    if (found.route < 0) return {};
    route_pattern const pattern =
        parse_pattern(entries[static_cast<std::size_t>(found.route)].text);
    return {pattern.method, pattern.path};
  }

 private:
  static detail::route_list const& list() {
    static constexpr detail::route_list made{table.view(), entries.data(),
                                             detail::placed_list<"", Items...>::appends_slash};
    return made;
  }

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

  static constexpr std::string_view text_of(int route) {
    return route < 0 ? std::string_view() : entries[static_cast<std::size_t>(route)].text;
  }
  static constexpr std::string_view shadowing = text_of(table.shadowing);
  static constexpr std::string_view shadowed = text_of(table.shadowed);

  static constexpr void judge() {
    if constexpr (table.shadowed >= 0)
      compile_error<route_shadows_route<clipped<shadowing>, clipped<shadowed>,
                                        "the same requests reach both:", "change one pattern">>();
  }
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/routing/router.ipp>
#endif

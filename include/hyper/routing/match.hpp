// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/routing/pattern.hpp>
#include <span>

namespace hyper {

/// What a path was found to be.
struct route_match {
  int route = -1;             ///< position in the table, or -1
  std::uint16_t allowed = 0;  ///< bit i: the path exists for `route_methods[i]`
  std::uint16_t capture_count = 0;
  std::string_view captures[route_pattern::most_captures];  ///< raw: still percent-encoded
};

namespace detail {

inline constexpr std::int16_t no_route = -1;

/// A node of the trie: a place in the path, after some segments.
struct route_node {
  std::int16_t routes[route_methods.size()];
  std::int16_t parameters[5];  // the child for each kind of parameter, in the order of the kinds
  std::int16_t first_literal = -1;  // the children for literals are a sorted run of edges
  std::int16_t literal_count = 0;
};

struct route_edge {
  std::string_view text;
  std::int16_t node;
};

/// The trie as the matcher sees it: two arrays, whoever owns them.
struct route_trie {
  std::span<route_node const> nodes;
  std::span<route_edge const> edges;
};

}  // namespace detail
}  // namespace hyper

namespace hyper::detail {

constexpr bool fits_parameter(segment_kind kind, std::string_view segment) {
  auto const digit = [](char c) { return c >= '0' && c <= '9'; };
  auto const hexadecimal = [&](char c) { return digit(c) || ((c | 32) >= 'a' && (c | 32) <= 'f'); };
  if (segment.empty()) return false;
  switch (kind) {
    case segment_kind::integer: {
      std::size_t const sign = segment[0] == '-' ? 1 : 0;
      for (char const c : segment.substr(sign))
        if (!digit(c)) return false;
      return segment.size() > sign && segment.size() <= 20;
    }
    case segment_kind::uuid:
      if (segment.size() != 36) return false;
      for (std::size_t i = 0; i < 36; ++i)
        if (i == 8 || i == 13 || i == 18 || i == 23 ? segment[i] != '-' : !hexadecimal(segment[i]))
          return false;
      return true;
    case segment_kind::slug:
      for (char const c : segment)
        if (!(digit(c) || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '-' || c == '_'))
          return false;
      return true;
    default:
      return true;
  }
}

inline constexpr std::size_t get_position = method_position("GET");
inline constexpr std::size_t head_position = method_position("HEAD");

struct route_search {
  route_trie const& in;
  std::size_t method;
  route_match& into;

  constexpr int literal_child(route_node const& node, std::string_view segment) const {
    std::size_t low = static_cast<std::size_t>(node.first_literal);
    std::size_t high = low + static_cast<std::size_t>(node.literal_count);
    while (low < high) {
      std::size_t const middle = (low + high) / 2;
      int const order = in.edges[middle].text.compare(segment);
      if (order == 0) return in.edges[middle].node;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
    return -1;
  }

  /// The path has ended at this node. Notes what it allows; true when that is the method wanted.
  constexpr bool arrive(route_node const& node) const {
    for (std::size_t i = 0; i < route_methods.size(); ++i)
      if (node.routes[i] >= 0) into.allowed |= static_cast<std::uint16_t>(1U << i);
    if (method >= route_methods.size()) return false;
    // HEAD is answered by what answers GET.
    bool const as_get = method == head_position && node.routes[method] < 0;
    into.route = node.routes[as_get ? get_position : method];
    return into.route >= 0;
  }

  /// `rest` is what follows the slash, or has no data when the path has ended. Recursion is bounded
  /// by the depth of the trie.
  constexpr bool walk(int at, std::string_view rest, bool ended) const {
    route_node const& node = in.nodes[static_cast<std::size_t>(at)];
    if (ended) return arrive(node);
    std::size_t const slash = position_of(rest, '/');
    std::string_view const segment = rest.substr(0, slash);
    bool const last = slash == rest.npos;
    std::string_view const after = last ? std::string_view() : rest.substr(slash + 1);
    if (int const child = literal_child(node, segment); child >= 0 && walk(child, after, last))
      return true;
    for (std::size_t kind = 0; kind < 5; ++kind) {
      if (node.parameters[kind] < 0) continue;
      auto const wanted = static_cast<segment_kind>(kind + 1);
      bool const takes_rest = wanted == segment_kind::rest;
      std::string_view const taken = takes_rest ? rest : segment;
      if (!fits_parameter(wanted, taken)) continue;
      std::uint16_t const before = into.capture_count;
      into.captures[into.capture_count++] = taken;
      if (walk(node.parameters[kind], takes_rest ? std::string_view() : after, takes_rest || last))
        return true;
      into.capture_count = before;
    }
    return false;
  }
};

constexpr route_match match_route(route_trie const& in, std::size_t method, std::string_view path) {
  route_match found;
  if (!path.empty() && path[0] == '/')
    route_search{in, method, found}.walk(0, path.substr(1), false);
  return found;
}

}  // namespace hyper::detail

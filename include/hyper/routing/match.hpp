// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Finds the route of a path. Literals are preferred to parameters, and those are tried from the
// narrow to the wide: int, uuid, slug, str, path. When a choice leads nowhere, or to no route for
// the method, the next one is tried; each node is visited at most once, since only one way leads to
// it. Nothing is allocated.

#include <cstddef>
#include <cstdint>
#include <hyper/routing/pattern.hpp>
#include <hyper/routing/table.hpp>
#include <string_view>

namespace hyper {

/// What a path was found to be.
struct route_match {
  int route = -1;             ///< position in the table, or -1
  std::uint16_t allowed = 0;  ///< without a route: bit i: the path exists for `route_methods[i]`
  std::uint16_t capture_count = 0;

  /// A parameter's text as it was sent, still percent-encoded.
  constexpr std::string_view capture(std::size_t position) const {
    return {captures[position].begin, captures[position].size};
  }

  // Without an initialiser: to clear 256 bytes takes as long as to find the route.
  struct captured {
    char const* begin;
    std::size_t size;
  } captures[route_pattern::most_captures];

  constexpr route_match() {}
};

namespace detail {

constexpr bool is_uuid_text(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < 36; ++i) {
    bool const hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    if (hyphen ? text[i] != '-' : !is_decimal_digit(text[i]) && !(text[i] >= 'a' && text[i] <= 'f'))
      return false;
  }
  return true;
}

constexpr bool fits_parameter(segment_kind kind, std::string_view text) {
  if (text.empty()) return false;
  if (kind == segment_kind::integer) {
    for (char const c : text)
      if (!is_decimal_digit(c)) return false;
  } else if (kind == segment_kind::slug) {
    for (char const c : text)
      if (!is_word_character(c) && c != '-') return false;
  } else if (kind == segment_kind::uuid) {
    return is_uuid_text(text);
  }
  return true;
}

inline constexpr std::size_t get_position = method_position("GET");
inline constexpr std::size_t head_position = method_position("HEAD");

struct route_search {
  route_tables const& in;
  std::size_t method;
  route_match& into;

  /// The path ends here. True when there is a route for the method, or for any; HEAD is answered by
  /// what answers GET.
  constexpr bool arrive(route_endpoint const& endpoint) const {
    into.route = endpoint.routes[method];
    if (into.route < 0 && method == head_position) into.route = endpoint.routes[get_position];
    if (into.route < 0) into.route = endpoint.routes[any_method];
    into.allowed = static_cast<std::uint16_t>(into.allowed | endpoint.methods);
    return into.route >= 0;
  }

  constexpr bool find_path(std::string_view path) const {
    route_slot const& slot = in.paths[find_slot(in.paths, 0, path)];
    return slot.to >= 0 && arrive(in.endpoints[static_cast<std::size_t>(slot.to)]);
  }

  /// `rest` is what follows the slash, unless the path has ended. The depth is that of the trie.
  constexpr bool walk(std::int16_t at, std::string_view rest, bool ended) const {
    route_node const& node = in.nodes[static_cast<std::size_t>(at)];
    if (ended)
      return node.endpoint >= 0 && arrive(in.endpoints[static_cast<std::size_t>(node.endpoint)]);
    std::size_t const slash = position_of(rest, '/');
    bool const last = slash == rest.npos;
    std::string_view const segment = rest.substr(0, slash);
    std::string_view const after = last ? std::string_view() : rest.substr(slash + 1);
    if (node.has_literals) {
      std::int16_t const next = in.steps[find_slot(in.steps, at, segment)].to;
      if (next >= 0 && walk(next, after, last)) return true;
    }
    for (std::size_t i = 0; i < parameter_kinds; ++i) {
      if (node.parameters[i] < 0) continue;
      auto const kind = static_cast<segment_kind>(i + 1);
      bool const all = kind == segment_kind::rest;
      if (take(kind, all ? rest : segment, node.parameters[i], after, all || last)) return true;
    }
    return false;
  }

  constexpr bool take(segment_kind kind, std::string_view text, std::int16_t next,
                      std::string_view after, bool ended) const {
    if (!fits_parameter(kind, text)) return false;
    into.captures[into.capture_count++] = {text.data(), text.size()};
    if (walk(next, after, ended)) return true;
    --into.capture_count;
    return false;
  }
};

/// `method` is a position in `route_methods`, or `any_method` for one that is none of them.
constexpr void match_route(route_tables const& in, std::size_t method, std::string_view path,
                           route_match& found) {
  route_search const search{in, method, found};
  if (path.empty() || path[0] != '/' || search.find_path(path) || !in.any_parameters) return;
  search.walk(0, path.substr(1), false);
}

}  // namespace detail
}  // namespace hyper

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/routing/match.hpp>
#include <hyper/routing/pattern.hpp>
#include <span>

namespace hyper {

/// The table of `Count` routes with `Segments` segments in all, built in the compiler. Literals are
/// preferred to parameters, and those are tried from the narrow to the wide: int, uuid, slug, str,
/// path; when a choice leads nowhere the next one is tried. Matching allocates nothing.
template <std::size_t Count, std::size_t Segments>
struct route_table {
  detail::route_node nodes[Segments + 1]{};
  detail::route_edge edges[Segments + 1]{};
  std::size_t node_count = 1;
  std::size_t edge_count = 0;
  /// Two routes that the same requests would reach, or -1.
  int shadowed = -1;
  int shadowing = -1;

  constexpr explicit route_table(std::span<route_pattern const, Count> patterns) {
    // Literal children are kept as a list through `next` while building, and laid out at the end.
    std::int16_t next[Segments + 1]{};
    std::int16_t parent[Segments + 1]{};
    std::string_view text[Segments + 1]{};
    for (auto& node : nodes) clear(node);
    for (std::size_t i = 0; i < Count; ++i)
      insert(patterns[i], static_cast<int>(i), next, parent, text);
    lay_out(next, text);
  }

  constexpr detail::route_trie trie() const { return {{nodes, node_count}, {edges, edge_count}}; }

 private:
  static constexpr void clear(detail::route_node& node) {
    for (auto& route : node.routes) route = detail::no_route;
    for (auto& child : node.parameters) child = -1;
  }

  constexpr void insert(route_pattern const& pattern, int number, std::int16_t* next,
                        std::int16_t* parent, std::string_view* text) {
    std::int16_t at = 0;
    for (std::size_t i = 0; i < pattern.segment_count; ++i)
      at = child(at, pattern.segments[i], next, parent, text);
    std::int16_t& route = nodes[at].routes[pattern.method_number];
    if (route != detail::no_route && shadowed < 0) {
      shadowed = number;
      shadowing = route;
    }
    route = static_cast<std::int16_t>(number);
  }

  constexpr std::int16_t child(std::int16_t of, pattern_segment const& segment, std::int16_t* next,
                               std::int16_t* parent, std::string_view* text) {
    detail::route_node& node = nodes[of];
    if (segment.kind != segment_kind::literal) {
      std::int16_t& found = node.parameters[static_cast<std::size_t>(segment.kind) - 1];
      if (found < 0) found = static_cast<std::int16_t>(node_count++);
      return found;
    }
    for (std::int16_t each = node.first_literal; each > 0; each = next[each])
      if (text[each] == segment.text) return each;
    auto const made = static_cast<std::int16_t>(node_count++);
    text[made] = segment.text;
    parent[made] = of;
    next[made] = node.first_literal > 0 ? node.first_literal : std::int16_t{0};
    node.first_literal = made;
    ++node.literal_count;
    return made;
  }

  constexpr void lay_out(std::int16_t const* next, std::string_view const* text) {
    for (std::size_t n = 0; n < node_count; ++n) {
      detail::route_node& node = nodes[n];
      auto const first = static_cast<std::int16_t>(edge_count);
      for (std::int16_t each = node.first_literal; each > 0; each = next[each]) {
        std::size_t place = edge_count++;
        for (; place > static_cast<std::size_t>(first) && text[each] < edges[place - 1].text;
             --place)
          edges[place] = edges[place - 1];
        edges[place] = {text[each], each};
      }
      node.first_literal = first;
    }
  }
};

}  // namespace hyper

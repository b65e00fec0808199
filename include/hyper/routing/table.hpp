// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The table of routes as plain arrays, built by one function in the compiler in a time that grows
// with the number of segments. Paths without parameters stand in a hash table as a whole; the
// others form a trie, one level for each segment, whose literal steps stand in a second one.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <hyper/routing/pattern.hpp>
#include <span>
#include <string_view>
#include <type_traits>

namespace hyper {

namespace detail {

inline constexpr std::int16_t no_route = -1;
inline constexpr std::int16_t no_node = -1;
inline constexpr std::size_t parameter_kinds = 5;

/// Where patterns end: the route for each method, and one for any.
struct route_endpoint {
  std::int16_t routes[route_methods.size() + 1] = {-1, -1, -1, -1, -1, -1, -1, -1, -1};
  std::uint16_t methods = 0;  // bit i: there is a route for method i
};

/// A place in the trie, behind some segments.
struct route_node {
  std::int16_t endpoint = -1;
  std::int16_t parameters[parameter_kinds] = {no_node, no_node, no_node, no_node, no_node};
  bool has_literals = false;
};

/// A slot of a hash table: a text that leads from a node to a node, or a whole path that leads to
/// an endpoint.
struct route_slot {
  std::string_view text = {};
  std::int16_t from = 0;
  std::int16_t to = -1;
};

/// Eight bytes of a text as a number; fewer at its end.
constexpr std::uint64_t word_of_text(char const* from, std::size_t count) {
  std::uint64_t made = 0;
  if (std::is_constant_evaluated()) {
    for (std::size_t i = 0; i < count; ++i)
      made |= std::uint64_t{static_cast<unsigned char>(from[i])} << (8 * i);
  } else if (count == 8) {
    std::memcpy(&made, from, 8);
    if constexpr (std::endian::native == std::endian::big) made = __builtin_bswap64(made);
  } else {
    for (std::size_t i = 0; i < count; ++i)
      made |= std::uint64_t{static_cast<unsigned char>(from[i])} << (8 * i);
  }
  return made;
}

/// Spreads texts well; no protection is needed, since the table's texts are the program's own.
constexpr std::uint64_t hash_text(std::string_view text, std::uint64_t seed) {
  constexpr std::uint64_t factor = 0x9E3779B97F4A7C15;
  std::uint64_t hash = (seed + text.size()) * factor;
  std::size_t at = 0;
  for (; text.size() - at >= 8; at += 8) {
    hash = (hash ^ word_of_text(text.data() + at, 8)) * factor;
    hash ^= hash >> 32;
  }
  hash = (hash ^ word_of_text(text.data() + at, text.size() - at)) * factor;
  return hash ^ hash >> 32;
}

constexpr bool same_text(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  if (!std::is_constant_evaluated()) return std::memcmp(a.data(), b.data(), a.size()) == 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i] != b[i]) return false;
  return true;
}

/// The slot of a text, or the free one where it belongs. The table is a power of two in size and at
/// most half full.
constexpr std::size_t find_slot(std::span<route_slot const> slots, std::int16_t from,
                                std::string_view text) {
  std::size_t const mask = slots.size() - 1;
  std::size_t at = hash_text(text, static_cast<std::uint64_t>(from)) & mask;
  while (slots[at].to >= 0 && !(slots[at].from == from && same_text(slots[at].text, text)))
    at = (at + 1) & mask;
  return at;
}

/// The table as the matcher sees it, whoever owns the arrays.
struct route_tables {
  std::span<route_slot const> paths;
  std::span<route_slot const> steps;
  std::span<route_node const> nodes;
  std::span<route_endpoint const> endpoints;
  bool any_parameters = false;
};

}  // namespace detail

/// The table of `Count` routes with `Segments` segments in all. Paths are compared as they are
/// sent, percent-encoding and all; a slash at the end is part of the path.
template <std::size_t Count, std::size_t Segments>
class route_table {
  static_assert(Segments < 32'000, "too many routes for one table");

 public:
  constexpr explicit route_table(std::span<route_pattern const, Count> patterns) {
    for (std::size_t i = 0; i < Count; ++i)
      if (patterns[i].valid()) insert(patterns[i], static_cast<std::int16_t>(i));
  }

  /// The first two routes that exactly the same requests would reach, or -1.
  int shadowing = -1;
  int shadowed = -1;

  constexpr detail::route_tables view() const {
    return {paths_, steps_, nodes_, endpoints_, node_count_ > 1};
  }

 private:
  constexpr void insert(route_pattern const& pattern, std::int16_t number) {
    std::int16_t const place =
        pattern.capture_count == 0 ? path_endpoint(pattern.path) : node_endpoint(grow(pattern));
    detail::route_endpoint& endpoint = endpoints_[static_cast<std::size_t>(place)];
    std::int16_t const other = endpoint.routes[pattern.method_number];
    if (other < 0) {
      endpoint.routes[pattern.method_number] = number;
      endpoint.methods = static_cast<std::uint16_t>(endpoint.methods | 1U << pattern.method_number);
    } else if (shadowed < 0) {
      shadowing = other;
      shadowed = number;
    }
  }

  constexpr std::int16_t path_endpoint(std::string_view path) {
    detail::route_slot& slot = paths_[detail::find_slot(paths_, 0, path)];
    if (slot.to < 0) slot = {path, 0, endpoint_count_++};
    return slot.to;
  }
  constexpr std::int16_t node_endpoint(std::int16_t at) {
    detail::route_node& node = nodes_[static_cast<std::size_t>(at)];
    if (node.endpoint < 0) node.endpoint = endpoint_count_++;
    return node.endpoint;
  }

  /// The node at the end of a pattern.
  constexpr std::int16_t grow(route_pattern const& pattern) {
    std::int16_t at = 0;
    for (std::size_t i = 0; i < pattern.segment_count; ++i) {
      pattern_segment const& segment = pattern.segments[i];
      at = segment.kind == segment_kind::literal ? step(at, segment.text)
                                                 : parameter(at, segment.kind);
    }
    return at;
  }

  constexpr std::int16_t step(std::int16_t from, std::string_view text) {
    nodes_[static_cast<std::size_t>(from)].has_literals = true;
    detail::route_slot& slot = steps_[detail::find_slot(steps_, from, text)];
    if (slot.to < 0) slot = {text, from, node_count_++};
    return slot.to;
  }
  constexpr std::int16_t parameter(std::int16_t from, segment_kind kind) {
    detail::route_node& node = nodes_[static_cast<std::size_t>(from)];
    std::int16_t& next = node.parameters[static_cast<std::size_t>(kind) - 1];
    if (next < 0) next = node_count_++;
    return next;
  }

  std::array<detail::route_slot, std::bit_ceil(2 * Count + 1)> paths_{};
  std::array<detail::route_slot, std::bit_ceil(2 * Segments + 1)> steps_{};
  std::array<detail::route_node, Segments + 1> nodes_{};
  std::array<detail::route_endpoint, Count + 1> endpoints_{};
  std::int16_t node_count_ = 1;
  std::int16_t endpoint_count_ = 0;
};

}  // namespace hyper

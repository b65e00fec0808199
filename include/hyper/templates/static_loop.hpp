// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private, for render.hpp: what a `for` of a compiled template walks over, and its `loop`.

#include <hyper/templates/static_call.hpp>

namespace hyper::detail {

/// Elements chosen by a loop's filter, or the entries of a map, where they lie.
template <class T>
struct walked_pointers {
  std::vector<T const*> all;
  std::size_t size() const { return all.size(); }
  T const& operator[](std::size_t at) const { return *all[at]; }
};
template <class Map>
struct walked_keys {
  std::vector<typename Map::value_type const*> all;
  std::size_t size() const { return all.size(); }
  auto const& operator[](std::size_t at) const { return all[at]->first; }
};
/// A list of values without static types. The body of the loop may add to it.
struct walked_list {
  template_value source;
  std::size_t size() const { return source.elements().size(); }
  template_value operator[](std::size_t at) const { return source.elements()[at]; }
};
inline walked_list walked_values(template_value const& over) {
  return {over.is(value_kind::list) ? over : template_value(elements_of(over))};
}

/// `loop`.
template <class Elements>
struct loop_state {
  std::size_t position = 0;
  std::size_t count = 0;
  std::size_t depth = 0;
  Elements const* elements = nullptr;
  mutable template_value::list seen{};
  mutable bool has_seen = false;

  template_value neighbour(int step) const {
    bool const outside = step < 0 ? position == 0 : position + 1 >= count;
    if (outside)
      return template_value::undefined(
          step < 0 ? "there is no previous item" : "there is no next item", "");
    return to_dynamic((*elements)[position + static_cast<std::size_t>(step)]);
  }
  bool is_changed(template_value::list now) const {
    bool const same = has_seen && equal(template_value(seen), template_value(now));
    has_seen = true;
    seen = std::move(now);
    return !same;
  }
};

template <class Unit, std::int32_t Node>
struct loop_name {
  using unit = Unit;
  static constexpr std::int32_t node = Node;
  static constexpr std::string_view name = "loop";
};

template <class T>
inline constexpr bool is_static_pair = false;
template <class First, class Second>
inline constexpr bool is_static_pair<std::pair<First, Second>> = true;

/// Whether a loop walks over `map.items()` of a map of C++.
template <class Unit, std::int32_t Node, class Scope>
constexpr bool is_map_items() {
  constexpr template_node const& call = Unit::tree[Node];
  if constexpr (call.kind != node_kind::call || call.b != no_template_node) {
    return false;
  } else if constexpr (Unit::tree[call.a].kind != node_kind::attribute ||
                       Unit::tree.view(call.a) != "items") {
    return false;
  } else {
    constexpr std::int32_t object = Unit::tree[call.a].a;
    if constexpr (name_kind_of<Unit, object, Scope>() != name_kind::nothing &&
                  name_kind_of<Unit, object, Scope>() != name_kind::value) {
      return false;
    } else {
      using type = decltype(node_value<Unit, object>(std::declval<Scope const&>(),
                                                     std::declval<render_state&>()));
      return std::is_lvalue_reference_v<type> && map_like<shown_type<std::remove_cvref_t<type>>>;
    }
  }
}

/// Calls `walk(elements)` with a value as something that has a size.
template <class T, class Walk>
[[gnu::always_inline]] inline auto walk_over_value(T const& given, Walk const& walk) {
  auto const& over = shown_value(given);
  using type = shown_type<T>;
  if constexpr (map_like<type>) {
    walked_keys<type> keys;
    for (auto const& entry : over) keys.all.push_back(&entry);
    return walk(keys);
  } else if constexpr (sequence_like<type>) {
    return walk(over);
  } else {
    return walk(walked_values(to_dynamic(over)));
  }
}

/// The same with what the expression of a loop yields, as something with a size.
template <class Unit, std::int32_t Node, class Scope, class Walk>
[[gnu::always_inline]] inline auto walk_over(Scope const& scope, render_state& state,
                                             Walk const& walk) {
  if constexpr (is_map_items<Unit, Node, Scope>()) {
    auto const& map = shown_value(node_value<Unit, Unit::tree[Unit::tree[Node].a].a>(scope, state));
    walked_pointers<typename std::remove_cvref_t<decltype(map)>::value_type> entries;
    for (auto const& entry : map) entries.all.push_back(&entry);
    return walk(entries);
  } else {
    return walk_over_value(node_value<Unit, Node>(scope, state), walk);
  }
}

}  // namespace hyper::detail

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private, for render.hpp: compiled templates that use other templates. Which template has a block,
// what is included and what is imported is known to the compiler.

#include <hyper/templates/static_import.hpp>

namespace hyper::detail {

// ---- a whole template ----

/// Goes on with the template that a child extends.
template <class Unit, int Parent>
struct then_parent {
  render_state& state;
  template <class Scope>
  page_flow operator()(Scope const& scope) const {
    return emit_template<typename Unit::template within<Parent>>(scope, state);
  }
};

/// Whether the chain of a template's ancestors leads back into itself.
template <class Folder, int Position, int Steps = 0>
constexpr bool extends_itself() {
  if constexpr (Position < 0)
    return false;
  else if constexpr (Steps > deepest_include)
    return true;
  else
    return extends_itself<Folder, parent_of<Folder, Position>, Steps + 1>();
}

template <class Folder, int Position>
constexpr void offer_blocks(nearest_name& nearest) {
  if constexpr (Position >= 0) {
    tree_view const& tree = embedded_tree<Folder, Position>::view;
    for (std::size_t i = 0; i < tree.count; ++i)
      if (tree.nodes[i].kind == node_kind::block) nearest.offer(tree.view(tree.nodes[i].text));
    offer_blocks<Folder, parent_of<Folder, Position>>(nearest);
  }
}
template <class Folder, int Position>
constexpr std::string_view nearest_block(std::string_view wrong) {
  nearest_name nearest{wrong};
  offer_blocks<Folder, Position>(nearest);
  return nearest.best;
}

/// A block of a child that no template above it has, or -1.
template <class Folder, int Position>
constexpr std::int32_t orphan_block() {
  if constexpr (parent_of<Folder, Position> < 0)
    return no_template_node;
  else
    return find_orphan_block<Folder, Position>();
}
template <class Unit, std::int32_t Block>
void refuse_block() {
  using folder = typename Unit::folder;
  constexpr source_position where = template_place<Unit, Block>;
  constexpr std::string_view best =
      nearest_block<folder, parent_of<folder, Unit::position>>(Unit::tree.view(Block));
  compile_error<template_block_is_unknown<template_words<unit_words<Unit>>, where.line,
                                          where.column, template_words<node_words<Unit, Block>>,
                                          "no template above has it. Near:",
                                          to_fixed_string<clipped_size(best.size())>(best)>>();
}

template <class Unit, class Scope>
page_flow emit_template(Scope const& scope, render_state& state) {
  using folder = typename Unit::folder;
  if constexpr (!can_be_read<folder, Unit::position>()) {
    refuse_source<folder, Unit::position>();
  } else if constexpr (orphan_block<folder, Unit::position>() != no_template_node) {
    refuse_block<Unit, orphan_block<folder, Unit::position>()>();
  } else {
    state.entry = &Unit::entry;
    return emit_scope<Unit, Unit::tree.body>(scope, state);
  }
  return page_flow::normal;
}

/// Says that no template of the folder has the name in a node.
template <class Unit, std::int32_t Node>
void refuse_template() {
  constexpr std::string_view best = nearest_template<typename Unit::folder>(Unit::tree.view(Node));
  constexpr source_position where = template_place<Unit, Node>;
  compile_error<template_is_not_embedded<template_words<unit_words<Unit>>, where.line, where.column,
                                         template_words<node_words<Unit, Node>>, "did you mean",
                                         to_fixed_string<clipped_size(best.size())>(best)>>();
}

template <>
struct static_statement<node_kind::extends> {
  template <class Unit, std::int32_t Node, bool Silent, class Scope, class After>
  [[gnu::always_inline]] static inline page_flow bind(Scope const& scope, render_state& state,
                                                      After const&) {
    using folder = typename Unit::folder;
    constexpr std::int32_t name = Unit::tree[Node].a;
    constexpr int parent = parent_of<folder, Unit::position>;
    if constexpr (Unit::tree[name].kind != node_kind::string) {
      refuse_compiling<Unit, Node, "extends needs a literal name", "in compiled templates">();
    } else if constexpr (parent < 0) {
      refuse_template<Unit, name>();
    } else if constexpr (find_extends(Unit::tree) != Node) {
      refuse_compiling<Unit, Node, "a template extends one other, and", "at its top">();
    } else if constexpr (extends_itself<folder, Unit::position>()) {
      refuse_compiling<Unit, Node, "the template extends itself">();
    } else {
      then_parent<Unit, parent> const then{state};
      return emit_list<Unit, Unit::tree[Node].next, true>(scope, state, then);
    }
    return page_flow::normal;
  }
  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline page_flow emit(Scope const&, render_state&) {
    refuse_compiling<Unit, Node, "extends stands at the top of a",
                     "compiled template, in no tag">();
    return page_flow::normal;
  }
};

// ---- include ----

template <class Unit, std::int32_t Name>
constexpr int find_included() {
  constexpr template_node const& name = Unit::tree[Name];
  if (name.kind == node_kind::string)
    return find_embedded<typename Unit::folder>(Unit::tree.view(Name));
  for (std::int32_t i = name.a; i != no_template_node; i = Unit::tree[i].next)
    if (int const found = find_embedded<typename Unit::folder>(literal_name(Unit::tree, i));
        found >= 0)
      return found;
  return -1;
}
constexpr bool has_literal_names(tree_view const& tree, std::int32_t node) {
  if (tree[node].kind == node_kind::string) return true;
  if (tree[node].kind != node_kind::list && tree[node].kind != node_kind::tuple) return false;
  for (std::int32_t i = tree[node].a; i != no_template_node; i = tree[i].next)
    if (tree[i].kind != node_kind::string) return false;
  return true;
}

template <>
struct static_statement<node_kind::include> {
  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline page_flow emit(Scope const& scope, render_state& state) {
    constexpr template_node const& node = Unit::tree[Node];
    constexpr bool ignores = (node.flags & 1) != 0;
    if constexpr (!has_literal_names(Unit::tree, node.a)) {
      refuse_compiling<Unit, Node, "include needs literal names in", "compiled templates">();
    } else if constexpr (Unit::depth >= deepest_include) {
      refuse_compiling<Unit, Node, "the template includes itself">();
    } else if constexpr (find_included<Unit, node.a>() >= 0) {
      constexpr int found = find_included<Unit, node.a>();
      using unit = template_unit<typename Unit::folder, found, found, Unit::depth + 1>;
      if constexpr ((node.flags & 2) != 0)
        return emit_template<unit>(included_scope<Scope>{scope}, state);
      else
        return emit_template<unit>(without_context(scope), state);
    } else if constexpr (!ignores) {
      if constexpr (Unit::tree[node.a].kind == node_kind::string)
        refuse_template<Unit, node.a>();
      else
        refuse_compiling<Unit, Node, "none of these templates is", "embedded">();
    }
    return page_flow::normal;
  }
};

// ---- blocks ----

template <class Unit, std::int32_t Node>
struct block_name {
  using unit = Unit;
  static constexpr std::int32_t node = Node;
  static constexpr std::string_view name = "super";
};

/// Writes a block as the template at `Place.position` has it.
template <class Unit, std::int32_t At, class Place, class Scope>
void write_block(Scope const& scope, render_state& state) {
  constexpr block_place place = Place::value;
  using unit = typename Unit::template within<place.position>;
  constexpr template_node const& block = unit::tree[place.node];
  if constexpr ((block.flags & 2) != 0) {
    constexpr source_position where = template_place<Unit, At>;
    compile_error<template_block_is_required<
        template_words<unit_words<Unit>>, where.line, where.column,
        template_words<node_words<unit, place.node>>, "no template below gives it">>();
  } else {
    embedded_template const* const outer = state.entry;
    state.entry = &unit::entry;
    named_scope<Scope, name_kind::block, block_name<unit, place.node>, bool, true> const inner{
        scope, false};
    emit_scope<unit, block.c>(inner, state);
    state.entry = outer;
  }
}

template <class Unit, std::int32_t Node, int From>
struct block_found {
  static constexpr block_place value =
      find_block<typename Unit::folder, From>(Unit::tree.view(Node));
};

template <>
struct static_statement<node_kind::block> {
  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline page_flow emit(Scope const& scope, render_state& state) {
    using found = block_found<Unit, Node, Unit::page>;
    if constexpr ((Unit::tree[Node].flags & 1) != 0)
      write_block<Unit, Node, found>(scope, state);
    else
      write_block<Unit, Node, found>(exported_scope(scope), state);
    return page_flow::normal;
  }
};

/// `super()` and `self.block()`.
template <class Unit, std::int32_t Call, class Scope>
void write_super(Scope const& scope, render_state& state) {
  if constexpr (Scope::find("super"sv) < 0) {
    refuse_compiling<Unit, Call, "super() stands in a block">();
  } else {
    auto const& block = scope_at<Scope::find("super"sv)>(scope);
    using named = typename std::remove_cvref_t<decltype(block)>::named;
    using folder = typename Unit::folder;
    using found =
        block_found<typename named::unit, named::node, parent_of<folder, named::unit::position>>;
    if constexpr (found::value.position < 0)
      refuse_compiling<Unit, Call, "no template above has this block">();
    else
      write_block<Unit, Call, found>(block.outer, state);
  }
}
template <class Unit, std::int32_t Callee, class Scope>
void write_self(Scope const& scope, render_state& state) {
  using found = block_found<Unit, Callee, Unit::page>;
  if constexpr (found::value.position < 0)
    refuse_compiling<Unit, Callee, "no template has this block">();
  else
    write_block<Unit, Callee, found>(exported_scope(scope), state);
}

}  // namespace hyper::detail

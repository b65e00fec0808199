// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private, for render.hpp: the arguments of calls in compiled templates, and what is wrong with
// them.

#include <hyper/templates/static_operator.hpp>

namespace hyper::detail {

/// The value of an argument, without the name or star before it.
constexpr std::int32_t argument_node(tree_view const& tree, std::int32_t node) {
  node_kind const kind = tree[node].kind;
  bool const wrapped =
      kind == node_kind::keyword || kind == node_kind::star || kind == node_kind::double_star;
  return wrapped ? tree[node].a : node;
}
template <class Unit, std::int32_t Node>
constexpr argument_form form_of_argument() {
  return {Unit::tree[Node].kind,
          Unit::tree[Node].kind == node_kind::keyword ? Unit::tree.view(Node) : std::string_view{},
          Unit::tree[Node].at};
}

template <class Unit, std::int32_t First, class Scope, std::size_t... I>
[[gnu::always_inline]] inline argument_values gather_arguments(Scope const& scope,
                                                               render_state& state,
                                                               std::index_sequence<I...>) {
  using list = sibling_nodes<Unit, First>;
  static constexpr argument_form forms[] = {form_of_argument<Unit, list::nodes.at[I]>()..., {}};
  argument_values made;
  int const order[] = {
      0,
      (add_argument(made, state, Unit::entry, forms[I],
                    dynamic_node<Unit, argument_node(Unit::tree, list::nodes.at[I])>(scope, state)),
       0)...};
  static_cast<void>(order);
  return made;
}
template <class Unit, std::int32_t First, class Scope>
[[gnu::always_inline]] inline argument_values gather_arguments(Scope const& scope,
                                                               render_state& state) {
  if constexpr (First == no_template_node)
    return {};
  else
    return gather_arguments<Unit, First>(scope, state,
                                         typename sibling_nodes<Unit, First>::sequence{});
}

enum class argument_flaw : std::uint8_t { none, too_many, unknown_name, twice, missing };
struct argument_verdict {
  argument_flaw flaw = argument_flaw::none;
  std::int32_t node = no_template_node;  // that is wrong
  int parameter = -1;                    // that is missing
};

/// Judges the arguments of a call by the names of the parameters.
constexpr argument_verdict judge_arguments(tree_view const& tree, std::int32_t first,
                                           template_signature const& signature) {
  bool given[16]{};
  std::size_t used = 0;
  for (std::int32_t i = first; i != no_template_node; i = tree[i].next) {
    node_kind const kind = tree[i].kind;
    if (kind == node_kind::star || kind == node_kind::double_star || signature.open) return {};
    if (kind != node_kind::keyword) {
      if (used == signature.count()) return {argument_flaw::too_many, i, -1};
      given[used++] = true;
      continue;
    }
    int const at = signature.find(tree.view(i));
    if (at < 0) return {argument_flaw::unknown_name, i, -1};
    if (given[at]) return {argument_flaw::twice, i, -1};
    given[at] = true;
  }
  for (int i = 0; i < signature.needed; ++i)
    if (!given[i]) return {argument_flaw::missing, no_template_node, i};
  return {};
}

template <class Unit, std::int32_t Node, argument_verdict Verdict>
void refuse_argument() {
  constexpr std::int32_t place = Verdict.node == no_template_node ? Node : Verdict.node;
  constexpr source_position where = template_place<Unit, place>;
  if constexpr (Verdict.flaw == argument_flaw::unknown_name)
    compile_error<
        template_argument_is_wrong<template_words<unit_words<Unit>>, where.line, where.column,
                                   template_words<node_words<Unit, Node>>, "has no argument",
                                   template_words<node_words<Unit, place>>>>();
  else if constexpr (Verdict.flaw == argument_flaw::twice)
    compile_error<
        template_argument_is_wrong<template_words<unit_words<Unit>>, where.line, where.column,
                                   template_words<node_words<Unit, Node>>, "is given twice",
                                   template_words<node_words<Unit, place>>>>();
  else if constexpr (Verdict.flaw == argument_flaw::too_many)
    compile_error<template_argument_is_wrong<template_words<unit_words<Unit>>, where.line,
                                             where.column, template_words<node_words<Unit, Node>>,
                                             "does not take so many arguments">>();
  else
    compile_error<template_argument_is_wrong<template_words<unit_words<Unit>>, where.line,
                                             where.column, template_words<node_words<Unit, Node>>,
                                             "needs more arguments">>();
}
/// The argument for a parameter: its value's node, or -1.
constexpr std::int32_t find_argument(tree_view const& tree, std::int32_t first, int position,
                                     std::string_view name) {
  int at = 0;
  for (std::int32_t i = first; i != no_template_node; i = tree[i].next) {
    if (tree[i].kind == node_kind::keyword && tree.view(i) == name) return tree[i].a;
    if (tree[i].kind != node_kind::keyword && at++ == position) return i;
  }
  return no_template_node;
}

/// Whether a parameter has this name.
constexpr bool has_parameter(tree_view const& tree, std::int32_t first, std::string_view name) {
  for (std::int32_t i = first; i != no_template_node; i = tree[i].next)
    if (tree.view(i) == name) return true;
  return false;
}

}  // namespace hyper::detail

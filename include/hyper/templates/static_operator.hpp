// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private, for render.hpp: the operators in expressions of compiled templates.

#include <hyper/templates/static_attribute.hpp>

namespace hyper::detail {

// ---- operators ----

template <>
struct static_expression<node_kind::unary> {
  static constexpr std::uint8_t negation = static_cast<std::uint8_t>(token_kind::name);

  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline auto value(Scope const& scope, render_state& state) {
    constexpr template_node const& node = Unit::tree[Node];
    if constexpr (node.flags == negation) {
      return !node_holds<Unit, node.a>(scope, state);
    } else {
      template_value const operand = dynamic_node<Unit, node.a>(scope, state);
      note_place<Unit, Node>(state);
      return state.unary(static_cast<token_kind>(node.flags), operand);
    }
  }
};
template <>
struct static_expression<node_kind::binary> {
  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline template_value value(Scope const& scope,
                                                            render_state& state) {
    constexpr template_node const& node = Unit::tree[Node];
    template_value const left = dynamic_node<Unit, node.a>(scope, state);
    template_value const right = dynamic_node<Unit, node.b>(scope, state);
    note_place<Unit, Node>(state);
    return state.binary(static_cast<token_kind>(node.flags), left, right);
  }
};
template <>
struct static_expression<node_kind::logic> {
  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline template_value value(Scope const& scope,
                                                            render_state& state) {
    constexpr template_node const& node = Unit::tree[Node];
    template_value left = dynamic_node<Unit, node.a>(scope, state);
    if (left.truth() == (node.flags == 1)) return left;
    return dynamic_node<Unit, node.b>(scope, state);
  }
  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline bool holds(Scope const& scope, render_state& state) {
    constexpr template_node const& node = Unit::tree[Node];
    if (node_holds<Unit, node.a>(scope, state) == (node.flags == 1)) return node.flags == 1;
    return node_holds<Unit, node.b>(scope, state);
  }
};
template <>
struct static_expression<node_kind::comparison> {
  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline bool value(Scope const& scope, render_state& state) {
    constexpr std::int32_t first = Unit::tree[Node].a;
    constexpr std::int32_t operand = Unit::tree[Node].b;
    if constexpr (Unit::tree[operand].next != no_template_node) {
      return chain<Unit, operand>(node_value<Unit, first>(scope, state), scope, state);
    } else {
      constexpr auto kind = static_cast<token_kind>(Unit::tree[operand].flags);
      auto const& left = node_value<Unit, first>(scope, state);
      auto const& right = node_value<Unit, Unit::tree[operand].a>(scope, state);
      note_place<Unit, operand>(state);
      return compare_static(state, kind, left, right);
    }
  }

 private:
  template <class Unit, std::int32_t Operand, class Left, class Scope>
  static bool chain(Left const& left, Scope const& scope, render_state& state) {
    constexpr template_node const& node = Unit::tree[Operand];
    auto const& right = node_value<Unit, node.a>(scope, state);
    note_place<Unit, Operand>(state);
    if (!compare_static(state, static_cast<token_kind>(node.flags), left, right)) return false;
    if constexpr (node.next != no_template_node)
      return chain<Unit, node.next>(right, scope, state);
    else
      return true;
  }
};
template <>
struct static_expression<node_kind::concatenation> {
  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline template_value value(Scope const& scope,
                                                            render_state& state) {
    auto const parts = dynamic_list<Unit, Unit::tree[Node].a>(scope, state);
    note_place<Unit, Node>(state);
    return state.concatenate(parts);
  }
};
template <>
struct static_expression<node_kind::conditional> {
  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline decltype(auto) value(Scope const& scope,
                                                            render_state& state) {
    constexpr template_node const& node = Unit::tree[Node];
    using yes = decltype(node_value<Unit, node.b>(scope, state));
    if constexpr (node.c == no_template_node) {
      if (node_holds<Unit, node.a>(scope, state)) return dynamic_node<Unit, node.b>(scope, state);
      return template_value::undefined(
          "the inline if-expression evaluated to false and no else section was defined.", "");
    } else if constexpr (std::same_as<yes, decltype(node_value<Unit, node.c>(scope, state))>) {
      if (node_holds<Unit, node.a>(scope, state)) return node_value<Unit, node.b>(scope, state);
      return node_value<Unit, node.c>(scope, state);
    } else {
      if (node_holds<Unit, node.a>(scope, state)) return dynamic_node<Unit, node.b>(scope, state);
      return dynamic_node<Unit, node.c>(scope, state);
    }
  }
};

}  // namespace hyper::detail

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private, for render.hpp: statements of compiled templates that give names values, and loops.

#include <hyper/templates/static_statement.hpp>

namespace hyper::detail {

// ---- assignment ----

/// How a name keeps its value: what lies elsewhere by reference, a text of its own so that others
/// may share it.
template <class Value>
using kept_type =
    std::conditional_t<std::is_lvalue_reference_v<Value>, std::remove_cvref_t<Value> const&,
                       std::conditional_t<std::same_as<Value, std::string>, template_value, Value>>;

template <class Unit, std::int32_t Target, bool Set, class Scope, class Value, class Next>
[[gnu::always_inline]] inline page_flow bind_target(Scope const& scope, Value&& given,
                                                    render_state& state, Next const& next);

/// Gives the targets of a tuple, from this one on, the parts of a value.
template <class Unit, std::int32_t Target, bool Set, class Next>
struct bind_parts {
  template_value* part;
  render_state& state;
  Next const& next;
  template <class Scope>
  page_flow operator()(Scope const& scope) const {
    if constexpr (Target == no_template_node)
      return next(scope);
    else
      return bind_target<Unit, Target, Set>(
          scope, std::move(*part), state,
          bind_parts<Unit, Unit::tree[Target].next, Set, Next>{part + 1, state, next});
  }
};
template <class Unit, std::int32_t Target, bool Set, class Value, class Next>
struct bind_second {
  Value const& given;
  render_state& state;
  Next const& next;
  template <class Scope>
  page_flow operator()(Scope const& scope) const {
    return bind_target<Unit, Target, Set>(scope, given, state, next);
  }
};

template <class Unit, std::int32_t Target, bool Set, class Scope, class Value, class Next>
page_flow bind_tuple(Scope const& scope, Value const& given, render_state& state,
                     Next const& next) {
  constexpr std::int32_t first = Unit::tree[Target].a;
  constexpr std::size_t count = count_nodes(Unit::tree, first);
  if constexpr (is_static_pair<Value> && count == 2) {
    constexpr std::int32_t second = Unit::tree[first].next;
    using then = bind_second<Unit, second, Set, typename Value::second_type, Next>;
    return bind_target<Unit, first, Set>(scope, given.first, state,
                                         then{given.second, state, next});
  } else {
    note_place<Unit, Target>(state);
    template_value::list parts = state.unpack(to_dynamic(given), count);
    return bind_parts<Unit, first, Set, Next>{parts.data(), state, next}(scope);
  }
}

/// Gives a target a value and goes on in the larger scope. `Set` tells `set` from loops and `with`,
/// whose names are their own.
template <class Unit, std::int32_t Target, bool Set, class Scope, class Value, class Next>
[[gnu::always_inline]] inline page_flow bind_target(Scope const& scope, Value&& given,
                                                    render_state& state, Next const& next) {
  if constexpr (std::same_as<std::remove_cvref_t<Value>, callable_value>) {
    refuse_compiling<Unit, Target, "loop, macros and modules are no",
                     "values in compiled templates">();
    return next(scope);
  } else if constexpr (Unit::tree[Target].kind == node_kind::tuple ||
                       Unit::tree[Target].kind == node_kind::list) {
    return bind_tuple<Unit, Target, Set>(scope, given, state, next);
  } else if constexpr (Unit::tree[Target].kind == node_kind::attribute) {
    template_value const object = dynamic_node<Unit, Unit::tree[Target].a>(scope, state);
    note_place<Unit, Target>(state);
    state.assign_attribute(object, Unit::tree.view(Target), to_dynamic(std::forward<Value>(given)));
    return next(scope);
  } else {
    constexpr int slot = Set ? Scope::find_slot(Unit::tree.view(Target)) : -1;
    if constexpr (slot >= 0) {
      own_slots(scope).slots[slot] = to_dynamic(std::forward<Value>(given));
      return next(scope);
    } else {
      // What a slot holds may change, so a name that is set to it gets a copy.
      using kept = std::conditional_t<dynamic_value<std::remove_cvref_t<Value>>, template_value,
                                      kept_type<Value>>;
      constexpr bool local = Set ? Scope::local : true;
      bound_scope<Scope, Unit, Target, kept, local> const inner{scope, std::forward<Value>(given)};
      return next(inner);
    }
  }
}

template <>
struct static_statement<node_kind::set> {
  template <class Unit, std::int32_t Node, bool Silent, class Scope, class After>
  [[gnu::always_inline]] static inline page_flow bind(Scope const& scope, render_state& state,
                                                      After const& after) {
    constexpr template_node const& node = Unit::tree[Node];
    return bind_target<Unit, node.a, true>(scope, node_value<Unit, node.b>(scope, state), state,
                                           rest_of_list<Unit, Node, Silent, After>{state, after});
  }
};
template <>
struct static_statement<node_kind::set_block> {
  template <class Unit, std::int32_t Node, bool Silent, class Scope, class After>
  [[gnu::always_inline]] static inline page_flow bind(Scope const& scope, render_state& state,
                                                      After const& after) {
    constexpr template_node const& node = Unit::tree[Node];
    captured_output made(state);
    page_flow const flow = emit_scope<Unit, node.c>(scope, state);
    made.end();
    if (flow != page_flow::normal) return flow;
    return bind_target<Unit, node.a, true>(
        scope, filter_chain<Unit, node.b>(state.captured(std::move(made.text)), scope, state),
        state, rest_of_list<Unit, Node, Silent, After>{state, after});
  }
};

/// The pairs of `with`, whose values are all looked at in the scope around it.
template <class Unit, std::int32_t Node, std::int32_t Pair, class Around>
struct bind_pairs {
  Around const& around;
  render_state& state;
  template <class Scope>
  page_flow operator()(Scope const& scope) const {
    if constexpr (Pair == no_template_node) {
      return emit_scope<Unit, Unit::tree[Node].c>(scope, state);
    } else {
      constexpr template_node const& pair = Unit::tree[Pair];
      return bind_target<Unit, pair.a, false>(
          scope, node_value<Unit, pair.b>(around, state), state,
          bind_pairs<Unit, Node, pair.next, Around>{around, state});
    }
  }
};
template <>
struct static_statement<node_kind::with> {
  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline page_flow emit(Scope const& scope, render_state& state) {
    return bind_pairs<Unit, Node, Unit::tree[Node].a, Scope>{scope, state}(scope);
  }
};

// ---- loops ----

template <class Unit, std::int32_t Node>
struct loop_body {
  render_state& state;
  template <class Scope>
  page_flow operator()(Scope const& scope) const {
    return emit_scope<Unit, Unit::tree[Node].c>(scope, state);
  }
};

/// The body of a loop for one element.
template <class Unit, std::int32_t Node, class Scope, class Element>
[[gnu::always_inline]] inline page_flow emit_element(Scope const& scope, render_state& state,
                                                     Element&& element) {
  constexpr std::int32_t target = Unit::tree[Node].a;
  constexpr std::int32_t body = Unit::tree[Node].c;
  if constexpr (Unit::tree[target].kind == node_kind::name && std::is_lvalue_reference_v<Element> &&
                !dynamic_value<std::remove_cvref_t<Element>>) {
    using named = bound_scope<Scope, Unit, target, std::remove_cvref_t<Element> const&, true>;
    return emit_scope<Unit, body>(named{scope, element}, state);
  } else {
    return bind_target<Unit, target, false>(scope, std::forward<Element>(element), state,
                                            loop_body<Unit, Node>{state});
  }
}

template <class Unit, std::int32_t Node, class Scope, class Elements>
page_flow run_elements(Scope const& scope, render_state& state, Elements const& elements,
                       std::size_t depth) {
  std::size_t const count = elements.size();
  constexpr std::int32_t otherwise = Unit::tree[Node].d;
  if constexpr (otherwise != no_template_node)
    if (count == 0) return emit_scope<Unit, otherwise>(scope, state);
  if constexpr (mentions_name(Unit::tree, Unit::tree[Node].c, "loop"sv)) {
    loop_state<Elements> loop{0, count, depth, &elements};
    named_scope<Scope, name_kind::loop, loop_name<Unit, Node>, loop_state<Elements>*, true> const
        inner{scope, &loop};
    for (; loop.position < elements.size(); ++loop.position)
      if (emit_element<Unit, Node>(inner, state, elements[loop.position]) == page_flow::stop) break;
  } else {
    for (std::size_t i = 0; i < elements.size(); ++i)
      if (emit_element<Unit, Node>(scope, state, elements[i]) == page_flow::stop) break;
  }
  return page_flow::normal;
}

/// Keeps what the filter of a loop lets through.
template <class Unit, std::int32_t Node>
struct loop_filter {
  render_state& state;
  bool& passes;
  template <class Scope>
  page_flow operator()(Scope const& scope) const {
    passes = node_holds<Unit, Unit::tree[Node].e>(scope, state);
    return page_flow::normal;
  }
};

template <class Unit, std::int32_t Node, class Scope>
struct loop_walk {
  Scope const& scope;
  render_state& state;
  std::size_t depth;

  template <class Elements>
  page_flow operator()(Elements const& elements) const {
    if constexpr (Unit::tree[Node].e == no_template_node)
      return run_elements<Unit, Node>(scope, state, elements, depth);
    else if constexpr (std::is_lvalue_reference_v<decltype(elements[0])>)
      return run_elements<Unit, Node>(scope, state, chosen(elements), depth);
    else
      return run_elements<Unit, Node>(scope, state, chosen_values(elements), depth);
  }

 private:
  template <class Element>
  bool passes(Element&& element) const {
    bool passes = false;
    bind_target<Unit, Unit::tree[Node].a, false>(scope, std::forward<Element>(element), state,
                                                 loop_filter<Unit, Node>{state, passes});
    return passes;
  }
  template <class Elements>
  auto chosen(Elements const& elements) const {
    walked_pointers<std::remove_cvref_t<decltype(elements[0])>> made;
    for (std::size_t i = 0; i < elements.size(); ++i)
      if (passes(elements[i])) made.all.push_back(&elements[i]);
    return made;
  }
  template <class Elements>
  walked_list chosen_values(Elements const& elements) const {
    template_value::list made;
    for (std::size_t i = 0; i < elements.size(); ++i)
      if (passes(elements[i])) made.push_back(to_dynamic(elements[i]));
    return {std::move(made)};
  }
};

template <>
struct static_statement<node_kind::loop> {
  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline page_flow emit(Scope const& scope, render_state& state) {
    constexpr std::int32_t over = Unit::tree[Node].b;
    if constexpr (is_plain_walk<Unit, Node, Scope>())
      return run_elements<Unit, Node>(scope, state,
                                      shown_value(follow<node_path<Unit, over, Scope>>(scope)), 0);
    else
      return walk_over<Unit, over>(scope, state, loop_walk<Unit, Node, Scope>{scope, state, 0});
  }

 private:
  /// Whether it walks over a sequence that is a variable or a member, without a filter.
  template <class Unit, std::int32_t Node, class Scope>
  static constexpr bool is_plain_walk() {
    constexpr std::int32_t over = Unit::tree[Node].b;
    if constexpr (Unit::tree[Node].e != no_template_node) {
      return false;
    } else if constexpr (constexpr member_path path = node_path<Unit, over, Scope>;
                         path == no_path) {
      return false;
    } else {
      using type =
          shown_type<std::remove_cvref_t<decltype(follow<path>(std::declval<Scope const&>()))>>;
      return sequence_like<type> && !map_like<type>;
    }
  }
};

}  // namespace hyper::detail

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private, for render.hpp: statements of compiled templates. A list of them is straight-line code;
// a statement that gives a name something calls the rest of its list with the scope made larger.

#include <hyper/templates/static_loop.hpp>

namespace hyper::detail {

/// How a statement ended: with `break` or `continue`, a loop is told.
enum class page_flow : std::uint8_t { normal, stop, next };

/// Statements: `emit` writes one; `bind`, of those that set names, also what follows them.
template <node_kind Kind>
struct static_statement;

constexpr bool is_binding(node_kind kind) {
  return kind == node_kind::set || kind == node_kind::set_block || kind == node_kind::macro ||
         kind == node_kind::import_module || kind == node_kind::import_names ||
         kind == node_kind::extends;
}

// A list as data: the statements up to the first that sets a name, each with the text before it.

/// How many statements of a list are neither text nor set a name.
constexpr std::size_t count_steps(tree_view const& tree, std::int32_t first) {
  std::size_t count = 0;
  for (std::int32_t i = first; i != no_template_node && !is_binding(tree[i].kind); i = tree[i].next)
    if (tree[i].kind != node_kind::data) ++count;
  return count;
}
template <class Unit, std::int32_t First>
using list_steps = std::make_index_sequence<count_steps(Unit::tree, First)>;

/// `codes` are nodes; of an output that is a path, whose kind is then `name`, the path.
template <std::size_t Count>
struct list_plan {
  std::string_view texts[Count + 1]{};
  std::int64_t codes[Count + 1]{};
  node_kind kinds[Count + 1]{};
  std::int32_t end = no_template_node;
};

/// The only expression of an output.
constexpr std::int32_t only_output(tree_view const& tree, std::int32_t node) {
  std::int32_t const shown = tree[node].a;
  bool const one = tree[node].kind == node_kind::output && shown != no_template_node &&
                   tree[shown].next == no_template_node;
  return one ? shown : no_template_node;
}
template <std::size_t Count>
constexpr list_plan<Count> plan_list(tree_view const& tree, std::int32_t first,
                                     name_place (*locate)(std::string_view)) {
  list_plan<Count> plan;
  std::size_t used = 0;
  std::int32_t i = first;
  for (; i != no_template_node && !is_binding(tree[i].kind); i = tree[i].next) {
    if (tree[i].kind == node_kind::data) {
      plan.texts[used] = tree.view(i);
      continue;
    }
    std::int32_t const shown = only_output(tree, i);
    member_path const path = shown == no_template_node ? no_path : find_path(tree, shown, locate);
    plan.kinds[used] = path == no_path ? tree[i].kind : node_kind::name;
    plan.codes[used++] = path == no_path ? i : path;
  }
  plan.end = i;
  return plan;
}

/// What follows a list that is followed by nothing.
struct list_end {
  template <class Scope>
  page_flow operator()(Scope const&) const {
    return page_flow::normal;
  }
};

template <class Unit, std::int32_t Node, class Scope>
[[gnu::always_inline]] inline void emit_value(Scope const& scope, render_state& state);

/// A variable or member is shown: the same function for all places of a scope that show it.
template <>
struct static_statement<node_kind::name> {
  template <class Unit, member_path Path, class Scope>
  [[gnu::always_inline]] static inline page_flow emit(Scope const& scope, render_state& state) {
    write_value(state, follow<Path>(scope));
    return page_flow::normal;
  }
};

/// What stands in a child beside its blocks is done, but not shown.
template <class Unit, node_kind Kind, std::int64_t Code, class Scope>
[[gnu::always_inline]] inline page_flow emit_unseen(Scope const& scope, render_state& state) {
  if constexpr (Kind == node_kind::output || Kind == node_kind::name || Kind == node_kind::block) {
    return page_flow::normal;
  } else {
    captured_output const unseen(state);
    return static_statement<Kind>::template emit<Unit, Code>(scope, state);
  }
}

/// The statements from `First` on, then `after` with what they have set.
template <class Unit, std::int32_t First, bool Silent, class Scope, class After, std::size_t... I>
page_flow emit_list(Scope const& scope, render_state& state, After const& after,
                    std::index_sequence<I...>) {
  static constexpr list_plan<sizeof...(I)> plan =
      plan_list<sizeof...(I)>(Unit::tree, First, Scope::locate);
  page_flow flow = page_flow::normal;
  if constexpr (Silent) {
    int const order[] = {0,
                         (flow = flow == page_flow::normal
                                     ? emit_unseen<Unit, plan.kinds[I], plan.codes[I]>(scope, state)
                                     : flow,
                          0)...};
    static_cast<void>(order);
  } else {
    int const order[] = {
        0, (flow = flow == page_flow::normal
                       ? (state.text(plan.texts[I]),
                          static_statement<plan.kinds[I]>::template emit<Unit, plan.codes[I]>(
                              scope, state))
                       : flow,
            0)...};
    static_cast<void>(order);
    if (flow == page_flow::normal) state.text(plan.texts[sizeof...(I)]);
  }
  if constexpr (plan.end != no_template_node) {
    if (flow != page_flow::normal) return flow;
    return static_statement<Unit::tree[plan.end].kind>::template bind<Unit, plan.end, Silent>(
        scope, state, after);
  } else if constexpr (std::same_as<After, list_end>) {
    return flow;
  } else {
    return flow == page_flow::normal ? after(scope) : flow;
  }
}
template <class Unit, std::int32_t First, bool Silent, class Scope, class After>
page_flow emit_list(Scope const& scope, render_state& state, After const& after) {
  return emit_list<Unit, First, Silent>(scope, state, after, list_steps<Unit, First>{});
}

template <class Slots, class Unit, class Outer, std::size_t... I>
void fill_slots(Slots const& slots, Outer const& outer, render_state& state,
                std::index_sequence<I...>) {
  int const order[] = {
      0,
      (slots.slots[I] = to_dynamic(value_or_undefined<Unit, Slots::names.nodes[I]>(outer, state)),
       0)...};
  static_cast<void>(order);
}

/// Whether a list is a single text: most branches are, and need no function of their own.
constexpr bool is_only_text(tree_view const& tree, std::int32_t first) {
  return first != no_template_node && tree[first].kind == node_kind::data &&
         tree[first].next == no_template_node;
}

/// A list that is a scope of its own.
template <class Unit, std::int32_t First, bool Silent = false, class Scope, class After = list_end>
[[gnu::always_inline]] inline page_flow emit_scope(Scope const& scope, render_state& state,
                                                   After const& after = {}) {
  if constexpr (std::same_as<After, list_end> && !Silent && is_only_text(Unit::tree, First)) {
    constexpr std::string_view text = Unit::tree.view(First);
    state.text(text);
    return page_flow::normal;
  } else if constexpr (sets_anything(Unit::tree, First)) {
    using slots = slot_scope<Scope, Unit, First>;
    slots const inner{scope, {}};
    fill_slots<slots, Unit>(inner, scope, state, std::make_index_sequence<slots::names.count>{});
    return emit_list<Unit, First, Silent>(inner, state, after, list_steps<Unit, First>{});
  } else {
    return emit_list<Unit, First, Silent>(scope, state, after, list_steps<Unit, First>{});
  }
}

/// The rest of a list, when a statement has made the scope larger.
template <class Unit, std::int32_t Node, bool Silent, class After>
struct rest_of_list {
  render_state& state;
  After const& after;
  template <class Scope>
  page_flow operator()(Scope const& scope) const {
    constexpr std::int32_t next = Unit::tree[Node].next;
    return emit_list<Unit, next, Silent>(scope, state, after, list_steps<Unit, next>{});
  }
};

// ---- text, values, branches ----

template <class Unit, std::int32_t Node, class Scope>
[[gnu::always_inline]] inline void emit_value(Scope const& scope, render_state& state) {
  if constexpr (is_written_call<Unit, Node, Scope>()) {
    write_call<Unit, Node, no_template_node>(scope, state);
  } else if constexpr (std::same_as<decltype(node_value<Unit, Node>(scope, state)),
                                    callable_value>) {
    refuse_compiling<Unit, Node, "loop, macros and modules are no",
                     "values in compiled templates">();
  } else {
    write_value(state, node_value<Unit, Node>(scope, state));
  }
}

template <class Unit, std::int32_t Node, class Scope>
[[gnu::always_inline]] inline void write_alternative(Scope const& scope, render_state& state) {
  if constexpr (Unit::tree[Node].kind == node_kind::string) {
    constexpr std::string_view text = Unit::tree.view(Node);
    write_text(state, text);
  } else {
    emit_value<Unit, Node>(scope, state);
  }
}
/// Writes one of two values; of none of them, nothing.
template <class Unit, std::int32_t Node, class Scope>
[[gnu::always_inline]] inline void write_chosen(Scope const& scope, render_state& state) {
  constexpr template_node const& node = Unit::tree[Node];
  if (node_holds<Unit, node.a>(scope, state))
    write_alternative<Unit, node.b>(scope, state);
  else if constexpr (node.c != no_template_node)
    write_alternative<Unit, node.c>(scope, state);
}

template <>
struct static_statement<node_kind::output> {
  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline page_flow emit(Scope const& scope, render_state& state) {
    constexpr std::int32_t first = Unit::tree[Node].a;
    constexpr std::int32_t only = only_output(Unit::tree, Node);
    constexpr node_kind kind = first == no_template_node ? node_kind::none : Unit::tree[first].kind;
    if constexpr (only != no_template_node && kind == node_kind::conditional)
      write_chosen<Unit, first>(scope, state);
    else if constexpr (only != no_template_node && is_operation(kind))
      write_value(state, static_expression<kind>::template value<Unit, first>(scope, state));
    else if constexpr (only != no_template_node)
      emit_value<Unit, first>(scope, state);
    else if constexpr (first != no_template_node)
      each<Unit, first>(scope, state, typename sibling_nodes<Unit, first>::sequence{});
    return page_flow::normal;
  }

 private:
  template <class Unit, std::int32_t First, class Scope, std::size_t... I>
  [[gnu::always_inline]] static inline void each(Scope const& scope, render_state& state,
                                                 std::index_sequence<I...>) {
    int const order[] = {
        0, (emit_value<Unit, sibling_nodes<Unit, First>::nodes.at[I]>(scope, state), 0)...};
    static_cast<void>(order);
  }
};

template <>
struct static_statement<node_kind::branch> {
  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline page_flow emit(Scope const& scope, render_state& state) {
    if (node_holds<Unit, Unit::tree[Node].a>(scope, state))
      return emit_part<Unit, Unit::tree[Node].b>(scope, state);
    return emit_part<Unit, Unit::tree[Node].c>(scope, state);
  }

 private:
  /// What a branch writes: nothing, a text, another branch (`elif`), or a list.
  template <class Unit, std::int32_t First, class Scope>
  [[gnu::always_inline]] static inline page_flow emit_part(Scope const& scope,
                                                           render_state& state) {
    if constexpr (First == no_template_node) {
      return page_flow::normal;
    } else if constexpr (is_only_text(Unit::tree, First)) {
      constexpr std::string_view text = Unit::tree.view(First);
      state.text(text);
      return page_flow::normal;
    } else if constexpr (Unit::tree[First].kind == node_kind::branch &&
                         Unit::tree[First].next == no_template_node) {
      return emit<Unit, First>(scope, state);
    } else {
      return emit_list<Unit, First, false>(scope, state, list_end{}, list_steps<Unit, First>{});
    }
  }
};

template <>
struct static_statement<node_kind::expression> {
  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline page_flow emit(Scope const& scope, render_state& state) {
    static_cast<void>(node_value<Unit, Unit::tree[Node].a>(scope, state));
    return page_flow::normal;
  }
};
template <>
struct static_statement<node_kind::break_loop> {
  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline page_flow emit(Scope const&, render_state&) {
    return page_flow::stop;
  }
};
template <>
struct static_statement<node_kind::continue_loop> {
  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline page_flow emit(Scope const&, render_state&) {
    return page_flow::next;
  }
};
template <>
struct static_statement<node_kind::debug> {
  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline page_flow emit(Scope const&, render_state&) {
    refuse_compiling<Unit, Node, "debug lists the variables of a", "dynamic context">();
    return page_flow::normal;
  }
};

template <>
struct static_statement<node_kind::autoescape> {
  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline page_flow emit(Scope const& scope, render_state& state) {
    escaping_mode const mode(state, node_holds<Unit, Unit::tree[Node].a>(scope, state));
    return emit_scope<Unit, Unit::tree[Node].c>(scope, state);
  }
};

template <>
struct static_statement<node_kind::filter_block> {
  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline page_flow emit(Scope const& scope, render_state& state) {
    constexpr template_node const& node = Unit::tree[Node];
    captured_output made(state);
    page_flow const flow = emit_scope<Unit, node.c>(scope, state);
    made.end();
    state.write(filter_chain<Unit, node.b>(state.captured(std::move(made.text)), scope, state));
    return flow;
  }
};

template <>
struct static_statement<node_kind::translation> {
  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline page_flow emit(Scope const& scope, render_state& state) {
    constexpr template_node const& node = Unit::tree[Node];
    template_value variables = template_value::dict();
    auto const given = gather_arguments<Unit, node.a>(scope, state);
    for (auto const& [name, each] : given.named) variables.set_item(name, each);
    template_value const* count = nullptr;
    std::string_view context, plural;
    if constexpr (node.d != no_template_node) context = Unit::tree.view(node.d);
    if constexpr (node.b != no_template_node) plural = Unit::tree.view(node.b);
    if constexpr (node.c != no_template_node) count = variables.find(Unit::tree.view(node.c));
    note_place<Unit, Node>(state);
    constexpr std::string_view singular = Unit::tree.view(Node);
    state.write(state.translated(context, singular, plural, count, variables));
    return page_flow::normal;
  }
};

}  // namespace hyper::detail

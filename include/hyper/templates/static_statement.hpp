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

/// The statements from one on, up to the first that sets a name.
template <class Unit, std::int32_t First>
struct statement_run {
  static constexpr std::size_t measure() {
    std::size_t count = 0;
    for (std::int32_t i = First; i != no_template_node && !is_binding(Unit::tree[i].kind);
         i = Unit::tree[i].next)
      ++count;
    return count;
  }
  static constexpr std::size_t count = measure();
  static constexpr std::int32_t find_end() {
    std::int32_t i = First;
    while (i != no_template_node && !is_binding(Unit::tree[i].kind)) i = Unit::tree[i].next;
    return i;
  }
  static constexpr std::int32_t end = find_end();
};

/// What follows a list that is followed by nothing.
struct list_end {
  template <class Scope>
  page_flow operator()(Scope const&) const {
    return page_flow::normal;
  }
};

template <class Unit, std::int32_t Node, class Scope>
void emit_value(Scope const& scope, render_state& state);

/// A statement by itself. What stands in a child beside its blocks is done, but not shown. The
/// kinds that are most of a template are done here, to save the compiler a function for each.
template <class Unit, std::int32_t Node, bool Silent, class Scope>
page_flow emit_statement(Scope const& scope, render_state& state) {
  constexpr template_node const& node = Unit::tree[Node];
  constexpr bool shows = node.kind == node_kind::data || node.kind == node_kind::output ||
                         node.kind == node_kind::block;
  if constexpr (Silent && shows) {
    return page_flow::normal;
  } else if constexpr (Silent) {
    captured_output const unseen(state);
    return static_statement<node.kind>::template emit<Unit, Node>(scope, state);
  } else if constexpr (node.kind == node_kind::data) {
    constexpr std::string_view text = Unit::tree.view(Node);
    state.out->append(text.data(), text.size());
    return page_flow::normal;
  } else if constexpr (node.kind == node_kind::output && node.a != no_template_node &&
                       Unit::tree[node.a].next == no_template_node) {
    emit_value<Unit, node.a>(scope, state);
    return page_flow::normal;
  } else {
    return static_statement<node.kind>::template emit<Unit, Node>(scope, state);
  }
}

template <class Unit, std::int32_t First, bool Silent, class Scope, std::size_t... I>
page_flow emit_run(Scope const& scope, render_state& state, std::index_sequence<I...>) {
  page_flow flow = page_flow::normal;
  int const order[] = {
      0, (static_cast<void>(
              flow == page_flow::normal
                  ? flow = emit_statement<Unit, sibling_nodes<Unit, First>::nodes.at[I], Silent>(
                        scope, state)
                  : flow),
          0)...};
  static_cast<void>(order);
  return flow;
}

/// The statements from `First` on, then `after` with what they have set.
template <class Unit, std::int32_t First, bool Silent, class Scope, class After>
page_flow emit_list(Scope const& scope, render_state& state, After const& after) {
  if constexpr (First == no_template_node) {
    return after(scope);
  } else {
    using run = statement_run<Unit, First>;
    page_flow const flow =
        emit_run<Unit, First, Silent>(scope, state, std::make_index_sequence<run::count>{});
    if (flow != page_flow::normal) return flow;
    if constexpr (run::end == no_template_node)
      return after(scope);
    else
      return static_statement<Unit::tree[run::end].kind>::template bind<Unit, run::end, Silent>(
          scope, state, after);
  }
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

/// A list that is a scope of its own.
template <class Unit, std::int32_t First, bool Silent = false, class Scope, class After = list_end>
page_flow emit_scope(Scope const& scope, render_state& state, After const& after = {}) {
  if constexpr (First == no_template_node) {
    return after(scope);
  } else if constexpr (sets_anything(Unit::tree, First)) {
    using slots = slot_scope<Scope, Unit, First>;
    slots const inner{scope, {}};
    fill_slots<slots, Unit>(inner, scope, state, std::make_index_sequence<slots::names.count>{});
    return emit_list<Unit, First, Silent>(inner, state, after);
  } else {
    return emit_list<Unit, First, Silent>(scope, state, after);
  }
}

/// The rest of a list, when a statement has made the scope larger.
template <class Unit, std::int32_t Node, bool Silent, class After>
struct rest_of_list {
  render_state& state;
  After const& after;
  template <class Scope>
  page_flow operator()(Scope const& scope) const {
    return emit_list<Unit, Unit::tree[Node].next, Silent>(scope, state, after);
  }
};

// ---- text, values, branches ----

template <class Unit, std::int32_t Node, class Scope>
void emit_value(Scope const& scope, render_state& state) {
  if constexpr (Unit::tree[Node].kind == node_kind::call) {
    if constexpr (is_written_call<Unit, Node, Scope>())
      return write_call<Unit, Node, no_template_node>(scope, state);
    else
      return write_value(state, node_value<Unit, Node>(scope, state));
  } else if constexpr (std::same_as<decltype(node_value<Unit, Node>(scope, state)),
                                    callable_value>) {
    refuse_compiling<Unit, Node, "loop, macros and modules are no",
                     "values in compiled templates">();
  } else {
    return write_value(state, node_value<Unit, Node>(scope, state));
  }
}

template <>
struct static_statement<node_kind::output> {
  template <class Unit, std::int32_t Node, class Scope>
  static page_flow emit(Scope const& scope, render_state& state) {
    constexpr std::int32_t first = Unit::tree[Node].a;
    if constexpr (first != no_template_node)
      each<Unit, first>(scope, state, typename sibling_nodes<Unit, first>::sequence{});
    return page_flow::normal;
  }

 private:
  template <class Unit, std::int32_t First, class Scope, std::size_t... I>
  static void each(Scope const& scope, render_state& state, std::index_sequence<I...>) {
    int const order[] = {
        0, (emit_value<Unit, sibling_nodes<Unit, First>::nodes.at[I]>(scope, state), 0)...};
    static_cast<void>(order);
  }
};

template <>
struct static_statement<node_kind::branch> {
  template <class Unit, std::int32_t Node, class Scope>
  static page_flow emit(Scope const& scope, render_state& state) {
    constexpr template_node const& node = Unit::tree[Node];
    if (node_holds<Unit, node.a>(scope, state))
      return emit_list<Unit, node.b, false>(scope, state, list_end{});
    return emit_list<Unit, node.c, false>(scope, state, list_end{});
  }
};

template <>
struct static_statement<node_kind::expression> {
  template <class Unit, std::int32_t Node, class Scope>
  static page_flow emit(Scope const& scope, render_state& state) {
    static_cast<void>(node_value<Unit, Unit::tree[Node].a>(scope, state));
    return page_flow::normal;
  }
};
template <>
struct static_statement<node_kind::break_loop> {
  template <class Unit, std::int32_t Node, class Scope>
  static page_flow emit(Scope const&, render_state&) {
    return page_flow::stop;
  }
};
template <>
struct static_statement<node_kind::continue_loop> {
  template <class Unit, std::int32_t Node, class Scope>
  static page_flow emit(Scope const&, render_state&) {
    return page_flow::next;
  }
};
template <>
struct static_statement<node_kind::debug> {
  template <class Unit, std::int32_t Node, class Scope>
  static page_flow emit(Scope const&, render_state&) {
    refuse_compiling<Unit, Node, "debug lists the variables of a", "dynamic context">();
    return page_flow::normal;
  }
};

template <>
struct static_statement<node_kind::autoescape> {
  template <class Unit, std::int32_t Node, class Scope>
  static page_flow emit(Scope const& scope, render_state& state) {
    escaping_mode const mode(state, node_holds<Unit, Unit::tree[Node].a>(scope, state));
    return emit_scope<Unit, Unit::tree[Node].c>(scope, state);
  }
};

template <>
struct static_statement<node_kind::filter_block> {
  template <class Unit, std::int32_t Node, class Scope>
  static page_flow emit(Scope const& scope, render_state& state) {
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
  static page_flow emit(Scope const& scope, render_state& state) {
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
    state.write(state.translated(context, Unit::tree.view(Node), plural, count, variables));
    return page_flow::normal;
  }
};

}  // namespace hyper::detail

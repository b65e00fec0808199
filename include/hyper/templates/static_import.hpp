// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private, for render.hpp: templates that are imported, and calls of whatever a page can write.

#include <hyper/templates/static_macro.hpp>

namespace hyper::detail {

// ---- imported templates ----

/// A template that was imported: with the scope of the `import` if it was asked for.
template <class Unit, std::int32_t Node>
struct module_name {
  static constexpr std::int32_t node = Node;
  static constexpr std::string_view name = Unit::tree.view(Node);
  static constexpr int position =
      find_embedded<typename Unit::folder>(literal_name(Unit::tree, Unit::tree[Node].a));
  using unit = template_unit<typename Unit::folder, position, position, Unit::depth + 1>;
  static constexpr bool with_context = (Unit::tree[Node].flags & 2) != 0;
};
/// One name of `from … import`, under the name that it gets here.
template <class Unit, std::int32_t Import, std::int32_t Node>
struct imported_name {
  using module = module_name<Unit, Import>;
  using own = Unit;
  static constexpr std::int32_t node = Node;
  static constexpr std::int32_t alias = Unit::tree[Node].a;
  static constexpr std::string_view name =
      Unit::tree.view(alias == no_template_node ? Node : alias);
};

/// Does what an imported template does at its top, shows nothing, and goes on with its names.
template <class Module, class Scope, class After>
page_flow within_module(Scope const& scope, render_state& state, After const& after) {
  using unit = typename Module::unit;
  if constexpr (!can_be_read<typename unit::folder, unit::position>()) {
    refuse_source<typename unit::folder, unit::position>();
    return page_flow::normal;
  } else if constexpr (Module::with_context) {
    included_scope<Scope> const given{scope};
    return emit_scope<unit, unit::tree.body, true>(given, state, after);
  } else {
    return emit_scope<unit, unit::tree.body, true>(without_context(scope), state, after);
  }
}

/// Says that an imported template does not have a name.
template <class Unit, std::int32_t Node, class Scope>
void refuse_import() {
  constexpr source_position where = template_place<Unit, Node>;
  constexpr std::string_view best = [] {
    nearest_name nearest{Unit::tree.view(Node)};
    Scope::offer(nearest);
    return nearest.best;
  }();
  compile_error<template_name_is_unknown<template_words<unit_words<Unit>>, where.line, where.column,
                                         template_words<node_words<Unit, Node>>, no_context,
                                         "the import has no such name but",
                                         to_fixed_string<clipped_size(best.size())>(best)>>();
}

/// Calls a macro of an imported template, whose name stands in a node.
template <class Unit, std::int32_t Named, class Call>
struct call_imported {
  Call const& call;
  template <class Scope>
  page_flow operator()(Scope const& scope) const {
    constexpr int steps = Scope::find(Unit::tree.view(Named));
    if constexpr (steps < 0) {
      refuse_import<Unit, Named, Scope>();
    } else {
      auto const& macro = scope_at<steps>(scope);
      using found = std::remove_cvref_t<decltype(macro)>;
      if constexpr (found::kind != name_kind::macro)
        refuse_compiling<Unit, Named, "only macros can be called">();
      else
        write_macro<typename found::named::unit, found::named::node,
                    Call::unit::tree[Call::node].a>(macro, call, macro.held);
    }
    return page_flow::normal;
  }
};

/// Reads a variable of an imported template.
template <class Unit, std::int32_t Named>
struct read_imported {
  render_state& state;
  template_value& found;
  template <class Scope>
  page_flow operator()(Scope const& scope) const {
    constexpr int steps = Scope::find(Unit::tree.view(Named));
    if constexpr (steps < 0) {
      refuse_import<Unit, Named, Scope>();
    } else {
      using holder = std::remove_cvref_t<decltype(scope_at<steps>(scope))>;
      if constexpr (holder::kind == name_kind::value)
        found = to_dynamic(held_value<Unit, Named>(scope_at<steps>(scope), state));
      else
        refuse_compiling<Unit, Named, "loop, macros and modules are no",
                         "values in compiled templates">();
    }
    return page_flow::normal;
  }
};

template <class Unit, std::int32_t Node, class Scope>
template_value module_variable(Scope const& scope, render_state& state) {
  auto const& module = named_holder<Unit, Unit::tree[Node].a>(scope);
  using name = typename std::remove_cvref_t<decltype(module)>::named;
  template_value found;
  within_module<name>(module.outer, state, read_imported<Unit, Node>{state, found});
  return found;
}

template <class Unit, std::int32_t Node>
constexpr bool import_is_known() {
  constexpr std::int32_t name = Unit::tree[Node].a;
  return Unit::depth < deepest_include && Unit::tree[name].kind == node_kind::string &&
         find_embedded<typename Unit::folder>(Unit::tree.view(name)) >= 0;
}
/// Says what is wrong with the template that an `import` names.
template <class Unit, std::int32_t Node>
page_flow refuse_import_of() {
  constexpr std::int32_t name = Unit::tree[Node].a;
  if constexpr (Unit::depth >= deepest_include)
    refuse_compiling<Unit, Node, "the template imports itself">();
  else if constexpr (Unit::tree[name].kind != node_kind::string)
    refuse_compiling<Unit, Node, "import needs a literal name in", "compiled templates">();
  else
    refuse_template<Unit, name>();
  return page_flow::normal;
}

template <>
struct static_statement<node_kind::import_module> {
  template <class Unit, std::int32_t Node, bool Silent, class Scope, class After>
  [[gnu::always_inline]] static inline page_flow bind(Scope const& scope, render_state& state,
                                                      After const& after) {
    if constexpr (import_is_known<Unit, Node>()) {
      named_scope<Scope, name_kind::module, module_name<Unit, Node>, bool> const inner{
          scope, state.autoescape};
      constexpr std::int32_t rest = Unit::tree[Node].next;
      return emit_list<Unit, rest, Silent>(inner, state, after, list_steps<Unit, rest>{});
    } else {
      return refuse_import_of<Unit, Node>();
    }
  }
};

/// Whether a template has a macro of this name at its top.
constexpr bool has_macro(tree_view const& tree, std::string_view name) {
  for (std::int32_t i = tree.body; i != no_template_node; i = tree[i].next)
    if (tree[i].kind == node_kind::macro && tree.view(i) == name) return true;
  return false;
}

template <class Unit, std::int32_t Import, std::int32_t Node, bool Silent, class Scope, class After>
page_flow bind_imported(Scope const& scope, render_state& state, After const& after) {
  if constexpr (Node == no_template_node) {
    constexpr std::int32_t rest = Unit::tree[Import].next;
    return emit_list<Unit, rest, Silent>(scope, state, after, list_steps<Unit, rest>{});
  } else {
    using name = imported_name<Unit, Import, Node>;
    constexpr std::int32_t next = Unit::tree[Node].next;
    if constexpr (has_macro(name::module::unit::tree, Unit::tree.view(Node))) {
      named_scope<Scope, name_kind::macro, name, bool> const inner{scope, state.autoescape};
      return bind_imported<Unit, Import, next, Silent>(inner, state, after);
    } else {
      template_value found;
      within_module<typename name::module>(scope, state, read_imported<Unit, Node>{state, found});
      named_scope<Scope, name_kind::value, name, template_value> const inner{scope,
                                                                             std::move(found)};
      return bind_imported<Unit, Import, next, Silent>(inner, state, after);
    }
  }
}
template <>
struct static_statement<node_kind::import_names> {
  template <class Unit, std::int32_t Node, bool Silent, class Scope, class After>
  [[gnu::always_inline]] static inline page_flow bind(Scope const& scope, render_state& state,
                                                      After const& after) {
    if constexpr (import_is_known<Unit, Node>())
      return bind_imported<Unit, Node, Unit::tree[Node].b, Silent>(scope, state, after);
    else
      return refuse_import_of<Unit, Node>();
  }
};

// ---- calls ----

/// Calls what a name stands for.
template <class Unit, std::int32_t Call, std::int32_t Caller, class Scope>
void write_named_call(Scope const& scope, render_state& state) {
  constexpr std::int32_t callee = Unit::tree[Call].a;
  auto const& found = named_holder<Unit, callee>(scope);
  using scope_type = std::remove_cvref_t<decltype(found)>;
  using name = typename scope_type::named;
  using call_type = macro_call<Unit, Call, Caller, Scope>;
  call_type const call{scope, state};
  if constexpr (scope_type::kind == name_kind::loop) {
    call_depth const depth(state);
    constexpr std::int32_t over = Unit::tree[Call].b;
    if constexpr (over == no_template_node || Unit::tree[name::node].flags != 1)
      refuse_compiling<Unit, Call, "loop() takes one argument, in a", "recursive loop">();
    else
      walk_over<Unit, over>(
          scope, state,
          loop_walk<typename name::unit, name::node, std::remove_cvref_t<decltype(found.outer)>>{
              found.outer, state, found.held->depth + 1});
  } else if constexpr (scope_type::kind == name_kind::caller) {
    write_macro<typename name::unit, name::node, callee>(found.held.scope, call,
                                                         found.held.autoescape);
  } else if constexpr (requires { typename name::module; }) {
    within_module<typename name::module>(
        found.outer, state, call_imported<typename name::own, name::node, call_type>{call});
  } else {
    write_macro<typename name::unit, name::node, callee>(found, call, found.held);
  }
}

template <class Unit, std::int32_t Call, std::int32_t Caller, class Scope>
void write_call(Scope const& scope, render_state& state) {
  constexpr std::int32_t callee = Unit::tree[Call].a;
  note_place<Unit, Call>(state);
  if constexpr (Unit::tree[callee].kind == node_kind::attribute) {
    constexpr std::int32_t object = Unit::tree[callee].a;
    if constexpr (name_kind_of<Unit, object, Scope>() == name_kind::module) {
      using call_type = macro_call<Unit, Call, Caller, Scope>;
      call_type const call{scope, state};
      auto const& module = named_holder<Unit, object>(scope);
      within_module<typename std::remove_cvref_t<decltype(module)>::named>(
          module.outer, state, call_imported<Unit, callee, call_type>{call});
    } else {
      write_self<Unit, callee>(scope, state);
    }
  } else if constexpr (name_kind_of<Unit, callee, Scope>() == name_kind::nothing ||
                       Unit::tree.view(callee) == "super") {
    write_super<Unit, Call>(scope, state);
  } else {
    write_named_call<Unit, Call, Caller>(scope, state);
  }
}

template <>
struct static_statement<node_kind::call_block> {
  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline page_flow emit(Scope const& scope, render_state& state) {
    constexpr std::int32_t call = Unit::tree[Node].b;
    if constexpr (is_written_call<Unit, call, Scope>())
      write_call<Unit, call, Node>(scope, state);
    else
      refuse_compiling<Unit, Node, "call needs a macro that the", "compiler can see">();
    return page_flow::normal;
  }
};

}  // namespace hyper::detail

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private, for render.hpp: macros of compiled templates, and the templates that they are imported
// from. A macro is compiled for the types of the arguments of each call.

#include <hyper/templates/static_assignment.hpp>

namespace hyper::detail {

inline constexpr int deepest_include = 16;

template <class Unit, class Scope>
page_flow emit_template(Scope const& scope, render_state& state);
template <class Unit, std::int32_t Call, class Scope>
void write_super(Scope const& scope, render_state& state);
template <class Unit, std::int32_t Callee, class Scope>
void write_self(Scope const& scope, render_state& state);
template <class Unit, std::int32_t Node>
void refuse_template();

// ---- the arguments of a macro ----

enum class macro_flaw : std::uint8_t { none, too_many, unknown_name, twice, stars };
struct macro_verdict {
  macro_flaw flaw = macro_flaw::none;
  std::int32_t node = no_template_node;
};
constexpr macro_verdict judge_macro_call(tree_view const& macro, std::int32_t node,
                                         tree_view const& caller, std::int32_t first) {
  std::int32_t parameter = macro[node].a;
  for (std::int32_t i = first; i != no_template_node; i = caller[i].next) {
    node_kind const kind = caller[i].kind;
    if (kind == node_kind::star || kind == node_kind::double_star) return {macro_flaw::stars, i};
    if (kind == node_kind::keyword) {
      if (!has_parameter(macro, macro[node].a, caller.view(i))) {
        if (!mentions_name(macro, macro[node].c, "kwargs")) return {macro_flaw::unknown_name, i};
      } else if (!has_parameter(macro, parameter, caller.view(i))) {
        return {macro_flaw::twice, i};
      }
    } else if (parameter != no_template_node) {
      parameter = macro[parameter].next;
    } else if (!mentions_name(macro, macro[node].c, "varargs")) {
      return {macro_flaw::too_many, i};
    }
  }
  return {};
}

/// What a call gives a macro, and where it stands.
template <class Unit, std::int32_t Call, std::int32_t Caller, class Scope>
struct macro_call {
  using unit = Unit;
  static constexpr std::int32_t node = Call;
  static constexpr std::int32_t first = Unit::tree[Call].b;
  static constexpr std::int32_t caller = Caller;
  Scope const& scope;
  render_state& state;
};

template <class Unit, std::int32_t Node>
struct macro_name {
  using unit = Unit;
  static constexpr std::int32_t node = Node;
  static constexpr std::string_view name = Unit::tree.view(Node);
};
template <class Unit, std::int32_t Node>
struct caller_name {
  using unit = Unit;
  static constexpr std::int32_t node = Node;
  static constexpr std::string_view name = "caller";
};
struct no_caller_name {
  static constexpr std::string_view name = "caller";
};
struct varargs_name {
  static constexpr std::string_view name = "varargs";
};
struct kwargs_name {
  static constexpr std::string_view name = "kwargs";
};

/// The body of a `call` block, with the scope around it.
template <class Scope>
struct held_caller {
  Scope const& scope;
  bool autoescape;
};

template <class Unit, std::int32_t Macro, class Call, class Scope>
page_flow emit_macro_body(Scope const& scope, Call const& call) {
  constexpr std::int32_t body = Unit::tree[Macro].c;
  if constexpr (Call::caller != no_template_node) {
    using held = held_caller<std::remove_cvref_t<decltype(call.scope)>>;
    named_scope<Scope, name_kind::caller, caller_name<typename Call::unit, Call::caller>, held,
                true> const inner{scope, {call.scope, call.state.autoescape}};
    return emit_scope<Unit, body>(inner, call.state);
  } else if constexpr (mentions_name(Unit::tree, body, "caller")) {
    named_scope<Scope, name_kind::value, no_caller_name, template_value, true> const inner{
        scope, template_value::undefined("caller")};
    return emit_scope<Unit, body>(inner, call.state);
  } else {
    return emit_scope<Unit, body>(scope, call.state);
  }
}

/// `varargs` and `kwargs`, where the body mentions_name them.
template <class Unit, std::int32_t Macro, class Call, class Scope>
page_flow bind_rest(Scope const& scope, Call const& call) {
  constexpr std::int32_t body = Unit::tree[Macro].c;
  constexpr bool rest =
      mentions_name(Unit::tree, body, "varargs") || mentions_name(Unit::tree, body, "kwargs");
  if constexpr (!rest) {
    return emit_macro_body<Unit, Macro>(scope, call);
  } else {
    auto given = gather_arguments<typename Call::unit, Call::first>(call.scope, call.state);
    std::size_t const taken =
        std::min(given.positional.size(), count_nodes(Unit::tree, Unit::tree[Macro].a));
    template_value::list extra(given.positional.begin() + static_cast<std::ptrdiff_t>(taken),
                               given.positional.end());
    template_value named = template_value::dict();
    for (auto const& [name, each] : given.named)
      if (!has_parameter(Unit::tree, Unit::tree[Macro].a, name)) named.set_item(name, each);
    using first = named_scope<Scope, name_kind::value, varargs_name, template_value, true>;
    first const with_list{scope, template_value::tuple(std::move(extra))};
    named_scope<first, name_kind::value, kwargs_name, template_value, true> const inner{
        with_list, std::move(named)};
    return emit_macro_body<Unit, Macro>(inner, call);
  }
}

template <class Unit, std::int32_t Parameter, class Scope, class Value, class Next>
page_flow bind_parameter(Scope const& scope, Value&& given, Next const& next) {
  if constexpr (std::same_as<std::remove_cvref_t<Value>, callable_value>)
    refuse_compiling<Unit, Parameter, "loop, macros and modules are no",
                     "values in compiled templates">();
  bound_scope<Scope, Unit, Parameter, kept_type<Value>, true> const inner{
      scope, std::forward<Value>(given)};
  return next(inner);
}

/// Gives the parameters from this one on their arguments, then writes the body.
template <class Unit, std::int32_t Macro, std::int32_t Parameter, int Position, class Call,
          class Scope>
page_flow bind_parameters(Scope const& scope, Call const& call);

template <class Unit, std::int32_t Macro, std::int32_t Parameter, int Position, class Call>
struct next_parameter {
  Call const& call;
  template <class Scope>
  page_flow operator()(Scope const& scope) const {
    return bind_parameters<Unit, Macro, Unit::tree[Parameter].next, Position + 1>(scope, call);
  }
};

template <class Unit, std::int32_t Macro, std::int32_t Parameter, int Position, class Call,
          class Scope>
page_flow bind_parameters(Scope const& scope, Call const& call) {
  if constexpr (Parameter == no_template_node) {
    return bind_rest<Unit, Macro>(scope, call);
  } else {
    using unit = typename Call::unit;
    constexpr std::int32_t argument =
        find_argument(unit::tree, Call::first, Position, Unit::tree.view(Parameter));
    constexpr std::int32_t fallback = Unit::tree[Parameter].a;
    next_parameter<Unit, Macro, Parameter, Position, Call> const next{call};
    if constexpr (argument != no_template_node)
      return bind_parameter<Unit, Parameter>(
          scope, node_value<unit, argument>(call.scope, call.state), next);
    else if constexpr (fallback != no_template_node)
      return bind_parameter<Unit, Parameter>(scope, node_value<Unit, fallback>(scope, call.state),
                                             next);
    else
      return bind_parameter<Unit, Parameter>(
          scope, template_value::undefined("parameter was not provided", ""), next);
  }
}
template <class Unit, std::int32_t Callee, class Verdict>
void refuse_macro_call() {
  constexpr macro_verdict verdict = Verdict::value;
  constexpr source_position where = template_place<Unit, verdict.node>;
  if constexpr (verdict.flaw == macro_flaw::stars)
    refuse_compiling<Unit, verdict.node, "arguments of a macro are spelled",
                     "out in compiled templates">();
  else if constexpr (verdict.flaw == macro_flaw::too_many)
    compile_error<template_argument_is_wrong<template_words<unit_words<Unit>>, where.line,
                                             where.column, template_words<node_words<Unit, Callee>>,
                                             "does not take so many arguments">>();
  else if constexpr (verdict.flaw == macro_flaw::twice)
    compile_error<
        template_argument_is_wrong<template_words<unit_words<Unit>>, where.line, where.column,
                                   template_words<node_words<Unit, Callee>>, "is given twice",
                                   template_words<node_words<Unit, verdict.node>>>>();
  else
    compile_error<
        template_argument_is_wrong<template_words<unit_words<Unit>>, where.line, where.column,
                                   template_words<node_words<Unit, Callee>>, "has no argument",
                                   template_words<node_words<Unit, verdict.node>>>>();
}
template <class Macro, std::int32_t MacroNode, class Unit, std::int32_t First>
struct macro_verdict_of {
  static constexpr macro_verdict value =
      judge_macro_call(Macro::tree, MacroNode, Unit::tree, First);
};

/// Writes a macro, or the body of a `call` block, with the arguments of a call.
template <class Macro, std::int32_t MacroNode, std::int32_t Callee, class Call, class Scope>
void write_macro(Scope const& scope, Call const& call, bool autoescape) {
  using verdict = macro_verdict_of<Macro, MacroNode, typename Call::unit, Call::first>;
  if constexpr (verdict::value.flaw != macro_flaw::none) {
    refuse_macro_call<typename Call::unit, Callee, verdict>();
  } else {
    call_depth const depth(call.state);
    escaping_mode const mode(call.state, autoescape);
    embedded_template const* const outer = call.state.entry;
    call.state.entry = &Macro::entry;
    bind_parameters<Macro, MacroNode, Macro::tree[MacroNode].a, 0>(scope, call);
    call.state.entry = outer;
  }
}

template <>
struct static_statement<node_kind::macro> {
  template <class Unit, std::int32_t Node, bool Silent, class Scope, class After>
  [[gnu::always_inline]] static inline page_flow bind(Scope const& scope, render_state& state,
                                                      After const& after) {
    named_scope<Scope, name_kind::macro, macro_name<Unit, Node>, bool> const inner{
        scope, state.autoescape};
    constexpr std::int32_t rest = Unit::tree[Node].next;
    return emit_list<Unit, rest, Silent>(inner, state, after, list_steps<Unit, rest>{});
  }
};

}  // namespace hyper::detail

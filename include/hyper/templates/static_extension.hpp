// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private, for render.hpp: calls of ordinary functions in compiled templates. Each argument is
// converted from its C++ type to the parameter's, or refused by the compiler.

#include <hyper/templates/static_function.hpp>

namespace hyper::detail {

// ---- calls ----

template <class Unit, std::int32_t First>
constexpr bool has_stars() {
  for (std::int32_t i = First; i != no_template_node; i = Unit::tree[i].next)
    if (Unit::tree[i].kind == node_kind::star || Unit::tree[i].kind == node_kind::double_star)
      return true;
  return false;
}

/// The arguments of a call as the `check` of a function sees them.
template <class Unit, std::int32_t First>
struct call_arguments {
  static constexpr std::size_t count = count_nodes(Unit::tree, First);
  struct table {
    template_argument all[count + 1]{};
  };
  static constexpr table make() {
    table made;
    std::size_t used = 0;
    for (std::int32_t i = First; i != no_template_node; i = Unit::tree[i].next) {
      template_argument& each = made.all[used++];
      bool const named = Unit::tree[i].kind == node_kind::keyword;
      if (named) each.name = Unit::tree.view(i);
      std::int32_t const value = named ? Unit::tree[i].a : i;
      each.literal = Unit::tree[value].kind == node_kind::string;
      if (each.literal) each.text = Unit::tree.view(value);
    }
    return made;
  }
  static constexpr table given = make();
  static constexpr std::span<template_argument const> arguments{given.all, count};
};

/// What the `check` of a function says of a call, and where.
template <class Unit, std::int32_t Named, std::int32_t First, class Function>
struct call_complaint {
  static constexpr template_complaint value =
      Function::check(call_arguments<Unit, First>::arguments);
  struct reason_words {
    static constexpr std::string_view text = value.reason;
  };
  struct advice_words {
    static constexpr std::string_view text = value.advice;
  };
  static constexpr std::int32_t find_place() {
    std::int32_t at = First;
    for (int i = 0; i < value.argument && at != no_template_node; ++i) at = Unit::tree[at].next;
    return value.argument < 0 || at == no_template_node ? Named : at;
  }
  static constexpr std::int32_t place = find_place();
};

/// The value before the bar: of a node, or there already.
struct no_input {
  static constexpr std::size_t count = 0;
};
template <class Unit, std::int32_t Node>
struct node_input {
  static constexpr std::size_t count = 1;
  template <class Scope>
  decltype(auto) get(Scope const& scope, render_state& state) const {
    return node_value<Unit, Node>(scope, state);
  }
};
struct held_input {
  static constexpr std::size_t count = 1;
  template_value const& held;
  template <class Scope>
  template_value get(Scope const&, render_state&) const {
    return held;
  }
};

template <class Unit, std::int32_t Named, std::int32_t First, class Function, class Scope,
          std::size_t... I>
decltype(auto) call_checked(Function const& function, Scope const& scope, render_state& state,
                            std::index_sequence<I...>) {
  using complaint = call_complaint<Unit, Named, First, Function>;
  if constexpr (!complaint::value.reason.empty()) {
    constexpr source_position where = template_place<Unit, complaint::place>;
    compile_error<template_argument_is_wrong<template_words<unit_words<Unit>>, where.line,
                                             where.column, template_words<node_words<Unit, Named>>,
                                             template_words<typename complaint::reason_words>,
                                             template_words<typename complaint::advice_words>>>();
    return template_value();
  } else {
    note_place<Unit, Named>(state);
    return own_result<false>(function.template call<call_arguments<Unit, First>>(
        argument_value<Unit, sibling_nodes<Unit, First>::nodes.at[I]>(scope, state)...));
  }
}

/// Calls with values as they are in the template, which live until the result is owned.
template <class Function, class... Parameters, class... Values>
decltype(auto) convert_and_call(Function const& function, parameter_list<Parameters...>,
                                Values&&... values) {
  constexpr bool stable =
      ((stays_after_call<Values> &&
        stays_after_call<decltype(convert_argument<Parameters>(std::as_const(values)))>) &&
       ...);
  return own_result<stable>(function(convert_argument<Parameters>(std::as_const(values))...));
}

/// The node of each argument; a parameter that stands before the bar has none.
template <class Unit, std::int32_t First, class Extension, std::size_t Inputs>
constexpr std::int32_t node_of_parameter(std::size_t parameter) {
  if (parameter < Inputs) return no_template_node;
  std::size_t const at = parameter - Inputs;
  std::string_view const name = at < Extension::parameter_count ? Extension::parameters[at] : "?";
  return find_argument(Unit::tree, First, static_cast<int>(at), name);
}
template <class Unit, std::int32_t Node, std::size_t Position, class Input, class Scope>
decltype(auto) value_of_parameter(Input const& input, Scope const& scope, render_state& state) {
  if constexpr (Position < Input::count)
    return input.get(scope, state);
  else
    return argument_value<Unit, Node>(scope, state);
}

template <class Unit, std::int32_t Named, std::int32_t First, class Extension, class Function,
          class Input, class Scope, class... Parameters, std::size_t... I>
decltype(auto) call_listed(Function const& function, Input const& input, Scope const& scope,
                           render_state& state, parameter_list<Parameters...> parameters,
                           std::index_sequence<I...>) {
  constexpr std::int32_t nodes[] = {node_of_parameter<Unit, First, Extension, Input::count>(I)...,
                                    no_template_node};
  constexpr bool fits =
      (... &&
       is_convertible_argument<Parameters,
                               std::remove_cvref_t<decltype(value_of_parameter<Unit, nodes[I], I>(
                                   input, scope, state))>>());
  if constexpr (fits) {
    note_place<Unit, Named>(state);
    return convert_and_call(function, parameters,
                            value_of_parameter<Unit, nodes[I], I>(input, scope, state)...);
  } else {
    (refuse_argument_type<Unit, Named, nodes[I], Parameters,
                          decltype(value_of_parameter<Unit, nodes[I], I>(input, scope, state))>(),
     ...);
    return template_value();
  }
}

/// Calls a function of C++ by the arguments from `First` on; `Named` is the node with its name.
template <class Unit, std::int32_t Named, std::int32_t First, class Extension, class Function,
          class Input, class Scope>
decltype(auto) call_typed(Function const& function, Input const& input, Scope const& scope,
                          render_state& state) {
  if constexpr (has_stars<Unit, First>()) {
    refuse_compiling<Unit, Named, "arguments of a C++ function are",
                     "spelled out, without stars">();
    return template_value();
  } else if constexpr (checked_template_function<Function>) {
    return call_checked<Unit, Named, First>(function, scope, state,
                                            typename sibling_nodes<Unit, First>::sequence{});
  } else {
    using parameters = decltype(parameters_of<Function>());
    using signature = own_signature<Extension, Input::count, parameters>;
    constexpr auto verdict = judge_arguments(Unit::tree, First, signature::value);
    if constexpr (verdict.flaw != argument_flaw::none) {
      refuse_argument<Unit, Named, verdict>();
      return template_value();
    } else {
      return call_listed<Unit, Named, First, Extension>(
          function, input, scope, state, parameters{},
          std::make_index_sequence<parameters::count>{});
    }
  }
}

// ---- which function a node names ----

/// The filter or test of one's own that a node names: its position in the list, or -1.
template <class Unit, std::int32_t Node, extension_kind Kind>
inline constexpr int extension_of_node =
    extension_table_of<typename Unit::folder>::find(Kind, Unit::tree.view(Node));

template <class Unit, std::int32_t Node, extension_kind Kind, class Input, class Scope>
decltype(auto) call_extension(Input const& input, Scope const& scope, render_state& state) {
  using extension = typename extension_table_of<typename Unit::folder>::template at<
      extension_of_node<Unit, Node, Kind>>;
  return call_typed<Unit, Node, Unit::tree[Node].b, extension>(extension::value, input, scope,
                                                               state);
}

/// What the compiler knows of the names of a callee's parameters.
template <class Unit, std::int32_t Callee, class Scope>
constexpr auto find_extension_of() {
  if constexpr (Unit::tree[Callee].kind != node_kind::name) {
    return nameless_extension{};
  } else {
    constexpr std::string_view name = Unit::tree.view(Callee);
    using holder =
        std::remove_cvref_t<decltype(scope_at<Scope::find(name)>(std::declval<Scope const&>()))>;
    if constexpr (!is_globals_scope<holder>)
      return nameless_extension{};
    else if constexpr (holder::find_extension(name) < 0)
      return nameless_extension{};
    else
      return typename holder::extensions::template at<holder::find_extension(name)>{};
  }
}

/// Whether a callee is a function of C++.
template <class Unit, std::int32_t Callee, class Scope>
constexpr bool is_typed_callee() {
  if constexpr (name_kind_of<Unit, Callee, Scope>() == name_kind::value) {
    using type = decltype(node_value<Unit, Callee>(std::declval<Scope const&>(),
                                                   std::declval<render_state&>()));
    return typed_callable<std::remove_cvref_t<type>>;
  } else if constexpr (is_plain_attribute<Unit, Callee, Scope>()) {
    using type = decltype(node_value<Unit, Unit::tree[Callee].a>(std::declval<Scope const&>(),
                                                                 std::declval<render_state&>()));
    return has_callable_member<shown_type<std::remove_cvref_t<type>>>(Unit::tree.view(Callee));
  } else {
    return false;
  }
}

}  // namespace hyper::detail

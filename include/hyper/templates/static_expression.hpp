// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private, for render.hpp: expressions of compiled templates, one function for each kind of node.
// `node_value<Unit, Node>(scope, state)` is the value; `holds` its truth, without making it first.

#include <hyper/templates/static_scope.hpp>

namespace hyper::detail {

template <node_kind Kind>
struct static_expression;

/// The two kinds that make up most of a template are done here: each function less for a node is
/// time of the compiler.
template <class Unit, std::int32_t Node, class Scope>
[[gnu::always_inline]] inline decltype(auto) node_value(Scope const& scope, render_state& state);

/// Whether a kind of node has a value of its own: it is no name, no part of something and no
/// literal. Its function is called without a detour.
constexpr bool is_operation(node_kind kind) {
  return kind == node_kind::filter || kind == node_kind::test || kind == node_kind::unary ||
         kind == node_kind::binary || kind == node_kind::comparison ||
         kind == node_kind::concatenation;
}

template <class Unit, std::int32_t Node, class Scope>
[[gnu::always_inline]] inline template_value dynamic_node(Scope const& scope, render_state& state) {
  constexpr node_kind kind = Unit::tree[Node].kind;
  constexpr member_path path = find_path(Unit::tree, Node, Scope::locate);
  if constexpr (path != no_path) {
    return to_dynamic(follow<path>(scope));
  } else if constexpr (kind == node_kind::string) {
    constexpr std::string_view text = Unit::tree.view(Node);
    return template_value::borrowed(text);
  } else if constexpr (kind == node_kind::integer) {
    constexpr std::int64_t number = Unit::tree[Node].number;
    return template_value(std::int64_t{number});
  } else if constexpr (is_operation(kind)) {
    return to_dynamic(static_expression<kind>::template value<Unit, Node>(scope, state));
  } else {
    using type = std::remove_cvref_t<decltype(node_value<Unit, Node>(scope, state))>;
    if constexpr (std::same_as<type, callable_value>)
      refuse_compiling<Unit, Node, "loop, macros and modules are no",
                       "values in compiled templates">();
    return to_dynamic(node_value<Unit, Node>(scope, state));
  }
}
template <class Unit, std::int32_t Node, class Scope>
[[gnu::always_inline]] inline bool node_holds(Scope const& scope, render_state& state) {
  constexpr node_kind kind = Unit::tree[Node].kind;
  constexpr member_path path = find_path(Unit::tree, Node, Scope::locate);
  if constexpr (path != no_path)
    return static_truth(follow<path>(scope));
  else if constexpr (kind == node_kind::logic)
    return static_expression<kind>::template holds<Unit, Node>(scope, state);
  else if constexpr (is_operation(kind))
    return static_truth(static_expression<kind>::template value<Unit, Node>(scope, state));
  else
    return static_truth(node_value<Unit, Node>(scope, state));
}
template <class Unit, std::int32_t Node>
[[gnu::always_inline]] inline void note_place(render_state& state) {
  constexpr std::uint32_t where = Unit::tree[Node].at;
  state.at(Unit::entry, where);
}

// ---- literals ----

template <>
struct static_expression<node_kind::none> {
  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline std::nullptr_t value(Scope const&, render_state&) {
    return nullptr;
  }
};
template <>
struct static_expression<node_kind::boolean> {
  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline bool value(Scope const&, render_state&) {
    constexpr bool truth = Unit::tree[Node].number != 0;
    return truth;
  }
};
template <>
struct static_expression<node_kind::floating> {
  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline double value(Scope const&, render_state&) {
    constexpr std::string_view digits = Unit::tree.view(Node);
    static double const number = read_floating(digits);
    return number;
  }
};

/// The nodes of a list as an array, so that a pack can go over them.
template <std::size_t Count>
struct sibling_array {
  std::int32_t at[Count + 1]{};
};
constexpr std::size_t count_nodes(tree_view const& tree, std::int32_t first) {
  std::size_t count = 0;
  for (std::int32_t i = first; i != no_template_node; i = tree[i].next) ++count;
  return count;
}
template <class Unit, std::int32_t First>
struct sibling_nodes {
  static constexpr std::size_t count = count_nodes(Unit::tree, First);
  static constexpr sibling_array<count> make() {
    sibling_array<count> made;
    std::size_t used = 0;
    for (std::int32_t i = First; i != no_template_node; i = Unit::tree[i].next) made.at[used++] = i;
    return made;
  }
  static constexpr sibling_array<count> nodes = make();
  using sequence = std::make_index_sequence<count>;
};

/// The values of a list of expressions.
template <class Unit, std::int32_t First, class Scope, std::size_t... I>
[[gnu::always_inline]] inline template_value::list dynamic_list(Scope const& scope,
                                                                render_state& state,
                                                                std::index_sequence<I...>) {
  template_value::list made;
  made.reserve(sizeof...(I));
  int const order[] = {
      0, (made.push_back(dynamic_node<Unit, sibling_nodes<Unit, First>::nodes.at[I]>(scope, state)),
          0)...};
  static_cast<void>(order);
  return made;
}
template <class Unit, std::int32_t First, class Scope>
[[gnu::always_inline]] inline template_value::list dynamic_list(Scope const& scope,
                                                                render_state& state) {
  return dynamic_list<Unit, First>(scope, state, typename sibling_nodes<Unit, First>::sequence{});
}

template <>
struct static_expression<node_kind::list> {
  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline template_value value(Scope const& scope,
                                                            render_state& state) {
    return dynamic_list<Unit, Unit::tree[Node].a>(scope, state);
  }
};
template <>
struct static_expression<node_kind::tuple> {
  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline template_value value(Scope const& scope,
                                                            render_state& state) {
    return template_value::tuple(dynamic_list<Unit, Unit::tree[Node].a>(scope, state));
  }
};
template <>
struct static_expression<node_kind::pair> {
  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline template_value value(Scope const& scope,
                                                            render_state& state) {
    template_value::list made;
    made.push_back(dynamic_node<Unit, Unit::tree[Node].a>(scope, state));
    made.push_back(dynamic_node<Unit, Unit::tree[Node].b>(scope, state));
    note_place<Unit, Node>(state);
    return made;
  }
};
template <>
struct static_expression<node_kind::dict> {
  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline template_value value(Scope const& scope,
                                                            render_state& state) {
    return state.make_dict(dynamic_list<Unit, Unit::tree[Node].a>(scope, state));
  }
};

// ---- names ----

/// Names that are undefined, and no mistake, where nothing gives them.
constexpr bool is_special_name(std::string_view name) {
  return same_word(name, "caller") || same_word(name, "varargs") || same_word(name, "kwargs") ||
         same_word(name, "loop");
}

template <class Unit, std::int32_t Node, class Scope>
void refuse_name() {
  if constexpr (Unit::tree.view(Node) == "self" || Unit::tree.view(Node) == "super") {
    refuse_compiling<Unit, Node, "self and super can only be", "called in compiled templates">();
  } else {
    struct found {
      static constexpr std::string_view find() {
        nearest_name nearest{Unit::tree.view(Node)};
        Scope::offer(nearest);
        for (auto const name : global_names) nearest.offer(name);
        return nearest.best;
      }
      static constexpr std::string_view text() { return find(); }
    };
    constexpr std::string_view best = found::text();
    constexpr source_position where = template_place<Unit, Node>;
    compile_error<template_name_is_unknown<template_words<unit_words<Unit>>, where.line,
                                           where.column, template_words<node_words<Unit, Node>>,
                                           typename Scope::context_type, "did you mean",
                                           to_fixed_string<clipped_size(best.size())>(best)>>();
  }
}

/// A member of the globals that a rendering was given, or a global of the folder.
template <class Unit, std::int32_t Node, class Scope>
decltype(auto) global_value(Scope const& scope) {
  constexpr std::string_view name = Unit::tree.view(Node);
  using globals = typename Scope::context_type;
  if constexpr (has_variable<globals>(name)) {
    return std::as_const(member<member_index<globals>(name)>(scope.context));
  } else {
    using extension = typename Scope::extensions::template at<Scope::find_extension(name)>;
    using type = std::remove_cvref_t<decltype(extension::value)>;
    if constexpr (std::is_pointer_v<type> && !std::is_function_v<std::remove_pointer_t<type>>)
      return std::as_const(*extension::value);
    else
      return std::as_const(extension::value);
  }
}

/// What a scope that has the name holds.
template <class Unit, std::int32_t Node, class Scope>
[[gnu::always_inline]] inline decltype(auto) held_value(Scope const& scope,
                                                        [[maybe_unused]] render_state& state) {
  constexpr std::string_view name = Unit::tree.view(Node);
  if constexpr (is_bound_scope<Scope>) {
    return std::as_const(scope.value);
  } else if constexpr (Scope::kind != name_kind::value) {
    return callable_value{};
  } else if constexpr (is_slot_scope<Scope>) {
    return static_cast<template_value const&>(
        scope.slots[static_cast<std::size_t>(Scope::find_slot(name))]);
  } else if constexpr (requires { scope.held; }) {
    return static_cast<template_value const&>(scope.held);
  } else if constexpr (is_globals_scope<Scope>) {
    return global_value<Unit, Node>(scope);
  } else if constexpr (dynamic_value<typename Scope::context_type>) {
    return state.look_up(scope.context, name);
  } else {
    return std::as_const(member<member_index<typename Scope::context_type>(name)>(scope.context));
  }
}

/// Whether a node is a name that nothing gives: that is no mistake before `default` and `defined`.
template <class Unit, std::int32_t Node, class Scope>
constexpr bool is_unknown_name() {
  if constexpr (Unit::tree[Node].kind != node_kind::name)
    return false;
  else
    return Scope::find(Unit::tree.view(Node)) < 0 && !is_global_name(Unit::tree.view(Node));
}
template <class Unit, std::int32_t Node, class Scope>
[[gnu::always_inline]] inline decltype(auto) value_or_undefined(Scope const& scope,
                                                                render_state& state) {
  if constexpr (is_unknown_name<Unit, Node, Scope>())
    return template_value::undefined(Unit::tree.view(Node));
  else
    return node_value<Unit, Node>(scope, state);
}

}  // namespace hyper::detail

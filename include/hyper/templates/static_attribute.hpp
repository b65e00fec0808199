// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private, for render.hpp: attributes and items in expressions of compiled templates.

#include <hyper/templates/static_expression.hpp>

namespace hyper::detail {

// ---- attributes and items ----

template <class Unit, std::int32_t Node, class Type>
void refuse_member() {
  constexpr source_position where = template_place<Unit, Node>;
  constexpr std::string_view best = [] {
    nearest_name nearest{Unit::tree.view(Node)};
    for (auto const& name : member_names<Type>) nearest.offer(name);
    return nearest.best;
  }();
  compile_error<
      template_member_is_unknown<template_words<unit_words<Unit>>, where.line, where.column,
                                 template_words<node_words<Unit, Node>>, Type, "did you mean",
                                 to_fixed_string<clipped_size(best.size())>(best)>>();
}

/// The position of a member that the compiler can look up.
template <class T>
constexpr std::size_t static_member(std::string_view name) {
  if constexpr (static_struct<T>)
    return member_index<T>(name);
  else
    return no_member;
}

template <class T>
constexpr bool lacks_member(std::string_view name) {
  if constexpr (static_struct<T>)
    return member_index<T>(name) == no_member;
  else
    return false;
}

/// What the value is called for a message, when it has no member: the type within an optional.
template <class T>
struct within_optional {
  using type = T;
};
template <optional_like T>
struct within_optional<T> {
  using type = shown_type<std::remove_cvref_t<decltype(*std::declval<T const&>())>>;
};

template <class Unit, std::int32_t Node, class T>
[[gnu::always_inline]] inline decltype(auto) member_of_node(T const& given, render_state& state) {
  constexpr std::string_view name = Unit::tree.view(Node);
  auto const& object = shown_value(given);
  using type = shown_type<T>;
  using inner = typename within_optional<type>::type;
  if constexpr (static_member<type>(name) != no_member) {
    return std::as_const(member<static_member<type>(name)>(object));
  } else if constexpr (lacks_member<inner>(name)) {
    refuse_member<Unit, Node, inner>();
    return template_value();
  } else {
    note_place<Unit, Node>(state);
    return state.attribute(to_dynamic(object), name);
  }
}

template <class Unit, std::int32_t Node, class Loop>
[[gnu::always_inline]] inline auto loop_member(Loop const& loop) {
  constexpr std::string_view name = Unit::tree.view(Node);
  auto const position = static_cast<std::int64_t>(loop.position);
  auto const count = static_cast<std::int64_t>(loop.count);
  if constexpr (same_word(name, "index"))
    return position + 1;
  else if constexpr (same_word(name, "index0"))
    return position;
  else if constexpr (same_word(name, "first"))
    return position == 0;
  else if constexpr (same_word(name, "last"))
    return position + 1 == count;
  else if constexpr (same_word(name, "length"))
    return count;
  else if constexpr (same_word(name, "revindex"))
    return count - position;
  else if constexpr (same_word(name, "revindex0"))
    return count - position - 1;
  else if constexpr (same_word(name, "depth") || same_word(name, "depth0"))
    return static_cast<std::int64_t>(loop.depth) + (same_word(name, "depth") ? 1 : 0);
  else if constexpr (same_word(name, "previtem"))
    return loop.neighbour(-1);
  else if constexpr (same_word(name, "nextitem"))
    return loop.neighbour(1);
  else {
    constexpr source_position where = template_place<Unit, Node>;
    compile_error<template_member_is_unknown<template_words<unit_words<Unit>>, where.line,
                                             where.column, template_words<node_words<Unit, Node>>,
                                             Loop, "index, index0, first, last,",
                                             "length, revindex, previtem, …">>();
    return std::int64_t{0};
  }
}

/// What kind of thing a plain name stands for, if it stands for something other than a value.
template <class Unit, std::int32_t Node, class Scope>
constexpr name_kind name_kind_of() {
  if constexpr (Unit::tree[Node].kind != node_kind::name) {
    return name_kind::nothing;
  } else {
    constexpr int steps = Scope::find(Unit::tree.view(Node));
    if constexpr (steps < 0)
      return name_kind::nothing;
    else
      return std::remove_cvref_t<decltype(scope_at<steps>(std::declval<Scope const&>()))>::kind;
  }
}
/// Whether a node is an attribute of a value, and not one of `loop` or of a module.
template <class Unit, std::int32_t Node, class Scope>
constexpr bool is_plain_attribute() {
  if constexpr (Unit::tree[Node].kind == node_kind::attribute)
    return name_kind_of<Unit, Unit::tree[Node].a, Scope>() <= name_kind::value;
  else
    return false;
}
template <class Unit, std::int32_t Node, class Scope>
[[gnu::always_inline]] inline auto const& named_holder(Scope const& scope) {
  return scope_at<Scope::find(Unit::tree.view(Node))>(scope);
}

/// A variable that an imported template sets; defined with the statements.
template <class Unit, std::int32_t Node, class Scope>
template_value module_variable(Scope const& scope, render_state& state);

template <>
struct static_expression<node_kind::attribute> {
  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline decltype(auto) value(Scope const& scope,
                                                            render_state& state) {
    constexpr std::int32_t object = Unit::tree[Node].a;
    constexpr name_kind kind = name_kind_of<Unit, object, Scope>();
    if constexpr (kind == name_kind::loop) {
      return loop_member<Unit, Node>(*named_holder<Unit, object>(scope).held);
    } else if constexpr (kind == name_kind::module) {
      return module_variable<Unit, Node>(scope, state);
    } else if constexpr (kind == name_kind::macro || kind == name_kind::caller) {
      refuse_compiling<Unit, Node, "a macro has no attributes in", "compiled templates">();
      return template_value();
    } else {
      template_value const made = dynamic_node<Unit, object>(scope, state);
      note_place<Unit, Node>(state);
      return state.attribute(made, Unit::tree.view(Node));
    }
  }
};

template <class Unit, std::int32_t Node, class Scope>
[[gnu::always_inline]] inline decltype(auto) name_value(Scope const& scope, render_state& state) {
  constexpr std::string_view name = Unit::tree.view(Node);
  constexpr int steps = Scope::find(name);
  if constexpr (steps >= 0) {
    return held_value<Unit, Node>(scope_at<steps>(scope), state);
  } else if constexpr (is_global_name(name)) {
    return state.global(name);
  } else if constexpr (is_special_name(name)) {
    return template_value::undefined(name);
  } else {
    refuse_name<Unit, Node, Scope>();
    return template_value();
  }
}

template <class Unit, std::int32_t Node, class Scope>
[[gnu::always_inline]] inline decltype(auto) node_value(Scope const& scope, render_state& state) {
  constexpr node_kind kind = Unit::tree[Node].kind;
  constexpr std::int32_t object = Unit::tree[Node].a;
  constexpr member_path path = find_path(Unit::tree, Node, Scope::locate);
  if constexpr (path != no_path) {
    return follow<path>(scope);
  } else if constexpr (kind == node_kind::integer) {
    constexpr std::int64_t number = Unit::tree[Node].number;
    return std::int64_t{number};
  } else if constexpr (kind == node_kind::string) {
    constexpr std::string_view text = Unit::tree.view(Node);
    return std::string_view(text);
  } else if constexpr (kind == node_kind::name) {
    return name_value<Unit, Node>(scope, state);
  } else if constexpr (is_plain_attribute<Unit, Node, Scope>()) {
    if constexpr (!std::is_lvalue_reference_v<decltype(node_value<Unit, object>(scope, state))>)
      return static_expression<kind>::template value<Unit, Node>(scope, state);
    else
      return member_of_node<Unit, Node>(node_value<Unit, object>(scope, state), state);
  } else {
    return static_expression<kind>::template value<Unit, Node>(scope, state);
  }
}

template <class Unit, std::int32_t Node, class Scope>
template_value optional_node(Scope const& scope, render_state& state) {
  if constexpr (Node == no_template_node)
    return nullptr;
  else
    return dynamic_node<Unit, Node>(scope, state);
}

template <>
struct static_expression<node_kind::item> {
  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline decltype(auto) value(Scope const& scope,
                                                            render_state& state) {
    constexpr template_node const& node = Unit::tree[Node];
    constexpr node_kind key = Unit::tree[node.b].kind;
    using type = decltype(node_value<Unit, node.a>(scope, state));
    if constexpr (key == node_kind::string && std::is_lvalue_reference_v<type> &&
                  static_struct<shown_type<std::remove_cvref_t<type>>>) {
      return member_of_node<Unit, node.b>(node_value<Unit, node.a>(scope, state), state);
    } else if constexpr (key == node_kind::slice) {
      template_value const object = dynamic_node<Unit, node.a>(scope, state);
      constexpr template_node const& bounds = Unit::tree[node.b];
      template_value const parts[3] = {optional_node<Unit, bounds.a>(scope, state),
                                       optional_node<Unit, bounds.b>(scope, state),
                                       optional_node<Unit, bounds.c>(scope, state)};
      note_place<Unit, Node>(state);
      return state.slice(object, parts);
    } else {
      template_value const object = dynamic_node<Unit, node.a>(scope, state);
      template_value const place = dynamic_node<Unit, node.b>(scope, state);
      note_place<Unit, Node>(state);
      return state.item(object, place);
    }
  }
};

}  // namespace hyper::detail

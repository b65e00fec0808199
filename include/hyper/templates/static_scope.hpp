// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private, for render.hpp: what names mean at a place of a compiled template. A scope is a chain of
// small objects on the stack, the innermost first; which one has a name is known to the compiler.

#include <hyper/templates/compiled_error.hpp>
#include <hyper/templates/extension.hpp>
#include <hyper/templates/signature.hpp>
#include <hyper/templates/static_path.hpp>

namespace hyper::detail {

/// A template as part of a page: `Page` is the template that was asked for, whose blocks win, and
/// `Position` the one whose nodes are looked at. `Depth` counts the includes around it.
template <class Folder, int Page, int Position, int Depth = 0>
struct template_unit {
  using folder = Folder;
  static constexpr int page = Page;
  static constexpr int position = Position;
  static constexpr int depth = Depth;
  static constexpr embedded_template const& entry = Folder::all[Position];
  static constexpr tree_view const& tree = embedded_tree<Folder, Position>::view;
  template <int Other>
  using within = template_unit<Folder, Page, Other, Depth>;
};

enum class name_kind : std::uint8_t { nothing, value, macro, module, caller, loop, block };

template <class Struct>
constexpr bool has_variable(std::string_view name) {
  if constexpr (reflectable<Struct> && !std::is_empty_v<Struct>)
    return member_index<Struct>(name) != no_member;
  else
    return false;
}
template <class Struct>
constexpr void offer_variables(nearest_name& nearest) {
  if constexpr (reflectable<Struct> && !std::is_empty_v<Struct>)
    for (auto const& name : member_names<Struct>) nearest.offer(name);
}

/// The context of a template that is given none.
struct no_context {};

/// What every template of a rendering knows: the members of the globals that it was given, and the
/// globals of the folder. The outermost scope.
template <class Globals, class Folder>
struct globals_scope {
  static constexpr bool local = false;
  static constexpr name_kind kind = name_kind::value;
  using extensions = extension_table_of<Folder>;
  using context_type = Globals;
  Globals const& context;

  static constexpr int find_extension(std::string_view name) {
    return extensions::find(extension_kind::global, name);
  }
  static constexpr name_place locate(std::string_view name) {
    if (name_place const found = find_variable<Globals>(name); found.steps >= 0) return found;
    return find_extension(name) >= 0 ? name_place{0} : name_place{};
  }
  static constexpr int find(std::string_view name) { return locate(name).steps; }
  static constexpr int find_slot(std::string_view) { return -1; }
  static constexpr void offer(nearest_name& nearest) {
    offer_variables<Globals>(nearest);
    for (auto const& each : extensions::entries)
      if (each.kind == extension_kind::global) nearest.offer(each.name);
  }
};

template <class Scope>
inline constexpr bool is_globals_scope = false;
template <class Globals, class Folder>
inline constexpr bool is_globals_scope<globals_scope<Globals, Folder>> = true;

/// The members of the context. Of one whose type is not known, any name but those of globals.
template <class Context, class Outer>
struct context_scope {
  static constexpr bool local = false;
  static constexpr name_kind kind = name_kind::value;
  using context_type = Context;
  Context const& context;
  Outer const& outer;

  static constexpr name_place locate(std::string_view name) {
    if (name_place const found = find_variable<Context>(name); found.steps >= 0) return found;
    if (name_place const found = Outer::locate(name); found.steps >= 0) return found.from_inside();
    if (!dynamic_value<Context> || name == "loop" || name == "caller") return {};
    return {0};
  }
  static constexpr int find(std::string_view name) { return locate(name).steps; }
  static constexpr int find_slot(std::string_view) { return -1; }
  static constexpr void offer(nearest_name& nearest) {
    offer_variables<Context>(nearest);
    Outer::offer(nearest);
  }
};

/// One name: a loop's target, what `set` or `with` gives, a parameter of a macro.
template <class Outer, class Unit, std::int32_t Node, class Value, bool Local = Outer::local>
struct bound_scope {
  static constexpr bool local = Local;
  static constexpr name_kind kind = name_kind::value;
  static constexpr std::string_view name = Unit::tree.view(Node);
  using context_type = typename Outer::context_type;
  Outer const& outer;
  Value value;

  static constexpr name_place locate(std::string_view wanted) {
    if (same_word(wanted, name))
      return {0, &described_type<shown_type<std::remove_cvref_t<Value>>>, -1, true};
    return Outer::locate(wanted).from_inside();
  }
  static constexpr int find(std::string_view wanted) { return locate(wanted).steps; }
  static constexpr int find_slot(std::string_view wanted) { return Outer::find_slot(wanted); }
  static constexpr void offer(nearest_name& nearest) {
    nearest.offer(name);
    Outer::offer(nearest);
  }
};

template <class Scope>
inline constexpr bool is_bound_scope = false;
template <class Outer, class Unit, std::int32_t Node, class Value, bool Local>
inline constexpr bool is_bound_scope<bound_scope<Outer, Unit, Node, Value, Local>> = true;

/// A name that stands for something other than a value.
template <class Outer, name_kind Kind, class Named, class Held, bool Local = Outer::local>
struct named_scope {
  static constexpr bool local = Local;
  static constexpr name_kind kind = Kind;
  static constexpr std::string_view name = Named::name;
  using named = Named;
  using context_type = typename Outer::context_type;
  Outer const& outer;
  Held held;

  static constexpr name_place locate(std::string_view wanted) {
    return same_word(wanted, name) ? name_place{0} : Outer::locate(wanted).from_inside();
  }
  static constexpr int find(std::string_view wanted) { return locate(wanted).steps; }
  static constexpr int find_slot(std::string_view wanted) { return Outer::find_slot(wanted); }
  static constexpr void offer(nearest_name& nearest) {
    nearest.offer(name);
    Outer::offer(nearest);
  }
};

/// Where an included template begins: what it is given belongs to its context.
template <class Outer>
struct included_scope {
  static constexpr bool local = false;
  static constexpr name_kind kind = name_kind::nothing;
  using context_type = typename Outer::context_type;
  Outer const& outer;

  static constexpr name_place locate(std::string_view wanted) {
    return Outer::locate(wanted).from_inside();
  }
  static constexpr int find(std::string_view wanted) { return locate(wanted).steps; }
  static constexpr int find_slot(std::string_view) { return -1; }
  static constexpr void offer(nearest_name& nearest) { Outer::offer(nearest); }
};

// ---- names that are set more than once, or not always ----

/// Whether a target, which may be a tuple, sets the name.
constexpr bool sets_name(tree_view const& tree, std::int32_t target, std::string_view name) {
  if (tree[target].kind == node_kind::name) return same_word(tree.view(target), name);
  if (tree[target].kind != node_kind::tuple && tree[target].kind != node_kind::list) return false;
  for (std::int32_t i = tree[target].a; i != no_template_node; i = tree[i].next)
    if (sets_name(tree, i, name)) return true;
  return false;
}

/// Calls `visit(target, always)` for each `set` of a scope; branches are no scopes of their own.
template <class Visitor>
constexpr void each_set(tree_view const& tree, std::int32_t first, bool always,
                        Visitor const& visit) {
  for (std::int32_t i = first; i != no_template_node; i = tree[i].next) {
    template_node const& node = tree[i];
    if (node.kind == node_kind::set || node.kind == node_kind::set_block) visit(node.a, always);
    if (node.kind != node_kind::branch) continue;
    each_set(tree, node.b, false, visit);
    each_set(tree, node.c, false, visit);
  }
}
template <class Visitor>
constexpr void each_target_name(tree_view const& tree, std::int32_t target, Visitor const& visit) {
  if (tree[target].kind == node_kind::name) visit(target);
  if (tree[target].kind != node_kind::tuple && tree[target].kind != node_kind::list) return;
  for (std::int32_t i = tree[target].a; i != no_template_node; i = tree[i].next)
    each_target_name(tree, i, visit);
}

/// Whether the scope sets the name exactly once, and always: then it has the type of its value.
constexpr bool is_set_once(tree_view const& tree, std::int32_t first, std::string_view name) {
  int times = 0;
  each_set(tree, first, true, [&](std::int32_t target, bool always) {
    if (sets_name(tree, target, name)) times += always ? 1 : 2;
  });
  return times == 1;
}

/// The names of a scope that are not set once; each of them once.
template <std::size_t Most>
struct slot_names {
  std::int32_t nodes[Most + 1]{};
  std::size_t count = 0;
};
/// How many names there are at most.
constexpr std::size_t count_set_names(tree_view const& tree, std::int32_t first) {
  std::size_t count = 0;
  each_set(tree, first, true, [&](std::int32_t target, bool) {
    each_target_name(tree, target, [&](std::int32_t) { ++count; });
  });
  return count;
}
template <std::size_t Most>
constexpr slot_names<Most> find_slot_names(tree_view const& tree, std::int32_t first) {
  slot_names<Most> found;
  each_set(tree, first, true, [&](std::int32_t target, bool) {
    each_target_name(tree, target, [&](std::int32_t node) {
      for (std::size_t i = 0; i < found.count; ++i)
        if (same_word(tree.view(found.nodes[i]), tree.view(node))) return;
      if (!is_set_once(tree, first, tree.view(node))) found.nodes[found.count++] = node;
    });
  });
  return found;
}
constexpr bool sets_anything(tree_view const& tree, std::int32_t first) {
  bool found = false;
  each_set(tree, first, true, [&](std::int32_t, bool) { found = true; });
  return found;
}

/// The variables of a scope whose types change: they hold any value.
template <class Outer, class Unit, std::int32_t First>
struct slot_scope {
  static constexpr bool local = Outer::local;
  static constexpr name_kind kind = name_kind::value;
  static constexpr auto names =
      find_slot_names<count_set_names(Unit::tree, First)>(Unit::tree, First);
  using context_type = typename Outer::context_type;
  Outer const& outer;
  mutable template_value slots[names.count + 1];

  static constexpr int find_slot(std::string_view wanted) {
    for (std::size_t i = 0; i < names.count; ++i)
      if (same_word(Unit::tree.view(names.nodes[i]), wanted)) return static_cast<int>(i);
    return -1;
  }
  static constexpr name_place locate(std::string_view wanted) {
    return find_slot(wanted) >= 0 ? name_place{0} : Outer::locate(wanted).from_inside();
  }
  static constexpr int find(std::string_view wanted) { return locate(wanted).steps; }
  static constexpr void offer(nearest_name& nearest) {
    for (std::size_t i = 0; i < names.count; ++i) nearest.offer(Unit::tree.view(names.nodes[i]));
    Outer::offer(nearest);
  }
};

template <class Scope>
inline constexpr bool is_slot_scope = false;
template <class Outer, class Unit, std::int32_t First>
inline constexpr bool is_slot_scope<slot_scope<Outer, Unit, First>> = true;

/// The scope some steps out.
template <int Steps, class Scope>
[[gnu::always_inline]] constexpr auto const& scope_at(Scope const& scope) {
  if constexpr (Steps == 0)
    return scope;
  else
    return scope_at<Steps - 1>(scope.outer);
}

/// What a path leads to.
template <member_path Path, class Scope>
[[gnu::always_inline]] constexpr auto const& follow(Scope const& scope) {
  auto const& holder = scope_at<path_steps(Path)>(scope);
  if constexpr (is_bound_scope<std::remove_cvref_t<decltype(holder)>>)
    return follow_members<path_members(Path), path_length(Path)>(holder.value);
  else
    return follow_members<path_members(Path), path_length(Path)>(holder.context);
}
/// The path that a node is, or `no_path`.
template <class Unit, std::int32_t Node, class Scope>
inline constexpr member_path node_path = find_path(Unit::tree, Node, Scope::locate);

/// What is left of a scope for a template that is given no context.
template <class Scope>
constexpr auto const& scope_of_globals(Scope const& scope) {
  if constexpr (is_globals_scope<Scope>)
    return scope;
  else
    return scope_of_globals(scope.outer);
}
template <class Scope>
using globals_of = std::remove_cvref_t<decltype(scope_of_globals(std::declval<Scope const&>()))>;

/// The scope of a template that is given no context.
template <class Scope>
auto without_context(Scope const& scope) {
  static constexpr no_context nothing{};
  return context_scope<no_context, globals_of<Scope>>{nothing, scope_of_globals(scope)};
}

/// The scope without what loops, macros and blocks around a block have set.
template <class Scope>
constexpr auto const& exported_scope(Scope const& scope) {
  if constexpr (Scope::local)
    return exported_scope(scope.outer);
  else
    return scope;
}

/// The slots of the scope that a statement stands in.
template <class Scope>
[[gnu::always_inline]] constexpr auto const& own_slots(Scope const& scope) {
  if constexpr (is_slot_scope<Scope>)
    return scope;
  else
    return own_slots(scope.outer);
}

}  // namespace hyper::detail

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private, for render.hpp: filters, tests and calls of compiled templates.

#include <hyper/templates/static_operator.hpp>

namespace hyper::detail {

// ---- arguments ----

template <class Unit, std::int32_t Node, class Scope>
void add_argument(argument_values& arguments, Scope const& scope, render_state& state) {
  constexpr template_node const& node = Unit::tree[Node];
  if constexpr (node.kind == node_kind::keyword) {
    arguments.named.emplace_back(Unit::tree.view(Node), dynamic_node<Unit, node.a>(scope, state));
  } else if constexpr (node.kind == node_kind::star) {
    template_value const all = dynamic_node<Unit, node.a>(scope, state);
    note_place<Unit, Node>(state);
    add_star(arguments, all);
  } else if constexpr (node.kind == node_kind::double_star) {
    template_value const all = dynamic_node<Unit, node.a>(scope, state);
    note_place<Unit, Node>(state);
    add_double_star(arguments, all);
  } else {
    arguments.positional.push_back(dynamic_node<Unit, Node>(scope, state));
  }
}
template <class Unit, std::int32_t First, class Scope, std::size_t... I>
argument_values gather_arguments(Scope const& scope, render_state& state,
                                 std::index_sequence<I...>) {
  argument_values made;
  int const order[] = {
      0, (add_argument<Unit, sibling_nodes<Unit, First>::nodes.at[I]>(made, scope, state), 0)...};
  static_cast<void>(order);
  return made;
}
template <class Unit, std::int32_t First, class Scope>
argument_values gather_arguments(Scope const& scope, render_state& state) {
  return gather_arguments<Unit, First>(scope, state,
                                       typename sibling_nodes<Unit, First>::sequence{});
}

enum class argument_flaw : std::uint8_t { none, too_many, unknown_name, twice, missing };
struct argument_verdict {
  argument_flaw flaw = argument_flaw::none;
  std::int32_t node = no_template_node;  // that is wrong
  int parameter = -1;                    // that is missing
};

/// Judges the arguments of a call by the names of the parameters.
constexpr argument_verdict judge_arguments(tree_view const& tree, std::int32_t first,
                                           template_signature const& signature) {
  bool given[16]{};
  std::size_t used = 0;
  for (std::int32_t i = first; i != no_template_node; i = tree[i].next) {
    node_kind const kind = tree[i].kind;
    if (kind == node_kind::star || kind == node_kind::double_star || signature.open) return {};
    if (kind != node_kind::keyword) {
      if (used == signature.count()) return {argument_flaw::too_many, i, -1};
      given[used++] = true;
      continue;
    }
    int const at = signature.find(tree.view(i));
    if (at < 0) return {argument_flaw::unknown_name, i, -1};
    if (given[at]) return {argument_flaw::twice, i, -1};
    given[at] = true;
  }
  for (int i = 0; i < signature.needed; ++i)
    if (!given[i]) return {argument_flaw::missing, no_template_node, i};
  return {};
}

template <class Unit, std::int32_t Node>
struct filter_of {
  static constexpr template_signature const* signature =
      find_signature(filter_signatures, Unit::tree.view(Node));
};
template <class Unit, std::int32_t Node>
struct test_of {
  static constexpr template_signature const* signature =
      find_signature(test_signatures, Unit::tree.view(Node));
};

template <class Unit, std::int32_t Node>
void refuse_argument(auto verdict_constant) {
  constexpr argument_verdict verdict = decltype(verdict_constant)::value;
  constexpr std::int32_t place = verdict.node == no_template_node ? Node : verdict.node;
  constexpr source_position where = template_place<Unit, place>;
  if constexpr (verdict.flaw == argument_flaw::unknown_name)
    compile_error<
        template_argument_is_wrong<template_words<unit_words<Unit>>, where.line, where.column,
                                   template_words<node_words<Unit, Node>>, "has no argument",
                                   template_words<node_words<Unit, place>>>>();
  else if constexpr (verdict.flaw == argument_flaw::twice)
    compile_error<
        template_argument_is_wrong<template_words<unit_words<Unit>>, where.line, where.column,
                                   template_words<node_words<Unit, Node>>, "is given twice",
                                   template_words<node_words<Unit, place>>>>();
  else if constexpr (verdict.flaw == argument_flaw::too_many)
    compile_error<template_argument_is_wrong<template_words<unit_words<Unit>>, where.line,
                                             where.column, template_words<node_words<Unit, Node>>,
                                             "does not take so many arguments">>();
  else
    compile_error<template_argument_is_wrong<template_words<unit_words<Unit>>, where.line,
                                             where.column, template_words<node_words<Unit, Node>>,
                                             "needs more arguments">>();
}
template <class Unit, std::int32_t Node, class Signature>
struct verdict_constant {
  static constexpr argument_verdict value =
      judge_arguments(Unit::tree, Unit::tree[Node].b, *Signature::signature);
};

constexpr std::string_view nearest_signature(std::span<template_signature const> all,
                                             std::string_view wrong) {
  nearest_name nearest{wrong};
  for (auto const& each : all) nearest.offer(each.name);
  return nearest.best;
}

// ---- filters ----

/// Applies the filter of a node to a value that is there already.
template <class Unit, std::int32_t Node, class Scope>
template_value filtered_value(template_value const& input, Scope const& scope,
                              render_state& state) {
  using signature = filter_of<Unit, Node>;
  constexpr std::string_view name = Unit::tree.view(Node);
  if constexpr (signature::signature == nullptr) {
    constexpr std::string_view best = nearest_signature(filter_signatures, name);
    constexpr source_position where = template_place<Unit, Node>;
    compile_error<
        template_filter_is_unknown<template_words<unit_words<Unit>>, where.line, where.column,
                                   template_words<node_words<Unit, Node>>, "did you mean",
                                   to_fixed_string<clipped_size(best.size())>(best)>>();
    return {};
  } else if constexpr (verdict_constant<Unit, Node, signature>::value.flaw != argument_flaw::none) {
    refuse_argument<Unit, Node>(verdict_constant<Unit, Node, signature>{});
    return {};
  } else {
    static builtin_function const function = find_builtin_filter(name);
    argument_values const arguments = gather_arguments<Unit, Unit::tree[Node].b>(scope, state);
    note_place<Unit, Node>(state);
    return state.filter(function, input, arguments);
  }
}

/// A chain of filters without an input of its own: that of `{% filter %}` and `{% set %}` blocks.
template <class Unit, std::int32_t Node, class Scope>
template_value filter_chain(template_value input, Scope const& scope, render_state& state) {
  if constexpr (Node == no_template_node) {
    return input;
  } else {
    constexpr std::int32_t inner = Unit::tree[Node].a;
    return filtered_value<Unit, Node>(filter_chain<Unit, inner>(std::move(input), scope, state),
                                      scope, state);
  }
}

template <>
struct static_expression<node_kind::filter> {
  template <class Unit, std::int32_t Node, class Scope>
  static decltype(auto) value(Scope const& scope, render_state& state) {
    constexpr template_node const& node = Unit::tree[Node];
    constexpr std::string_view name = Unit::tree.view(Node);
    constexpr bool bare = node.b == no_template_node;
    constexpr bool falls_back = name == "default" || name == "d";
    if constexpr (falls_back) {
      return defaulted<Unit, Node>(scope, state);
    } else {
      using type = decltype(node_value<Unit, node.a>(scope, state));
      using plain_input = shown_type<std::remove_cvref_t<type>>;
      if constexpr (bare && name == "safe" && static_text<plain_input> &&
                    (std::is_lvalue_reference_v<type> || std::same_as<type, std::string_view>)) {
        return safe_view{std::string_view(shown_value(node_value<Unit, node.a>(scope, state)))};
      } else if constexpr (bare && (name == "length" || name == "count") &&
                           std::is_lvalue_reference_v<type> &&
                           (map_like<plain_input> || sequence_like<plain_input>)) {
        return static_cast<std::int64_t>(
            shown_value(node_value<Unit, node.a>(scope, state)).size());
      } else {
        return filtered_value<Unit, Node>(dynamic_node<Unit, node.a>(scope, state), scope, state);
      }
    }
  }

 private:
  /// `default` of what is always there is the value itself.
  template <class Unit, std::int32_t Node, class Scope>
  static decltype(auto) defaulted(Scope const& scope, render_state& state) {
    constexpr template_node const& node = Unit::tree[Node];
    constexpr bool one = node.b != no_template_node && Unit::tree[node.b].next == no_template_node;
    using type = decltype(value_or_undefined<Unit, node.a>(scope, state));
    if constexpr (one && std::is_lvalue_reference_v<type> &&
                  !dynamic_value<std::remove_cvref_t<type>>)
      return node_value<Unit, node.a>(scope, state);
    else
      return filtered_value<Unit, Node>(to_dynamic(value_or_undefined<Unit, node.a>(scope, state)),
                                        scope, state);
  }
};

// ---- tests ----

template <>
struct static_expression<node_kind::test> {
  template <class Unit, std::int32_t Node, class Scope>
  static bool value(Scope const& scope, render_state& state) {
    constexpr template_node const& node = Unit::tree[Node];
    constexpr std::string_view name = Unit::tree.view(Node);
    using signature = test_of<Unit, Node>;
    if constexpr (signature::signature == nullptr) {
      constexpr std::string_view best = nearest_signature(test_signatures, name);
      constexpr source_position where = template_place<Unit, Node>;
      compile_error<
          template_test_is_unknown<template_words<unit_words<Unit>>, where.line, where.column,
                                   template_words<node_words<Unit, Node>>, "did you mean",
                                   to_fixed_string<clipped_size(best.size())>(best)>>();
      return false;
    } else if constexpr (verdict_constant<Unit, Node, signature>::value.flaw !=
                         argument_flaw::none) {
      refuse_argument<Unit, Node>(verdict_constant<Unit, Node, signature>{});
      return false;
    } else {
      static builtin_function const function = find_builtin_test(name);
      template_value const input = to_dynamic(value_or_undefined<Unit, node.a>(scope, state));
      argument_values const arguments = gather_arguments<Unit, node.b>(scope, state);
      note_place<Unit, Node>(state);
      return state.filter(function, input, arguments).truth();
    }
  }
};

// ---- calls ----

/// Writes what a call of a macro, of `caller`, `super`, `self.block` or `loop` writes; defined with
/// the statements.
template <class Unit, std::int32_t Call, std::int32_t Caller, class Scope>
void write_call(Scope const& scope, render_state& state);

/// Whether a call writes a part of the page instead of having a value.
template <class Unit, std::int32_t Call, class Scope>
constexpr bool is_written_call() {
  constexpr std::int32_t callee = Unit::tree[Call].a;
  constexpr node_kind kind = Unit::tree[callee].kind;
  if constexpr (kind == node_kind::name) {
    constexpr name_kind named = name_kind_of<Unit, callee, Scope>();
    return named == name_kind::macro || named == name_kind::caller || named == name_kind::loop ||
           Unit::tree.view(callee) == "super";
  } else if constexpr (kind == node_kind::attribute) {
    constexpr std::int32_t object = Unit::tree[callee].a;
    constexpr bool self = Unit::tree[object].kind == node_kind::name &&
                          Unit::tree.view(object) == "self" && Scope::find("self") < 0;
    return self || name_kind_of<Unit, object, Scope>() == name_kind::module;
  } else {
    return false;
  }
}

template <class Unit, std::int32_t Call, class Scope>
template_value loop_method(Scope const& scope, render_state& state) {
  constexpr std::int32_t callee = Unit::tree[Call].a;
  auto const& loop = *named_holder<Unit, Unit::tree[callee].a>(scope).held;
  if constexpr (Unit::tree.view(callee) == "cycle") {
    auto const choices = dynamic_list<Unit, Unit::tree[Call].b>(scope, state);
    if (choices.empty()) throw template_error("no items for cycling given");
    return choices[loop.position % choices.size()];
  } else if constexpr (Unit::tree.view(callee) == "changed") {
    return loop.is_changed(dynamic_list<Unit, Unit::tree[Call].b>(scope, state));
  } else {
    refuse_compiling<Unit, callee, "loop has the methods cycle and", "changed">();
    return {};
  }
}

template <>
struct static_expression<node_kind::call> {
  template <class Unit, std::int32_t Node, class Scope>
  static template_value value(Scope const& scope, render_state& state) {
    constexpr std::int32_t callee = Unit::tree[Node].a;
    if constexpr (is_written_call<Unit, Node, Scope>()) {
      captured_output made(state);
      write_call<Unit, Node, no_template_node>(scope, state);
      return state.captured(std::move(made.text));
    } else if constexpr (Unit::tree[callee].kind == node_kind::attribute) {
      return method<Unit, Node>(scope, state);
    } else {
      template_value const function = dynamic_node<Unit, callee>(scope, state);
      argument_values const arguments = gather_arguments<Unit, Unit::tree[Node].b>(scope, state);
      note_place<Unit, Node>(state);
      return state.call(function, arguments);
    }
  }

 private:
  template <class Unit, std::int32_t Node, class Scope>
  static template_value method(Scope const& scope, render_state& state) {
    constexpr std::int32_t callee = Unit::tree[Node].a;
    constexpr std::int32_t object = Unit::tree[callee].a;
    if constexpr (name_kind_of<Unit, object, Scope>() == name_kind::loop) {
      return loop_method<Unit, Node>(scope, state);
    } else {
      template_value const target = dynamic_node<Unit, object>(scope, state);
      argument_values const arguments = gather_arguments<Unit, Unit::tree[Node].b>(scope, state);
      note_place<Unit, Node>(state);
      return state.call_method(target, Unit::tree.view(callee), arguments);
    }
  }
};

}  // namespace hyper::detail

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private, for render.hpp: filters, tests and calls of compiled templates.

#include <hyper/templates/static_extension.hpp>

namespace hyper::detail {

// ---- filters ----

/// The filter or test whose name is most like a wrong one.
template <class Folder>
constexpr std::string_view nearest_signature(std::span<template_signature const> all,
                                             extension_kind kind, std::string_view wrong) {
  nearest_name nearest{wrong};
  for (auto const& each : all) nearest.offer(each.name);
  for (auto const& each : extension_table_of<Folder>::entries)
    if (each.kind == kind && !each.name.empty()) nearest.offer(each.name);
  return nearest.best;
}

/// Applies a built-in filter, or says what is wrong with it.
template <class Unit, std::int32_t Node, class Scope>
[[gnu::always_inline]] inline template_value builtin_filter(template_value const& input,
                                                            Scope const& scope,
                                                            render_state& state) {
  constexpr std::int32_t first = Unit::tree[Node].b;
  constexpr std::string_view name = Unit::tree.view(Node);
  constexpr std::size_t index = find_signature(filter_signatures, name);
  if constexpr (index == std::size(filter_signatures)) {
    constexpr std::string_view best =
        nearest_signature<typename Unit::folder>(filter_signatures, extension_kind::filter, name);
    constexpr source_position where = template_place<Unit, Node>;
    compile_error<
        template_filter_is_unknown<template_words<unit_words<Unit>>, where.line, where.column,
                                   template_words<node_words<Unit, Node>>, "did you mean",
                                   to_fixed_string<clipped_size(best.size())>(best)>>();
    return {};
  } else if constexpr (constexpr auto verdict =
                           judge_arguments(Unit::tree, first, filter_signatures[index]);
                       verdict.flaw != argument_flaw::none) {
    refuse_argument<Unit, Node, verdict>();
    return {};
  } else {
    constexpr std::uint32_t where = Unit::tree[Node].at;
    if constexpr (first == no_template_node) {
      state.at(Unit::entry, where);
      return state.filter(index, input, {});
    } else {
      argument_values const arguments = gather_arguments<Unit, first>(
          scope, state, typename sibling_nodes<Unit, first>::sequence{});
      state.at(Unit::entry, where);
      return state.filter(index, input, arguments);
    }
  }
}

/// Applies the filter of a node to a value that is there already.
template <class Unit, std::int32_t Node, class Scope>
[[gnu::always_inline]] inline template_value filtered_value(template_value const& input,
                                                            Scope const& scope,
                                                            render_state& state) {
  if constexpr (extension_of_node<Unit, Node, extension_kind::filter> >= 0)
    return to_dynamic(
        call_extension<Unit, Node, extension_kind::filter>(held_input{input}, scope, state));
  else
    return builtin_filter<Unit, Node>(input, scope, state);
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
  [[gnu::always_inline]] static inline decltype(auto) value(Scope const& scope,
                                                            render_state& state) {
    constexpr template_node const& node = Unit::tree[Node];
    constexpr std::string_view name = Unit::tree.view(Node);
    constexpr bool bare = node.b == no_template_node;
    constexpr bool falls_back = same_word(name, "default") || same_word(name, "d");
    if constexpr (extension_of_node<Unit, Node, extension_kind::filter> >= 0) {
      return call_extension<Unit, Node, extension_kind::filter>(node_input<Unit, node.a>{}, scope,
                                                                state);
    } else if constexpr (falls_back) {
      return defaulted<Unit, Node>(scope, state);
    } else {
      using type = decltype(node_value<Unit, node.a>(scope, state));
      using plain_input = shown_type<std::remove_cvref_t<type>>;
      if constexpr (bare && same_word(name, "safe") && static_text<plain_input> &&
                    (std::is_lvalue_reference_v<type> || std::same_as<type, std::string_view>)) {
        return safe_view{std::string_view(shown_value(node_value<Unit, node.a>(scope, state)))};
      } else if constexpr (bare && (same_word(name, "length") || same_word(name, "count")) &&
                           std::is_lvalue_reference_v<type> &&
                           (map_like<plain_input> || sequence_like<plain_input>)) {
        return static_cast<std::int64_t>(
            shown_value(node_value<Unit, node.a>(scope, state)).size());
      } else {
        return builtin_filter<Unit, Node>(dynamic_node<Unit, node.a>(scope, state), scope, state);
      }
    }
  }

 private:
  /// `default` of what is always there is the value itself.
  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline decltype(auto) defaulted(Scope const& scope,
                                                                render_state& state) {
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
  [[gnu::always_inline]] static inline bool value(Scope const& scope, render_state& state) {
    constexpr template_node const& node = Unit::tree[Node];
    constexpr std::string_view name = Unit::tree.view(Node);
    constexpr std::size_t index = find_signature(test_signatures, name);
    if constexpr (extension_of_node<Unit, Node, extension_kind::test> >= 0) {
      return static_truth(call_extension<Unit, Node, extension_kind::test>(
          node_input<Unit, node.a>{}, scope, state));
    } else if constexpr (index == std::size(test_signatures)) {
      constexpr std::string_view best =
          nearest_signature<typename Unit::folder>(test_signatures, extension_kind::test, name);
      constexpr source_position where = template_place<Unit, Node>;
      compile_error<
          template_test_is_unknown<template_words<unit_words<Unit>>, where.line, where.column,
                                   template_words<node_words<Unit, Node>>, "did you mean",
                                   to_fixed_string<clipped_size(best.size())>(best)>>();
      return false;
    } else if constexpr (constexpr auto verdict =
                             judge_arguments(Unit::tree, node.b, test_signatures[index]);
                         verdict.flaw != argument_flaw::none) {
      refuse_argument<Unit, Node, verdict>();
      return false;
    } else {
      template_value const input = to_dynamic(value_or_undefined<Unit, node.a>(scope, state));
      argument_values const arguments = gather_arguments<Unit, node.b>(scope, state);
      note_place<Unit, Node>(state);
      return state.test(index, input, arguments);
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
  constexpr std::int32_t callee =
      Unit::tree[Call].kind == node_kind::call ? Unit::tree[Call].a : no_template_node;
  constexpr node_kind kind = callee == no_template_node ? node_kind::none : Unit::tree[callee].kind;
  if constexpr (kind == node_kind::name) {
    constexpr name_kind named = name_kind_of<Unit, callee, Scope>();
    return named == name_kind::macro || named == name_kind::caller || named == name_kind::loop ||
           same_word(Unit::tree.view(callee), "super");
  } else if constexpr (kind == node_kind::attribute) {
    constexpr std::int32_t object = Unit::tree[callee].a;
    constexpr bool self = Unit::tree[object].kind == node_kind::name &&
                          same_word(Unit::tree.view(object), "self") && Scope::find("self"sv) < 0;
    return self || name_kind_of<Unit, object, Scope>() == name_kind::module;
  } else {
    return false;
  }
}

template <class Unit, std::int32_t Call, class Scope>
[[gnu::always_inline]] inline template_value loop_method(Scope const& scope, render_state& state) {
  constexpr std::int32_t callee = Unit::tree[Call].a;
  auto const& loop = *named_holder<Unit, Unit::tree[callee].a>(scope).held;
  if constexpr (same_word(Unit::tree.view(callee), "cycle")) {
    auto const choices = dynamic_list<Unit, Unit::tree[Call].b>(scope, state);
    if (choices.empty()) throw template_error("no items for cycling given");
    return choices[loop.position % choices.size()];
  } else if constexpr (same_word(Unit::tree.view(callee), "changed")) {
    return loop.is_changed(dynamic_list<Unit, Unit::tree[Call].b>(scope, state));
  } else {
    refuse_compiling<Unit, callee, "loop has the methods cycle and", "changed">();
    return {};
  }
}

template <>
struct static_expression<node_kind::call> {
  template <class Unit, std::int32_t Node, class Scope>
  [[gnu::always_inline]] static inline decltype(auto) value(Scope const& scope,
                                                            render_state& state) {
    constexpr std::int32_t callee = Unit::tree[Node].a;
    if constexpr (is_written_call<Unit, Node, Scope>()) {
      captured_output made(state);
      write_call<Unit, Node, no_template_node>(scope, state);
      return state.captured(std::move(made.text));
    } else if constexpr (is_typed_callee<Unit, callee, Scope>()) {
      using extension = decltype(find_extension_of<Unit, callee, Scope>());
      return call_typed<Unit, callee, Unit::tree[Node].b, extension>(
          node_value<Unit, callee>(scope, state), no_input{}, scope, state);
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
  [[gnu::always_inline]] static inline template_value method(Scope const& scope,
                                                             render_state& state) {
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

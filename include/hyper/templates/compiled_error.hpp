// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// What the compiler says of a mistake in a compiled template: the reason is the name of an
// undefined class template, and its arguments are the template, the line, the column, what stands
// there, and what would be right.

#include <hyper/reflect/compile_error.hpp>
#include <hyper/reflect/edit_distance.hpp>
#include <hyper/templates/embedded.hpp>

namespace hyper {

template <fixed_string Template, int Line, int Column, fixed_string Name, fixed_string... Advice>
struct template_is_not_embedded;
template <fixed_string Template, int Line, int Column, fixed_string... Sentence>
struct template_cannot_be_read;
template <fixed_string Template, int Line, int Column, fixed_string Name, class Context,
          fixed_string... Advice>
struct template_name_is_unknown;
template <fixed_string Template, int Line, int Column, fixed_string Member, class Type,
          fixed_string... Advice>
struct template_member_is_unknown;
template <fixed_string Template, int Line, int Column, fixed_string Name, fixed_string... Advice>
struct template_filter_is_unknown;
template <fixed_string Template, int Line, int Column, fixed_string Name, fixed_string... Advice>
struct template_test_is_unknown;
template <fixed_string Template, int Line, int Column, fixed_string Function,
          fixed_string... Reason>
struct template_argument_is_wrong;
template <fixed_string Template, int Line, int Column, fixed_string Block, fixed_string... Advice>
struct template_block_is_unknown;
template <fixed_string Template, int Line, int Column, fixed_string Block, fixed_string... Advice>
struct template_block_is_required;
template <fixed_string Template, int Line, int Column, fixed_string... Reason>
struct template_needs_the_live_renderer;

namespace detail {

constexpr std::size_t clipped_size(std::size_t size) { return size < 32 ? size : 32; }

/// A text that is known to the compiler as a template argument, at most 32 characters of it.
template <class Text>
inline constexpr auto template_words = to_fixed_string<clipped_size(Text::text.size())>(Text::text);

template <class Unit, std::int32_t Node>
struct node_words {
  static constexpr std::string_view text = Unit::tree.view(Node);
};
template <class Unit>
struct unit_words {
  static constexpr std::string_view text = Unit::entry.name;
};
template <class Unit, std::int32_t Node>
inline constexpr source_position template_place = locate(Unit::tree.source, Unit::tree[Node].at);

/// The name that is most like a wrong one.
struct nearest_name {
  std::string_view wrong;
  std::string_view best{};
  std::size_t distance = static_cast<std::size_t>(-1);

  constexpr void offer(std::string_view name) {
    std::size_t const found = edit_distance(name, wrong);
    if (found >= distance) return;
    distance = found;
    best = name;
  }
};

/// A part of 32 characters of the sentence that the parser said.
template <class Tree, std::size_t Part>
struct sentence_part {
  static constexpr std::string_view whole = Tree::view.more;
  static constexpr std::string_view text =
      Part * 32 < whole.size() ? whole.substr(Part * 32, 32) : std::string_view{};
};

template <class Folder>
constexpr std::string_view nearest_template(std::string_view wrong) {
  nearest_name nearest{wrong};
  for (auto const& each : Folder::all) nearest.offer(each.name);
  return nearest.best;
}

template <class Folder, int Position>
constexpr bool can_be_read() {
  using tree = embedded_tree<Folder, Position>;
  return !tree::has_returns && !tree::tree.broken;
}
template <class Tree>
struct tree_words {
  static constexpr std::string_view text = Tree::entry.name;
};

/// Says why a template is not one.
template <class Folder, int Position>
void refuse_source() {
  using tree = embedded_tree<Folder, Position>;
  if constexpr (tree::has_returns) {
    compile_error<template_cannot_be_read<template_words<tree_words<tree>>, 1, 1,
                                          "it has carriage returns: use",
                                          "hyperdjango_templates of CMake">>();
  } else {
    constexpr source_position at = locate(tree::entry.source, tree::tree.problem_at);
    compile_error<template_cannot_be_read<
        template_words<tree_words<tree>>, at.line, at.column,
        template_words<sentence_part<tree, 0>>, template_words<sentence_part<tree, 1>>,
        template_words<sentence_part<tree, 2>>, template_words<sentence_part<tree, 3>>>>();
  }
}

/// Says that a part of Jinja2 cannot be compiled, and why.
template <class Unit, std::int32_t Node, fixed_string... Reason>
void refuse_compiling() {
  constexpr source_position at = template_place<Unit, Node>;
  compile_error<template_needs_the_live_renderer<template_words<unit_words<Unit>>, at.line,
                                                 at.column, Reason...>>();
}

}  // namespace detail
}  // namespace hyper

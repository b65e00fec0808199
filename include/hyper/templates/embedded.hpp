// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Templates inside the program: a folder's texts hang on a type, and each is parsed once, in the
// compiler, into an array of nodes. Long texts are never template arguments.

#include <hyper/templates/extension.hpp>
#include <hyper/templates/parser.hpp>

namespace hyper {

/// One template of a folder: its name below the folder, with `/`, and its text.
struct embedded_template {
  constexpr embedded_template() = default;
  constexpr embedded_template(std::string_view name, std::string_view source)
      : name(name), source(source) {}
  /// Of two literals: nobody has to count their characters, which costs the compiler thirty steps
  /// for each.
  template <std::size_t Name, std::size_t Source>
  constexpr embedded_template(char const (&name)[Name], char const (&source)[Source])
      : name(name, Name - 1), source(source, Source - 1) {}

  std::string_view name{};
  std::string_view source{};
};

/// The folder that `render` looks into when no other is named. The CMake function
/// `hyperdjango_templates` writes its definition:
/// `static constexpr embedded_template all[] = {{"home.html", "…"}, …};`
/// A type of one's own with such an `all` is a folder, too. It may say how its templates are
/// spelled, `static constexpr template_syntax syntax`, and that nothing is escaped, `static
/// constexpr bool autoescape = false`.
struct embedded_templates;

namespace detail {

/// How the templates of a folder are spelled, with the tags that it lists.
template <class Folder>
constexpr template_syntax syntax_of() {
  template_syntax syntax{};
  if constexpr (requires { Folder::syntax; }) syntax = Folder::syntax;
  if constexpr (requires { typename Folder::extensions; }) {
    syntax.tags = extension_table_of<Folder>::template tag_names<extension_kind::global>();
    syntax.block_tags = extension_table_of<Folder>::template tag_names<extension_kind::filter>();
  }
  return syntax;
}

/// The position of a template in its folder, or -1.
template <class Folder>
constexpr int find_embedded(std::string_view name) {
  int at = 0;
  for (auto const& each : Folder::all) {
    if (same_word(each.name, name)) return at;
    ++at;
  }
  return -1;
}

/// A tree in storage of a fixed size; `more` holds the texts that the source does not.
template <std::size_t Nodes, std::size_t More>
struct stored_tree {
  template_node nodes[Nodes]{};
  char more[More]{};
  std::size_t count = 0;
  std::size_t more_size = 0;
  std::uint32_t source_size = 0;
  std::int32_t body = no_template_node;
  bool broken = false;  // then `more` holds the sentence, and `problem_at` says where
  std::uint32_t problem_at = 0;
};

/// Makes one of texts that follow each other, which comments had parted.
constexpr void merge_data(template_tree& tree) {
  for (auto& node : tree.nodes) {
    if (node.kind != node_kind::data || node.next == no_template_node) continue;
    if (tree[node.next].kind != node_kind::data) continue;
    parsed_text merged(tree.view(node));
    while (node.next != no_template_node && tree[node.next].kind == node_kind::data) {
      merged += tree.view(tree[node.next]);
      node.next = tree[node.next].next;
    }
    node.text = tree.keep(merged);
  }
}

template <std::size_t Nodes, std::size_t More>
constexpr stored_tree<Nodes, More> store_tree(std::string_view source,
                                              template_syntax const& syntax) {
  stored_tree<Nodes, More> made;
  template_tree tree = parse_template(source, syntax);
  merge_data(tree);
  made.source_size = tree.source_size;
  made.body = tree.body;
  made.broken = static_cast<bool>(tree.problem);
  made.problem_at = tree.problem.at;
  std::string_view const more = made.broken ? tree.problem.sentence.view() : tree.more.view();
  made.more_size = more.size();
  for (std::size_t i = 0; i < more.size() && i < More; ++i) made.more[i] = more[i];
  made.count = made.broken ? 0 : tree.nodes.size();
  for (std::size_t i = 0; i < made.count && i < Nodes; ++i) made.nodes[i] = tree.nodes[i];
  return made;
}

/// What functions over trees of several templates see of one.
struct tree_view {
  template_node const* nodes;
  std::size_t count;
  std::int32_t body;
  std::string_view source;
  std::string_view more;

  constexpr template_node const& operator[](std::int32_t position) const {
    return nodes[static_cast<std::size_t>(position)];
  }
  constexpr std::string_view view(text_range range) const {
    if (range.begin < source.size()) return source.substr(range.begin, range.size);
    return more.substr(range.begin - source.size(), range.size);
  }
  constexpr std::string_view view(std::int32_t position) const {
    return view((*this)[position].text);
  }
};

template <std::size_t Size>
struct stored_text {
  char text[Size]{};
};
template <std::size_t Size>
constexpr stored_text<Size> copy_more(char const* from) {
  stored_text<Size> made;
  for (std::size_t i = 0; i + 1 < Size; ++i) made.text[i] = from[i];
  return made;
}

/// The template at a position of a folder, parsed.
template <class Folder, int Position>
struct embedded_tree {
  static constexpr embedded_template const& entry = Folder::all[Position];

  // Parsed once into more room than most templates need; only if that was too little, once more.
  static constexpr std::size_t guessed_nodes = entry.source.size() / 6 + 32;
  static constexpr std::size_t guessed_more = entry.source.size() / 4 + 256;
  /// Whether the text is not as the parser reads it: positions would not mean the same in both.
  static constexpr bool has_returns = find_character(entry.source, '\r') != entry.source.size();
  static constexpr std::string_view read = has_returns ? std::string_view() : entry.source;
  static consteval auto parse() {
    constexpr auto guessed = store_tree<guessed_nodes, guessed_more>(read, syntax_of<Folder>());
    if constexpr (guessed.count <= guessed_nodes && guessed.more_size <= guessed_more)
      return guessed;
    else
      return store_tree<guessed.count + 1, guessed.more_size + 1>(read, syntax_of<Folder>());
  }
  static constexpr auto tree = parse();
  /// The texts by themselves: they are all that the program holds of the tree.
  static constexpr auto more = copy_more<tree.more_size + 1>(tree.more);
  static constexpr tree_view view = {tree.nodes, tree.count, tree.body,
                                     entry.source.substr(0, tree.source_size),
                                     std::string_view(more.text, tree.more_size)};
};

/// Calls `visit(position)` for every node below a node and itself, until it answers true; says
/// whether it did. With `sibling_nodes` also for those that follow the node.
template <class Visitor>
constexpr bool any_node(tree_view const& tree, std::int32_t first, bool sibling_nodes,
                        Visitor const& visit) {
  for (std::int32_t i = first; i != no_template_node; i = sibling_nodes ? tree[i].next : -1) {
    if (visit(i)) return true;
    template_node const& node = tree[i];
    for (std::int32_t const child : {node.a, node.b, node.c, node.d, node.e})
      if (child != no_template_node && any_node(tree, child, true, visit)) return true;
  }
  return false;
}

/// Whether the nodes from this one on read a name.
constexpr bool mentions_name(tree_view const& tree, std::int32_t first, std::string_view name) {
  return any_node(tree, first, true, [&](std::int32_t at) {
    return tree[at].kind == node_kind::name && same_word(tree.view(at), name);
  });
}

// ---- inheritance ----

/// The `extends` at the top of a template, or -1.
constexpr std::int32_t find_extends(tree_view const& tree) {
  for (std::int32_t i = tree.body; i != no_template_node; i = tree[i].next)
    if (tree[i].kind == node_kind::extends) return i;
  return no_template_node;
}

/// The name of a template in a node; empty when it is not a literal.
constexpr std::string_view literal_name(tree_view const& tree, std::int32_t node) {
  return tree[node].kind == node_kind::string ? tree.view(node) : std::string_view{};
}

/// The position of the template that this one extends, or -1.
template <class Folder, int Position>
constexpr int find_parent() {
  constexpr tree_view const& tree = embedded_tree<Folder, Position>::view;
  constexpr std::int32_t at = find_extends(tree);
  if constexpr (at == no_template_node)
    return -1;
  else
    return find_embedded<Folder>(literal_name(tree, tree[at].a));
}
template <class Folder, int Position>
inline constexpr int parent_of = find_parent<Folder, Position>();

constexpr std::int32_t find_own_block(tree_view const& tree, std::string_view name) {
  for (std::size_t i = 0; i < tree.count; ++i)
    if (tree.nodes[i].kind == node_kind::block && same_word(tree.view(tree.nodes[i].text), name))
      return static_cast<std::int32_t>(i);
  return no_template_node;
}

struct block_place {
  int position = -1;  // of the template
  std::int32_t node = no_template_node;
};

/// The first template from this one upwards that has the block.
template <class Folder, int Position>
constexpr block_place find_block(std::string_view name) {
  if constexpr (Position < 0) {
    return {};
  } else {
    std::int32_t const own = find_own_block(embedded_tree<Folder, Position>::view, name);
    if (own != no_template_node) return {Position, own};
    return find_block<Folder, parent_of<Folder, Position>>(name);
  }
}

/// A block that stands in no other block of its template and that no ancestor has, or -1.
template <class Folder, int Position>
constexpr std::int32_t find_orphan_block() {
  tree_view const& tree = embedded_tree<Folder, Position>::view;
  for (std::size_t i = 0; i < tree.count; ++i) {
    if (tree.nodes[i].kind != node_kind::block) continue;
    auto const at = static_cast<std::int32_t>(i);
    if (find_block<Folder, parent_of<Folder, Position>>(tree.view(at)).position >= 0) continue;
    bool inner = false;
    for (std::int32_t k = 0; k < at; ++k)
      inner = inner || (tree[k].kind == node_kind::block &&
                        any_node(tree, tree[k].c, true, [&](std::int32_t n) { return n == at; }));
    if (!inner) return at;
  }
  return no_template_node;
}

}  // namespace detail
}  // namespace hyper

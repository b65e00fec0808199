// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// What the compiler does with a template before it makes code of it, done at run time by the same
// functions: it is parsed into storage of a fixed size, its names are looked up in a struct, its
// calls are judged, its lists are planned. Laws: all of it ends; nothing is read that is not there
// (the sanitizers see it); a place lies in the template, a path in the struct, a plan has each
// statement of its list once and in its order. The first byte chooses the spelling.

#include <cstdint>
#include <cstdlib>
#include <hyper/templates/render.hpp>
#include <memory>
#include <string>
#include <vector>
#include "fuzz/fuzzed_syntax.hpp"

namespace {

using namespace hyper;
using namespace hyper::detail;

void insist(bool holds) {
  if (!holds) std::abort();
}

struct part {
  int id;
  std::string name;
};
struct page_context {
  part a;
  std::vector<part> b;
  std::string t;
  template_value v;
};
struct page_folder {
  static constexpr embedded_template all[] = {{"a", ""}, {"b", ""}};
};
using page_scope = context_scope<page_context, globals_scope<no_context, page_folder>>;

constexpr std::size_t most_nodes = 2048;
constexpr std::size_t most_more = 16384;
using stored = stored_tree<most_nodes, most_more>;

bool is_node(tree_view const& tree, std::int32_t node) {
  return node >= no_template_node && node < static_cast<std::int32_t>(tree.count);
}

void check_path(tree_view const& tree, std::int32_t node) {
  member_path const path = find_path(tree, node, page_scope::locate);
  if (path == no_path) return;
  insist(path_steps(path) == 0 && path_length(path) >= 1 && path_length(path) <= longest_path);
  static_type const* type = &described_type<page_context>;
  for (int i = 0; i < path_length(path); ++i) {
    auto const at = static_cast<std::size_t>(path_members(path) >> 8 * i & 255);
    insist(at < type->count);
    type = type->types[at];
  }
}

void check_call(tree_view const& tree, std::int32_t first,
                std::span<template_signature const> known, std::string_view name) {
  std::size_t const which = find_signature(known, name);
  if (which == known.size()) {
    nearest_name nearest{name};
    for (auto const& each : known) nearest.offer(each.name);
    insist(!nearest.best.empty());
    return;
  }
  template_signature const& signature = known[which];
  argument_verdict const verdict = judge_arguments(tree, first, signature);
  insist(is_node(tree, verdict.node));
  insist(verdict.parameter < static_cast<int>(signature.count()));
}

void check_macro(tree_view const& tree, std::int32_t macro) {
  for (std::size_t i = 0; i < tree.count; ++i) {
    if (tree.nodes[i].kind != node_kind::call) continue;
    insist(is_node(tree, judge_macro_call(tree, macro, tree, tree.nodes[i].b).node));
    find_argument(tree, tree.nodes[i].b, 0, tree.view(macro));
  }
}

/// The plan of a list has its statements in their order, and ends where a name is set.
void check_list(tree_view const& tree, std::int32_t first) {
  static list_plan<most_nodes> plan;
  plan = plan_list<most_nodes>(tree, first, page_scope::locate);
  std::size_t used = 0;
  std::int32_t i = first;
  for (; i != plan.end; i = tree[i].next) {
    insist(i != no_template_node && !is_binding(tree[i].kind));
    if (tree[i].kind == node_kind::data) continue;
    bool const shown = plan.kinds[used] == node_kind::name;
    insist(shown ? tree[i].kind == node_kind::output : plan.codes[used] == i);
    ++used;
  }
  insist(used == count_steps(tree, first));
  insist(plan.end == no_template_node || is_binding(tree[plan.end].kind));

  std::size_t const names = count_set_names(tree, first);
  insist(names <= most_nodes);
  auto const slots = find_slot_names<most_nodes>(tree, first);
  insist(slots.count <= names && (names == 0 || sets_anything(tree, first)));
  for (std::size_t k = 0; k < slots.count; ++k)
    insist(!is_set_once(tree, first, tree.view(slots.nodes[k])));
  mentions_name(tree, first, "loop");
}

bool is_expression(node_kind kind) { return kind < node_kind::data; }

void check_node(tree_view const& tree, std::int32_t at) {
  template_node const& node = tree[at];
  for (std::int32_t const child : {node.a, node.b, node.c, node.d, node.e, node.next})
    insist(is_node(tree, child));
  source_position const place = locate(tree.source, node.at);
  insist(place.line >= 1 && place.column >= 1 && node.at <= tree.source.size());
  if (is_expression(node.kind)) check_path(tree, at);
  if (node.kind == node_kind::filter) check_call(tree, node.b, filter_signatures, tree.view(at));
  if (node.kind == node_kind::test) check_call(tree, node.b, test_signatures, tree.view(at));
  if (node.kind == node_kind::macro) check_macro(tree, at);
  if (node.kind == node_kind::include) has_literal_names(tree, node.a);
  if (node.kind == node_kind::output) insist(is_node(tree, only_output(tree, at)));
  if (node.kind >= node_kind::data && node.c != no_template_node &&
      node.kind != node_kind::translation)
    check_list(tree, node.c);
}

void check_template(tree_view const& tree) {
  insist(is_node(tree, tree.body));
  check_list(tree, tree.body);
  for (std::size_t i = 0; i < tree.count; ++i) check_node(tree, static_cast<std::int32_t>(i));
  std::int32_t const extends = find_extends(tree);
  if (extends != no_template_node) {
    find_embedded<page_folder>(literal_name(tree, tree[extends].a));
    check_list(tree, tree[extends].next);
  }
  for (std::size_t i = 0; i < tree.count; ++i)
    if (tree.nodes[i].kind == node_kind::block)
      insist(find_own_block(tree, tree.view(tree.nodes[i].text)) >= 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0) return 0;
  template_syntax const syntax = fuzzed_syntax(data[0]);
  std::unique_ptr<char[]> const exact(new char[size]);  // reading beyond it is seen
  std::copy(data + 1, data + size, exact.get());
  std::string_view const source(exact.get(), size - 1);
  if (find_character(source, '\r') != source.size()) return 0;  // the compiler refuses these

  static stored tree;
  tree = store_tree<most_nodes, most_more>(source, syntax);
  insist(tree.count <= most_nodes);
  if (tree.more_size > most_more) return 0;
  std::string_view const more(tree.more, tree.more_size);
  insist(!tree.broken || (!more.empty() && tree.problem_at <= source.size()));
  if (tree.broken) return 0;
  check_template({tree.nodes, tree.count, tree.body, source.substr(0, tree.source_size), more});
  return 0;
}

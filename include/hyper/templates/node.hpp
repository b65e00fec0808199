// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// A parsed template: one array of nodes that name each other by position, and one text that they
// cut their names from. Both renderers walk it; it may live in the compiler or in memory.

#include <cstdint>
#include <hyper/templates/token.hpp>

namespace hyper::detail {

/// The kinds of nodes and what their four children mean; `*` marks the first of a list whose other
/// members follow by `next`.
enum class node_kind : std::uint8_t {
  // expressions
  none,
  boolean,        // number
  integer,        // number
  floating,       // text: the digits
  string,         // text
  name,           // text
  list,           // a*: elements
  tuple,          // a*: elements
  dict,           // a*: pairs
  pair,           // a: key, b: value
  attribute,      // a: object, text
  item,           // a: object, b: key
  slice,          // a: start, b: stop, c: step; each may be absent
  call,           // a: function, b*: arguments
  keyword,        // text, a: value; an argument by name
  star,           // a: value; `*args`
  double_star,    // a: value; `**kwargs`
  filter,         // a: input (absent in filter blocks), b*: arguments, text
  test,           // a: input, b*: arguments, text
  unary,          // a; flags: token_kind add, sub, or name for `not`
  binary,         // a, b; flags: token_kind
  logic,          // a, b; flags: 1 for `or`
  comparison,     // a: first operand, b*: operands
  operand,        // a; flags: token_kind, or `name` for `in` and `data` for `not in`
  concatenation,  // a*: operands
  conditional,    // a: test, b: then, c: else or absent
  // statements
  data,           // text
  output,         // a*: expressions
  loop,           // a: target, b: iterable, c*: body, d*: else, e: filter; flags: 1 recursive
  branch,         // a: test, b*: body, c*: else (an `elif` is a branch of its own)
  set,            // a: target, b: value
  set_block,      // a: target, b: filters or absent, c*: body
  with,           // a*: pairs of target and value, c*: body
  macro,          // text, a*: parameters, c*: body
  parameter,      // text, a: default or absent
  call_block,     // a*: parameters, b: the call, c*: body
  filter_block,   // b: filters, c*: body
  extends,        // a: template
  block,          // text, c*: body; flags: 1 scoped, 2 required
  include,        // a: template; flags: 1 ignore missing, 2 with context
  import_module,  // a: template, text: target; flags: 2 with context
  import_names,   // a: template, b*: imported; flags: 2 with context
  imported,       // text: name, a: the `name` that it gets, or absent
  autoescape,     // a: value, c*: body
  expression,     // a; `do`
  break_loop,
  continue_loop,
  translation,  // a*: variables (keywords), text: singular, b: string plural, c: name that counts,
                // d: string context
  debug,
};

inline constexpr std::int32_t no_template_node = -1;

struct text_range {
  std::uint32_t begin = 0;
  std::uint32_t size = 0;
};

struct template_node {
  node_kind kind = node_kind::none;
  std::uint8_t flags = 0;
  std::uint32_t at = 0;  ///< where it stands in the source
  text_range text;
  std::int32_t a = no_template_node;
  std::int32_t b = no_template_node;
  std::int32_t c = no_template_node;
  std::int32_t d = no_template_node;
  std::int32_t e = no_template_node;
  std::int32_t next = no_template_node;
  std::int64_t number = 0;
};

/// Where a position of the source stands, counted from 1.
struct source_position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

constexpr source_position locate(std::string_view source, std::uint32_t at) {
  source_position where;
  for (std::uint32_t i = 0; i < at && i < source.size(); ++i) {
    ++where.column;
    if (source[i] == '\n') where = {where.line + 1, 1};
  }
  return where;
}

/// A template after parsing. `text` is the source, normalised; what had to be decoded is in `more`,
/// whose positions follow those of the source.
struct template_tree {
  parsed_text text;
  parsed_text more;
  std::uint32_t source_size = 0;
  parsed_list<template_node> nodes;
  std::int32_t body = no_template_node;
  syntax_problem problem;

  constexpr std::string_view source() const { return text.view(); }
  constexpr std::string_view view(text_range range) const {
    if (range.begin < source_size) return {text.data() + range.begin, range.size};
    return {more.data() + (range.begin - source_size), range.size};
  }
  /// Keeps a text that the source does not hold.
  constexpr text_range keep(std::string_view kept) {
    text_range const range{source_size + static_cast<std::uint32_t>(more.size()),
                           static_cast<std::uint32_t>(kept.size())};
    more += kept;
    return range;
  }
  constexpr std::string_view view(template_node const& node) const { return view(node.text); }
  constexpr template_node const& operator[](std::int32_t position) const {
    return nodes[static_cast<std::size_t>(position)];
  }
};

}  // namespace hyper::detail

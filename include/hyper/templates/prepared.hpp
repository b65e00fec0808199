// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private, for environment.hpp: a parsed template whose names are resolved. Each name of a template
// gets a slot in the frame of the function it belongs to, so that rendering looks nothing up by
// name but what comes from the context, and that once.

#include <hyper/templates/call.hpp>
#include <hyper/templates/node.hpp>
#include <hyper/templates/syntax.hpp>
#include <vector>

namespace hyper::detail {

/// Names that no template writes down where they are set.
inline constexpr std::string_view special_names[] = {"loop",   "caller", "varargs",
                                                     "kwargs", "super",  "self"};

/// A name in a scope. When its slot is empty, `outer` is asked, and so on; the last is free: its
/// value comes from the context and is kept in the slot.
struct live_symbol {
  text_range name;
  std::int32_t outer = -1;
  std::uint16_t level = 0;  // of the function that has the slot
  std::uint16_t slot = 0;
  bool free = false;
  bool exported = false;  // set at the top of a template: its blocks and importers see it
};

/// What a node with a scope of its own, or a function of its own, needs to know.
struct live_extent {
  std::uint16_t first = 0;  // slots to empty when the scope is entered
  std::uint16_t last = 0;
  std::uint16_t slots = 0;  // of the function, if it begins one
  std::uint16_t level = 0;
  bool uses_loop = false;  // or `caller`
  bool uses_varargs = false;
  bool uses_kwargs = false;
  bool uses_super = false;
  bool uses_self = false;
  std::int32_t special = -1;  // symbol of `loop`, `caller` or `super`
  std::int32_t varargs = -1;
  std::int32_t kwargs = -1;
  std::int32_t self = -1;
};

/// The filter or test that a node names.
struct live_function {
  builtin_function builtin = nullptr;
  template_value custom;
};

/// Where the functions of an environment are found.
class function_table {
 public:
  virtual ~function_table() = default;
  virtual live_function find_filter(std::string_view name) const = 0;
  virtual live_function find_test(std::string_view name) const = 0;
};

struct live_template : shared_object {
  std::string_view name_of(live_symbol const& symbol) const {
    return symbol.name.size == 0 ? special_names[symbol.name.begin] : tree.view(symbol.name);
  }

  std::string name;
  template_tree tree;
  std::vector<live_symbol> symbols;
  std::vector<std::int32_t> symbol_of;  // by node, or -1
  std::vector<std::int32_t> extent_of;  // by node, or -1
  std::vector<live_extent> extents;     // the first is the root's
  std::vector<std::int32_t> function_of;
  std::vector<live_function> functions;
  std::vector<std::vector<std::int32_t>> visible;  // symbols that an include or block may see
  std::vector<std::int32_t> visible_of;
  std::vector<std::int32_t> blocks;
  std::int64_t version = 0;

  std::size_t bytes() const;
};

/// Throws what went wrong at a position of the source.
[[noreturn]] void throw_located(std::string reason, live_template const& made, std::uint32_t at);

/// Parses and resolves; throws a `template_error` that knows where.
live_template* prepare_template(std::string_view name, std::string_view source,
                                template_syntax const& syntax, function_table const& functions);

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/templates/prepared.ipp>
#endif

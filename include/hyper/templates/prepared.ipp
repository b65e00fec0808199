// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstdlib>
#include <hyper/templates/parser.hpp>
#include <hyper/templates/prepared.hpp>

namespace hyper::detail {

/// Walks a tree once, gives names their slots and nodes their functions.
class name_resolver {
 public:
  name_resolver(live_template& made, function_table const& functions)
      : made_(made), tree_(made.tree), functions_(functions) {
    std::size_t const count = tree_.nodes.size();
    made.symbol_of.assign(count, -1);
    made.extent_of.assign(count, -1);
    made.function_of.assign(count, -1);
    made.visible_of.assign(count, -1);
  }

  void resolve() {
    units_.push_back({0, 0});
    made_.extents.emplace_back();
    scopes_.push_back({-1, 0, 0, {}});
    scopes_[0].root = true;
    made_.extents[0].self = declare(0, "self");
    collect(tree_.body, 0);
    visit_body(tree_.body, 0);
    made_.extents[0].slots = units_[0].slots;
  }

  /// The node that was looked at last, for messages.
  std::int32_t here() const { return here_; }

 private:
  struct scope {
    std::int32_t parent;
    std::int32_t unit;
    std::int32_t extent;  // whose flags tell which special names are used
    std::vector<std::int32_t> symbols;
    bool root = false;
  };
  struct unit {
    std::uint16_t level;
    std::uint16_t slots;
  };

  std::string_view name_of(live_symbol const& symbol) const { return made_.name_of(symbol); }
  text_range range_of(std::string_view name) const {
    char const* begin = tree_.text.view().data();
    if (name.data() >= begin && name.data() < begin + tree_.text.size())
      return {static_cast<std::uint32_t>(name.data() - begin),
              static_cast<std::uint32_t>(name.size())};
    std::uint32_t at = 0;
    while (special_names[at] != name) ++at;
    return {at, 0};
  }

  std::int32_t open(std::int32_t parent, std::int32_t in_unit, std::int32_t extent) {
    scopes_.push_back({parent, in_unit, extent, {}, false});
    return static_cast<std::int32_t>(scopes_.size() - 1);
  }
  std::int32_t open_unit(std::int32_t parent_level) {
    units_.push_back({static_cast<std::uint16_t>(parent_level), 0});
    return static_cast<std::int32_t>(units_.size() - 1);
  }
  std::int32_t add_extent(std::int32_t node) {
    made_.extents.emplace_back();
    auto const made = static_cast<std::int32_t>(made_.extents.size() - 1);
    made_.extent_of[static_cast<std::size_t>(node)] = made;
    return made;
  }
  live_extent& extent(std::int32_t at) { return made_.extents[static_cast<std::size_t>(at)]; }
  scope& at(std::int32_t scope_index) { return scopes_[static_cast<std::size_t>(scope_index)]; }

  std::int32_t add_symbol(std::int32_t unit_index, std::string_view name, std::int32_t outer) {
    unit& owner = units_[static_cast<std::size_t>(unit_index)];
    if (owner.slots == 65'000) throw template_error("the template has too many names");
    live_symbol symbol;
    symbol.name = range_of(name);
    symbol.outer = outer;
    symbol.level = owner.level;
    symbol.slot = owner.slots++;
    made_.symbols.push_back(symbol);
    return static_cast<std::int32_t>(made_.symbols.size() - 1);
  }

  std::int32_t own(std::int32_t scope_index, std::string_view name) {
    for (std::int32_t const each : at(scope_index).symbols)
      if (name_of(made_.symbols[static_cast<std::size_t>(each)]) == name) return each;
    return -1;
  }

  std::int32_t declare(std::int32_t scope_index, std::string_view name) {
    if (std::int32_t const known = own(scope_index, name); known >= 0) return known;
    std::int32_t const parent = at(scope_index).parent;
    std::int32_t const outer =
        parent >= 0 ? lookup(parent, name) : add_free(at(scope_index).unit, name);
    std::int32_t const made = add_symbol(at(scope_index).unit, name, outer);
    made_.symbols[static_cast<std::size_t>(made)].exported = at(scope_index).root;
    at(scope_index).symbols.push_back(made);
    return made;
  }

  std::int32_t add_free(std::int32_t unit_index, std::string_view name) {
    for (auto const& [of, symbol] : free_)
      if (of == unit_index && name_of(made_.symbols[static_cast<std::size_t>(symbol)]) == name)
        return symbol;
    std::int32_t const made = add_symbol(unit_index, name, -1);
    made_.symbols[static_cast<std::size_t>(made)].free = true;
    free_.emplace_back(unit_index, made);
    return made;
  }

  std::int32_t lookup(std::int32_t from, std::string_view name) {
    for (std::int32_t i = from; i >= 0; i = at(i).parent) {
      std::int32_t const found = own(i, name);
      if (found < 0) continue;
      note_special(at(i).extent, name);
      return found;
    }
    return add_free(at(from).unit, name);
  }
  void note_special(std::int32_t extent_index, std::string_view name) {
    live_extent& owner = extent(extent_index);
    if (name == "loop" || name == "caller") owner.uses_loop = true;
    if (name == "varargs") owner.uses_varargs = true;
    if (name == "kwargs") owner.uses_kwargs = true;
    if (name == "super") owner.uses_super = true;
    if (name == "self") owner.uses_self = true;
  }

  // ---- names that a body sets ----

  void collect(std::int32_t list, std::int32_t scope_index) {
    for (std::int32_t i = list; i != no_template_node; i = tree_[i].next) {
      template_node const& each = tree_[i];
      switch (each.kind) {
        case node_kind::branch:
          collect_branches(i, scope_index);
          break;
        case node_kind::set:
        case node_kind::set_block:
          declare_target(each.a, scope_index);
          break;
        case node_kind::macro:
        case node_kind::import_module:
          set_symbol(i, declare(scope_index, tree_.view(each)));
          break;
        case node_kind::import_names:
          for (std::int32_t k = each.b; k != no_template_node; k = tree_[k].next)
            set_symbol(k, declare(scope_index,
                                  tree_.view(tree_[k].a != no_template_node ? tree_[tree_[k].a]
                                                                            : tree_[k])));
          break;
        default:
          break;
      }
    }
  }
  void collect_branches(std::int32_t node, std::int32_t scope_index) {
    while (true) {
      collect(tree_[node].b, scope_index);
      std::int32_t const other = tree_[node].c;
      if (other == no_template_node) return;
      if (tree_[other].kind != node_kind::branch || tree_[other].next != no_template_node)
        return collect(other, scope_index);
      node = other;
    }
  }
  void set_symbol(std::int32_t node, std::int32_t symbol) {
    made_.symbol_of[static_cast<std::size_t>(node)] = symbol;
  }
  void declare_target(std::int32_t target, std::int32_t scope_index) {
    template_node const& each = tree_[target];
    if (each.kind == node_kind::name) {
      set_symbol(target, declare(scope_index, tree_.view(each)));
    } else if (each.kind == node_kind::tuple || each.kind == node_kind::list) {
      for (std::int32_t i = each.a; i != no_template_node; i = tree_[i].next)
        declare_target(i, scope_index);
    }
  }
  /// The object of `namespace.name = …` is read, not set.
  void visit_target(std::int32_t target, std::int32_t scope_index) {
    template_node const& each = tree_[target];
    if (each.kind == node_kind::attribute) visit(each.a, scope_index);
    if (each.kind == node_kind::tuple || each.kind == node_kind::list)
      for (std::int32_t i = each.a; i != no_template_node; i = tree_[i].next)
        visit_target(i, scope_index);
  }

  // ---- bodies ----

  void visit_body(std::int32_t list, std::int32_t scope_index) {
    depth_guard const guard;
    for (std::int32_t i = list; i != no_template_node; i = tree_[i].next)
      visit_statement(i, scope_index);
  }
  /// A body in a scope of its own within the same function.
  void visit_inner(std::int32_t node, std::int32_t body, std::int32_t scope_index) {
    std::int32_t const inner_extent = add_extent(node);
    std::int32_t const inner = open(scope_index, at(scope_index).unit, inner_extent);
    begin_scope(inner_extent, inner);
    collect(body, inner);
    end_scope(inner_extent, inner);
    visit_body(body, inner);
  }
  std::uint16_t slots(std::int32_t scope_index) {
    return units_[static_cast<std::size_t>(at(scope_index).unit)].slots;
  }
  void begin_scope(std::int32_t extent_index, std::int32_t scope_index) {
    extent(extent_index).first = slots(scope_index);
  }
  void end_scope(std::int32_t extent_index, std::int32_t scope_index) {
    extent(extent_index).last = slots(scope_index);
  }

  void visit_statement(std::int32_t i, std::int32_t scope_index) {
    here_ = i;
    template_node const& each = tree_[i];
    switch (each.kind) {
      case node_kind::loop:
        return visit_loop(i, scope_index);
      case node_kind::branch:
        return visit_branches(i, scope_index);
      case node_kind::set:
        visit(each.b, scope_index);
        return visit_target(each.a, scope_index);
      case node_kind::set_block:
      case node_kind::filter_block:
        if (each.kind == node_kind::set_block) visit_target(each.a, scope_index);
        visit(each.b, scope_index);
        return visit_inner(i, each.c, scope_index);
      case node_kind::with:
        return visit_with(i, scope_index);
      case node_kind::macro:
        return visit_macro(i, scope_index);
      case node_kind::call_block:
        visit(each.b, scope_index);
        return visit_macro(i, scope_index);
      case node_kind::block:
        return visit_block(i, scope_index);
      case node_kind::autoescape:
        visit(each.a, scope_index);
        return visit_inner(i, each.c, scope_index);
      case node_kind::include:
      case node_kind::import_module:
      case node_kind::import_names:
        visit(each.a, scope_index);
        return note_visible(i, scope_index);
      default:
        return visit(i, scope_index);
    }
  }

  void visit_branches(std::int32_t node, std::int32_t scope_index) {
    ++optional_;
    while (true) {
      visit(tree_[node].a, scope_index);
      visit_body(tree_[node].b, scope_index);
      std::int32_t const other = tree_[node].c;
      if (other == no_template_node) break;
      if (tree_[other].kind != node_kind::branch || tree_[other].next != no_template_node) {
        visit_body(other, scope_index);
        break;
      }
      node = other;
    }
    --optional_;
  }

  void visit_loop(std::int32_t i, std::int32_t scope_index) {
    template_node const each = tree_[i];
    visit(each.b, scope_index);
    bool const recursive = each.flags == 1;
    std::int32_t const own_unit =
        recursive ? open_unit(level_of(scope_index) + 1) : at(scope_index).unit;
    std::int32_t const made = add_extent(i);
    std::int32_t const targets = open(scope_index, own_unit, made);
    declare_target(each.a, targets);
    visit_target(each.a, targets);
    if (each.e != no_template_node) visit(each.e, targets);
    std::int32_t const inner = open(targets, own_unit, made);
    extent(made).special = declare(inner, "loop");
    begin_scope(made, inner);
    collect(each.c, inner);
    end_scope(made, inner);
    visit_body(each.c, inner);
    if (recursive) {
      extent(made).slots = slots(inner);
      extent(made).level = units_[static_cast<std::size_t>(own_unit)].level;
      extent(made).uses_loop = true;
    }
    if (each.d != no_template_node) visit_else(each, scope_index);
  }
  void visit_else(template_node const& loop, std::int32_t scope_index) {
    std::int32_t const inner = open(scope_index, at(scope_index).unit, 0);
    collect(loop.d, inner);
    visit_body(loop.d, inner);
  }
  std::int32_t level_of(std::int32_t scope_index) {
    return units_[static_cast<std::size_t>(at(scope_index).unit)].level;
  }

  void visit_with(std::int32_t i, std::int32_t scope_index) {
    template_node const each = tree_[i];
    for (std::int32_t k = each.a; k != no_template_node; k = tree_[k].next)
      visit(tree_[k].b, scope_index);
    std::int32_t const made = add_extent(i);
    std::int32_t const inner = open(scope_index, at(scope_index).unit, made);
    begin_scope(made, inner);
    for (std::int32_t k = each.a; k != no_template_node; k = tree_[k].next)
      declare_target(tree_[k].a, inner);
    collect(each.c, inner);
    end_scope(made, inner);
    for (std::int32_t k = each.a; k != no_template_node; k = tree_[k].next)
      visit_target(tree_[k].a, inner);
    visit_body(each.c, inner);
  }

  void visit_macro(std::int32_t i, std::int32_t scope_index) {
    template_node const each = tree_[i];
    std::int32_t const own_unit = open_unit(level_of(scope_index) + 1);
    std::int32_t const made = add_extent(i);
    std::int32_t const inner = open(scope_index, own_unit, made);
    for (std::int32_t k = each.a; k != no_template_node; k = tree_[k].next)
      set_symbol(k, declare(inner, tree_.view(tree_[k])));
    if (each.kind == node_kind::macro) {
      std::int32_t const caller = declare(inner, "caller");
      std::int32_t const varargs = declare(inner, "varargs");
      std::int32_t const kwargs = declare(inner, "kwargs");
      extent(made).special = caller;
      extent(made).varargs = varargs;
      extent(made).kwargs = kwargs;
    }
    for (std::int32_t k = each.a; k != no_template_node; k = tree_[k].next)
      if (tree_[k].a != no_template_node) visit(tree_[k].a, inner);
    collect(each.c, inner);
    visit_body(each.c, inner);
    extent(made).slots = slots(inner);
    extent(made).level = units_[static_cast<std::size_t>(own_unit)].level;
  }

  void visit_block(std::int32_t i, std::int32_t scope_index) {
    made_.blocks.push_back(i);
    if ((tree_[i].flags & 1) != 0) note_visible(i, scope_index);
    std::int32_t const own_unit = open_unit(0);
    std::int32_t const made = add_extent(i);
    std::int32_t const inner = open(-1, own_unit, made);
    std::int32_t const super = declare(inner, "super");
    std::int32_t const self = declare(inner, "self");
    extent(made).special = super;
    extent(made).self = self;
    collect(tree_[i].c, inner);
    visit_body(tree_[i].c, inner);
    extent(made).slots = slots(inner);
  }

  /// Remembers which names of this function stand around a node.
  void note_visible(std::int32_t node, std::int32_t scope_index) {
    std::vector<std::int32_t> symbols;
    for (std::int32_t i = scope_index; i >= 0; i = at(i).parent)
      for (std::int32_t const each : at(i).symbols)
        if (made_.symbols[static_cast<std::size_t>(each)].name.size != 0) symbols.push_back(each);
    made_.visible.push_back(std::move(symbols));
    made_.visible_of[static_cast<std::size_t>(node)] =
        static_cast<std::int32_t>(made_.visible.size() - 1);
  }

  // ---- expressions ----

  void visit_list(std::int32_t list, std::int32_t scope_index) {
    for (std::int32_t i = list; i != no_template_node; i = tree_[i].next) visit(i, scope_index);
  }

  void visit(std::int32_t i, std::int32_t scope_index) {
    if (i == no_template_node) return;
    depth_guard const guard;
    template_node& each = made_.tree.nodes[static_cast<std::size_t>(i)];
    switch (each.kind) {
      case node_kind::name:
        return set_symbol(i, lookup(scope_index, tree_.view(each)));
      case node_kind::floating:
        each.number = std::bit_cast<std::int64_t>(float_of(tree_.view(each)));
        return;
      case node_kind::filter:
      case node_kind::test:
        find_function(i);
        visit(each.a, scope_index);
        return visit_list(each.b, scope_index);
      case node_kind::call:
      case node_kind::comparison:
        visit(each.a, scope_index);
        return visit_list(each.b, scope_index);
      case node_kind::list:
      case node_kind::tuple:
      case node_kind::dict:
      case node_kind::concatenation:
      case node_kind::output:
      case node_kind::translation:
        return visit_list(each.a, scope_index);
      case node_kind::conditional:
        visit(each.a, scope_index);
        ++optional_;
        visit(each.b, scope_index);
        visit(each.c, scope_index);
        --optional_;
        return;
      default:
        visit(each.a, scope_index);
        visit(each.b, scope_index);
        visit(each.c, scope_index);
    }
  }

  static double float_of(std::string_view digits) {
    std::string plain;
    for (char const c : digits)
      if (c != '_') plain.push_back(c);
    return std::strtod(plain.c_str(), nullptr);
  }

  void find_function(std::int32_t i) {
    template_node const& each = tree_[i];
    bool const filter = each.kind == node_kind::filter;
    std::string_view const name = tree_.view(each);
    live_function found = filter ? functions_.find_filter(name) : functions_.find_test(name);
    here_ = i;
    if (found.builtin == nullptr && found.custom.is_undefined()) {
      if (optional_ > 0) return;
      throw template_error("No " + std::string(filter ? "filter" : "test") + " named '" +
                           std::string(name) + "'.");
    }
    made_.functions.push_back(std::move(found));
    made_.function_of[static_cast<std::size_t>(i)] =
        static_cast<std::int32_t>(made_.functions.size() - 1);
  }

  live_template& made_;
  template_tree const& tree_;
  function_table const& functions_;
  std::vector<scope> scopes_;
  std::vector<unit> units_;
  std::vector<std::pair<std::int32_t, std::int32_t>> free_;
  std::int32_t here_ = no_template_node;
  int optional_ = 0;  // inside of what may not be executed
};

HYPER_INLINE std::size_t live_template::bytes() const {
  return sizeof(live_template) + name.size() + tree.text.size() + tree.more.size() +
         tree.nodes.size() * (sizeof(template_node) + 4 * sizeof(std::int32_t)) +
         symbols.size() * sizeof(live_symbol) + extents.size() * sizeof(live_extent) +
         functions.size() * sizeof(live_function);
}

HYPER_INLINE void throw_located(std::string reason, live_template const& made, std::uint32_t at) {
  source_position const where = locate(made.tree.source(), at);
  throw template_error(std::move(reason), made.name, made.tree.source(), where.line, where.column);
}

HYPER_INLINE live_template* prepare_template(std::string_view name, std::string_view source,
                                             template_syntax const& syntax,
                                             function_table const& functions) {
  struct owner {
    live_template* made;
    ~owner() {
      if (made != nullptr) made->release();
    }
  } made{new live_template};
  made.made->name = name;
  made.made->tree = parse_template(source, syntax);
  if (syntax_problem const& problem = made.made->tree.problem)
    throw_located(std::string(problem.sentence.view()), *made.made, problem.at);
  name_resolver resolver(*made.made, functions);
  try {
    resolver.resolve();
  } catch (template_error const& error) {
    std::uint32_t const at =
        resolver.here() == no_template_node ? 0 : made.made->tree[resolver.here()].at;
    throw_located(error.reason(), *made.made, at);
  }
  return std::exchange(made.made, nullptr);
}

}  // namespace hyper::detail

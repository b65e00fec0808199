// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The live renderer: statements within one template.

#include <hyper/templates/live_objects.hpp>
#include <hyper/templates/translations.hpp>

namespace hyper::detail {

HYPER_INLINE live_flow live_renderer::execute(std::int32_t list) {
  for (std::int32_t i = list; i != no_template_node; i = node(i).next)
    if (live_flow const flow = execute_one(i); flow != live_flow::normal) return flow;
  return live_flow::normal;
}

HYPER_INLINE live_flow live_renderer::execute_one(std::int32_t position) {
  step();
  here_ = position;
  template_node const& each = node(position);
  switch (each.kind) {
    case node_kind::data:
      out_->append(text(position));
      break;
    case node_kind::output:
      execute_output(each.a);
      break;
    case node_kind::loop:
      return execute_loop(position);
    case node_kind::branch:
      return execute_branch(position);
    case node_kind::set:
      assign(each.a, evaluate(each.b));
      break;
    case node_kind::set_block:
      execute_set_block(position);
      break;
    case node_kind::with:
      execute_with(position);
      break;
    case node_kind::macro:
      execute_macro(position);
      break;
    case node_kind::call_block:
      execute_call_block(position);
      break;
    case node_kind::filter_block:
      execute_filter_block(position);
      break;
    case node_kind::extends:
      execute_extends(position);
      break;
    case node_kind::block:
      execute_block(position);
      break;
    case node_kind::include:
      execute_include(position);
      break;
    case node_kind::import_module:
    case node_kind::import_names:
      execute_import(position);
      break;
    case node_kind::autoescape:
      return execute_autoescape(position);
    case node_kind::expression:
      evaluate(each.a);
      break;
    case node_kind::break_loop:
      return live_flow::stop;
    case node_kind::continue_loop:
      return live_flow::next;
    case node_kind::translation:
      execute_translation(position);
      break;
    default:
      break;
  }
  return live_flow::normal;
}

HYPER_INLINE void live_renderer::write(template_value const& value) {
  if (autoescape_)
    append_markup(*out_, value);
  else
    append_text(*out_, value);
}

HYPER_INLINE void live_renderer::execute_output(std::int32_t list) {
  for (std::int32_t i = list; i != no_template_node; i = node(i).next) {
    here_ = i;
    if (auto const* known = peek(i)) {
      write(*known);
      continue;
    }
    template_value const value = evaluate(i);
    here_ = i;
    write(value);
  }
}

HYPER_INLINE live_flow live_renderer::execute_branch(std::int32_t position) {
  depth_counter const counter(*this);
  while (true) {
    bool const holds = evaluate(node(position).a).truth();
    if (holds) return execute(node(position).b);
    std::int32_t const other = node(position).c;
    if (other == no_template_node) return live_flow::normal;
    if (node(other).kind != node_kind::branch || node(other).next != no_template_node)
      return execute(other);
    position = other;
  }
}

// ---- assignment ----

HYPER_INLINE void live_renderer::assign_symbol(std::int32_t position, template_value value) {
  live_symbol const& each = symbol(position);
  if (each.exported && frame_->level == 0 && frame_->context) {
    std::string_view const name = frame_->owner->tree.view(each.name);
    auto& variables = frame_->context->variables;
    auto found = variables.begin();
    while (found != variables.end() && found->first != name) ++found;
    if (found == variables.end())
      variables.emplace_back(name, value);
    else
      found->second = value;
  }
  frame_of(each).slots[each.slot] = std::move(value);
}

HYPER_INLINE void live_renderer::assign(std::int32_t target, template_value value) {
  template_node const& each = node(target);
  if (each.kind == node_kind::name)
    return assign_symbol(frame_->owner->symbol_of[static_cast<std::size_t>(target)],
                         std::move(value));
  here_ = target;
  if (each.kind == node_kind::attribute) {
    template_value const object = evaluate(each.a);
    if (!object.is(value_kind::object) || !object.object().assign(text(target), std::move(value)))
      fail("cannot assign attribute on non-namespace object");
    return;
  }
  template_value::list const parts = elements_of(value);
  std::size_t wanted = 0;
  for (std::int32_t i = each.a; i != no_template_node; i = node(i).next) ++wanted;
  if (parts.size() < wanted)
    fail("not enough values to unpack (expected " + std::to_string(wanted) + ", got " +
         std::to_string(parts.size()) + ")");
  if (parts.size() > wanted)
    fail("too many values to unpack (expected " + std::to_string(wanted) + ")");
  std::size_t at = 0;
  for (std::int32_t i = each.a; i != no_template_node; i = node(i).next) assign(i, parts[at++]);
}

HYPER_INLINE void live_renderer::clear_slots(live_extent const& scope) {
  for (std::size_t i = scope.first; i < scope.last; ++i) frame_->slots[i] = {};
}

HYPER_INLINE void live_renderer::execute_set_block(std::int32_t position) {
  depth_counter const counter(*this);
  clear_slots(extent(position));
  template_value made = captured(capture(node(position).c));
  here_ = position;
  assign(node(position).a, filter_chain(node(position).b, std::move(made)));
}

HYPER_INLINE void live_renderer::execute_filter_block(std::int32_t position) {
  depth_counter const counter(*this);
  clear_slots(extent(position));
  template_value made = captured(capture(node(position).c));
  write(filter_chain(node(position).b, std::move(made)));
}

HYPER_INLINE void live_renderer::execute_with(std::int32_t position) {
  depth_counter const counter(*this);
  template_value::list values;
  for (std::int32_t i = node(position).a; i != no_template_node; i = node(i).next)
    values.push_back(evaluate(node(i).b));
  clear_slots(extent(position));
  std::size_t at = 0;
  for (std::int32_t i = node(position).a; i != no_template_node; i = node(i).next)
    assign(node(i).a, std::move(values[at++]));
  execute(node(position).c);
}

HYPER_INLINE live_flow live_renderer::execute_autoescape(std::int32_t position) {
  depth_counter const counter(*this);
  bool const on = evaluate(node(position).a).truth();
  bool const outer = std::exchange(autoescape_, on);
  clear_slots(extent(position));
  live_flow const flow = execute(node(position).c);
  autoescape_ = outer;
  return flow;
}

// ---- loops ----

HYPER_INLINE template_value live_renderer::filtered(std::int32_t position,
                                                    template_value const& iterable) {
  template_value::list chosen;
  for (auto& element : elements_of(iterable)) {
    step();
    assign(node(position).a, element);
    if (evaluate(node(position).e).truth()) chosen.push_back(std::move(element));
  }
  return {std::move(chosen)};
}

HYPER_INLINE live_flow live_renderer::execute_loop(std::int32_t position) {
  depth_counter const counter(*this);
  template_value const iterable = evaluate(node(position).b);
  here_ = position;
  return run_loop(position, iterable, 0);
}

HYPER_INLINE live_flow live_renderer::run_loop(std::int32_t position,
                                               template_value const& iterable, std::size_t depth) {
  live_frame* const outer = frame_;
  std::optional<frame_owner> own;
  if (node(position).flags == 1) {
    own.emplace(*this, outer->owner, outer->context, extent(position));
    (*own)->parent = handle::share(outer);
    enter(**own);
  }
  live_flow const flow = node(position).e == no_template_node
                             ? run_elements(position, iterable, depth)
                             : run_elements(position, filtered(position, iterable), depth);
  enter(*outer);
  if (flow == live_flow::next) return execute(node(position).d);  // nothing was walked over
  return live_flow::normal;
}

HYPER_INLINE bool is_plain_sequence(template_value const& source) {
  return source.is(value_kind::list) ||
         (source.is(value_kind::view) && source.type().element != nullptr);
}

/// Walks over the elements where they lie. Answers `next` when there were none.
HYPER_INLINE live_flow live_renderer::run_elements(std::int32_t position,
                                                   template_value const& iterable,
                                                   std::size_t depth) {
  template_value const source =
      is_plain_sequence(iterable) ? iterable : template_value(elements_of(iterable));
  bool const listed = source.is(value_kind::list);
  std::size_t count = listed ? source.elements().size() : source.type().size(source.data());
  if (count == 0) return live_flow::next;
  live_extent const& scope = extent(position);
  shared_handle<loop_object> loop;
  if (scope.uses_loop) {
    loop = shared_handle<loop_object>(new loop_object(*this, position, depth));
    loop->count = count;
    loop->elements = listed ? source.elements() : elements_of(source);
    loop->recursive = node(position).flags == 1;
    loop->defined_in = loop->recursive ? frame_->parent : handle();
  }
  for (std::size_t i = 0; i < count; ++i) {
    step();
    clear_slots(scope);
    if (loop) {
      loop->position = i;
      loop->retain();
      assign_symbol(scope.special, template_value(static_cast<template_object*>(loop.get())));
    }
    here_ = position;
    assign(node(position).a,
           listed ? source.elements()[i] : source.type().element(source.data(), i));
    if (execute(node(position).c) == live_flow::stop) break;
    if (listed) count = source.elements().size();  // the body may have added to it
  }
  if (loop) loop->defined_in = {};
  return live_flow::normal;
}

HYPER_INLINE template_value live_renderer::call_loop(loop_object& loop,
                                                     template_arguments const& arguments) {
  if (!loop.recursive || !loop.defined_in)
    fail("The loop must have the 'recursive' marker to be called recursively.");
  if (arguments.positional.size() != 1) fail("loop() takes exactly one argument");
  depth_counter const counter(*this);
  live_frame* const outer = frame_;
  std::int32_t const outer_here = here_;
  handle const defined_in = loop.defined_in;
  std::int32_t const position = loop.node;
  enter(*defined_in);
  std::string made;
  std::string* const out = std::exchange(out_, &made);
  run_loop(position, arguments.positional[0], loop.depth + 1);
  out_ = out;
  check_size(made.size());
  enter(*outer);
  here_ = outer_here;
  return captured(std::move(made));
}

class loop_function final : public template_object {
 public:
  loop_function(loop_object const& loop, bool cycles)
      : loop_(shared_handle<loop_object const>::share(&loop)), cycles_(cycles) {}
  std::string_view type_name() const override { return "method"; }
  bool callable() const override { return true; }
  template_value call(template_arguments const& arguments) override {
    if (cycles_) {
      if (arguments.positional.empty()) throw template_error("no items for cycling given");
      return arguments.positional[loop_->position % arguments.positional.size()];
    }
    template_value::list const now(arguments.positional.begin(), arguments.positional.end());
    bool const same =
        loop_->has_changed && equal(template_value(loop_->changed), template_value(now));
    loop_->has_changed = true;
    loop_->changed = now;
    return !same;
  }

 private:
  shared_handle<loop_object const> loop_;
  bool cycles_;
};

HYPER_INLINE bool loop_object::attribute(std::string_view name, template_value& found) const {
  bool const first = position == 0;
  bool const last = position + 1 >= count;
  if (name == "index") {
    found = position + 1;
  } else if (name == "index0") {
    found = position;
  } else if (name == "first" || name == "last") {
    found = name == "first" ? first : last;
  } else if (name == "length" || name == "__len__") {
    found = count;
  } else if (name == "revindex" || name == "revindex0") {
    found = count - position - (name == "revindex" ? 0 : 1);
  } else if (name == "previtem") {
    found = first ? renderer.missing("there is no previous item") : elements[position - 1];
  } else if (name == "nextitem") {
    found = last ? renderer.missing("there is no next item") : elements[position + 1];
  } else if (name == "depth" || name == "depth0") {
    found = depth + (name == "depth" ? 1 : 0);
  } else if (name == "cycle" || name == "changed") {
    found = template_value(new loop_function(*this, name == "cycle"));
  } else {
    return false;
  }
  return true;
}
HYPER_INLINE void loop_object::append_text(std::string& out) const {
  out += "<LoopContext " + std::to_string(position + 1) + '/' + std::to_string(count) + '>';
}

// ---- macros, translations ----

HYPER_INLINE void live_renderer::execute_macro(std::int32_t position) {
  template_value made(new macro_object(*this, *frame_, position, autoescape_));
  assign_symbol(frame_->owner->symbol_of[static_cast<std::size_t>(position)], std::move(made));
}

HYPER_INLINE void live_renderer::execute_call_block(std::int32_t position) {
  depth_counter const counter(*this);
  template_value const caller(new macro_object(*this, *frame_, position, autoescape_));
  template_value const made = evaluate_call(node(position).b, &caller);
  write(made);
}

HYPER_INLINE void live_renderer::execute_translation(std::int32_t position) {
  template_node const& each = node(position);
  template_value variables = template_value::dict();
  std::string_view const plural = each.b == no_template_node ? std::string_view{} : text(each.b);
  for (std::int32_t i = each.a; i != no_template_node; i = node(i).next) {
    template_value value = evaluate(node(i).a);
    variables.set_item(text(i), std::move(value));
  }
  here_ = position;
  auto const* count = each.c == no_template_node ? nullptr : variables.find(text(each.c));
  std::string_view const context = each.d == no_template_node ? std::string_view{} : text(each.d);
  write(translated(context, text(position), plural, count, variables));
}

HYPER_INLINE template_value live_renderer::translated(std::string_view context,
                                                      std::string_view singular,
                                                      std::string_view plural,
                                                      template_value const* count,
                                                      template_value const& variables) {
  bool const plain = plural.empty();
  std::string_view const functions[] = {"gettext", "ngettext", "pgettext", "npgettext"};
  auto const* own =
      environment_.find_global(functions[(context.empty() ? 0 : 2) + (plain ? 0 : 1)]);
  template_value message;
  if (own != nullptr) {
    template_value::list arguments;
    if (!context.empty()) arguments.push_back(template_value::borrowed(context));
    arguments.push_back(template_value::borrowed(singular));
    if (!plain) arguments.push_back(template_value::borrowed(plural));
    if (!plain) arguments.push_back(count == nullptr ? template_value(0) : *count);
    message = call(*own, {arguments, {}});
  } else {
    if (context.empty()) context = {};
    translations const& into = current_translations();
    message = template_value::borrowed(
        plain ? into.pgettext(context, singular)
              : into.npgettext(context, singular, plural, plural_number(count)));
  }
  if (autoescape_) message = std::move(message).as_safe();
  return format_percent(message, variables);
}

}  // namespace hyper::detail

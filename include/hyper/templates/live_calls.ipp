// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The live renderer: attributes, calls, filters, tests and macros.

#include <hyper/templates/live_objects.hpp>

namespace hyper::detail {

HYPER_INLINE void template_call::fill(std::span<std::string_view const> names,
                                      std::span<template_value const*> found) const {
  if (arguments.positional.size() > names.size())
    throw template_error("takes at most " + std::to_string(names.size()) + " arguments, " +
                         std::to_string(arguments.positional.size()) + " were given");
  for (std::size_t i = 0; i < arguments.positional.size(); ++i) found[i] = &arguments.positional[i];
  for (auto const& [name, value] : arguments.named) {
    std::size_t i = 0;
    while (i < names.size() && names[i] != name) ++i;
    if (i == names.size())
      throw template_error("got an unexpected keyword argument '" + std::string(name) + "'");
    if (found[i] != nullptr)
      throw template_error("got multiple values for argument '" + std::string(name) + "'");
    found[i] = &value;
  }
}

[[noreturn]] HYPER_INLINE void throw_argument_count(std::size_t wanted, std::size_t given) {
  throw template_error("the function takes " + std::to_string(wanted) + " arguments by position, " +
                       std::to_string(given) + " were given");
}

// ---- attributes and items ----

HYPER_INLINE char const* owner_name(template_value const& value) {
  switch (value.kind()) {
    case value_kind::none:
      return "None";
    case value_kind::dict:
      return "dict";
    case value_kind::string:
      return "str";
    case value_kind::integer:
      return "int";
    case value_kind::boolean:
      return "bool";
    case value_kind::floating:
      return "float";
    case value_kind::list:
      return value.form() == list_form::tuple ? "tuple" : "list";
    default:
      return "object";
  }
}

HYPER_INLINE template_value live_renderer::undefined(std::string_view name,
                                                     char const* owner) const {
  return template_value::undefined(name, owner, options().undefined);
}
HYPER_INLINE template_value live_renderer::missing(char const* sentence) const {
  return template_value::undefined(sentence, "", options().undefined);
}

/// The member of a dict, struct or object; nothing when it has none of this name.
HYPER_INLINE bool find_member(template_value const& object, std::string_view name,
                              template_value& found) {
  if (object.is(value_kind::dict)) {
    auto const* entry = object.find(name);
    if (entry != nullptr) found = *entry;
    return entry != nullptr;
  }
  if (object.is(value_kind::view))
    return object.type().attribute != nullptr &&
           object.type().attribute(object.data(), name, found);
  if (object.is(value_kind::list) && object.form() == list_form::group) {
    bool const known = name == "grouper" || name == "list";
    if (known) found = object.elements()[name == "list" ? 1 : 0];
    return known;
  }
  return object.is(value_kind::object) && object.object().attribute(name, found);
}

HYPER_INLINE template_value live_renderer::attribute(template_value const& object,
                                                     std::string_view name) {
  if (object.is_undefined()) {
    if (object.policy() == undefined_policy::chainable) return object;
    fail(undefined_sentence(object));
  }
  template_value found;
  if (object.is(value_kind::view) && find_member(object, name, found)) return found;
  if (builtin_function const method = find_method(object, name))
    return template_value(new bound_function(*this, method, object));
  if (find_member(object, name, found)) return found;
  return undefined(name, owner_name(object));
}

HYPER_INLINE template_value live_renderer::item(template_value const& object,
                                                template_value const& key) {
  if (object.is_undefined()) {
    if (object.policy() == undefined_policy::chainable) return object;
    fail(undefined_sentence(object));
  }
  if (object.is(value_kind::dict)) {
    bool const hashable =
        !key.is(value_kind::dict) && !(key.is(value_kind::list) && key.form() == list_form::list);
    if (auto const* found = hashable ? object.find(key) : nullptr) return *found;
  }
  template_value found;
  if (key.is(value_kind::string)) {
    if (object.is(value_kind::view) && find_member(object, key.text(), found)) return found;
    if (builtin_function const method = find_method(object, key.text()))
      return template_value(new bound_function(*this, method, object));
    if (find_member(object, key.text(), found)) return found;
    return undefined(key.text(), owner_name(object));
  }
  bool const sequence = object.is(value_kind::list) || object.is(value_kind::string) ||
                        (object.is(value_kind::view) && object.type().element != nullptr);
  if (!sequence || !key.is_integral()) return undefined("item", owner_name(object));
  auto const size = static_cast<std::int64_t>(length_of(object));
  std::int64_t const at = key.integer() < 0 ? key.integer() + size : key.integer();
  if (at < 0 || at >= size) return undefined("item", owner_name(object));
  if (object.is(value_kind::list)) return object.elements()[static_cast<std::size_t>(at)];
  if (object.is(value_kind::view))
    return object.type().element(object.data(), static_cast<std::size_t>(at));
  template_value letter = characters_of(object.text())[static_cast<std::size_t>(at)];
  return object.is_safe() ? std::move(letter).as_safe() : std::move(letter);
}

// ---- calls ----

HYPER_INLINE void live_renderer::gather_double_star(template_value const& value,
                                                    argument_list& arguments) {
  if (!value.is(value_kind::dict)) fail("argument after ** must be a mapping");
  for (auto const& [key, each] : value.entries()) {
    if (!key.is(value_kind::string)) fail("keywords must be strings");
    arguments.keys.push_back(key);
    arguments.named.emplace_back(key.text(), each);
  }
}

HYPER_INLINE void live_renderer::gather(std::int32_t list, argument_list& arguments) {
  for (std::int32_t i = list; i != no_template_node; i = node(i).next) {
    template_node const& each = node(i);
    switch (each.kind) {
      case node_kind::keyword:
        arguments.named.emplace_back(text(i), evaluate(each.a));
        break;
      case node_kind::star: {
        template_value const values = evaluate(each.a);
        here_ = i;
        for (auto& value : elements_of(values)) arguments.positional.push_back(std::move(value));
        break;
      }
      case node_kind::double_star: {
        template_value const values = evaluate(each.a);
        here_ = i;
        arguments.keys.push_back(values);
        gather_double_star(values, arguments);
        break;
      }
      default:
        arguments.positional.push_back(evaluate(i));
    }
  }
}

HYPER_INLINE template_value live_renderer::call(template_value const& function,
                                                template_arguments const& arguments) {
  if (function.is_undefined()) fail(undefined_sentence(function));
  if (!function.is(value_kind::object) || !function.object().callable())
    fail("'" + std::string(function.type_name()) + "' object is not callable");
  depth_counter const counter(*this);
  step();
  return function.object().call(arguments);
}

/// Whether calling this attribute calls a method of the kind, and no member of the object.
HYPER_INLINE bool has_method(template_value const& object, std::string_view name) {
  template_value found;
  bool const own = object.is(value_kind::view) && find_member(object, name, found);
  return !own && find_method(object, name) != nullptr;
}

HYPER_INLINE template_value live_renderer::call_method(template_value const& object,
                                                       std::string_view name,
                                                       template_arguments const& arguments) {
  if (!has_method(object, name)) return call(attribute(object, name), arguments);
  template_call made{*this, object, arguments};
  return find_method(object, name)(made);
}

HYPER_INLINE template_value live_renderer::evaluate_call(std::int32_t position,
                                                         template_value const* caller) {
  template_node const& each = node(position);
  argument_list arguments;
  template_node const& callee = node(each.a);
  if (callee.kind == node_kind::attribute) {
    template_value const object = evaluate(callee.a);
    here_ = each.a;
    std::string_view const name = text(each.a);
    if (!has_method(object, name)) {
      template_value const function = attribute(object, name);
      gather(each.b, arguments);
      if (caller != nullptr) arguments.named.emplace_back("caller", *caller);
      here_ = position;
      return call(function, arguments);
    }
    gather(each.b, arguments);
    if (caller != nullptr) arguments.named.emplace_back("caller", *caller);
    here_ = position;
    return call_method(object, name, arguments);
  }
  template_value const function = evaluate(each.a);
  gather(each.b, arguments);
  if (caller != nullptr) arguments.named.emplace_back("caller", *caller);
  here_ = position;
  return call(function, arguments);
}

HYPER_INLINE template_value live_renderer::call_function(live_function const& function,
                                                         template_value const& input,
                                                         template_arguments const& arguments) {
  if (function.builtin != nullptr) {
    template_call made{*this, input, arguments};
    return function.builtin(made);
  }
  template_value::list all;
  all.reserve(arguments.positional.size() + 1);
  all.push_back(input);
  all.insert(all.end(), arguments.positional.begin(), arguments.positional.end());
  return call(function.custom, {all, arguments.named});
}

HYPER_INLINE template_value live_renderer::evaluate_filter(std::int32_t position,
                                                           template_value const* input) {
  template_node const& each = node(position);
  template_value value;
  if (each.a != no_template_node && (input == nullptr || node(each.a).kind != node_kind::filter))
    value = evaluate(each.a);
  else if (each.a != no_template_node)
    value = evaluate_filter(each.a, input);
  else
    value = *input;
  argument_list arguments;
  gather(each.b, arguments);
  here_ = position;
  std::int32_t const function = frame_->owner->function_of[static_cast<std::size_t>(position)];
  if (function < 0) fail("No filter named '" + std::string(text(position)) + "'.");
  return call_function(frame_->owner->functions[static_cast<std::size_t>(function)], value,
                       arguments);
}

HYPER_INLINE template_value live_renderer::filter_chain(std::int32_t position,
                                                        template_value input) {
  return position == no_template_node ? std::move(input) : evaluate_filter(position, &input);
}

HYPER_INLINE template_value live_renderer::evaluate_test(std::int32_t position) {
  template_node const& each = node(position);
  template_value const* known = peek(each.a);
  template_value const value = known != nullptr ? *known : evaluate(each.a);
  argument_list arguments;
  gather(each.b, arguments);
  here_ = position;
  std::int32_t const function = frame_->owner->function_of[static_cast<std::size_t>(position)];
  if (function < 0) fail("No test named '" + std::string(text(position)) + "'.");
  return call_function(frame_->owner->functions[static_cast<std::size_t>(function)], value,
                       arguments);
}

HYPER_INLINE template_value live_renderer::apply_filter(std::string_view name,
                                                        template_value const& input,
                                                        template_arguments const& arguments) {
  live_function const function = environment_.find_filter(name);
  if (function.builtin == nullptr && function.custom.is_undefined())
    fail("No filter named '" + std::string(name) + "'.");
  step();
  return call_function(function, input, arguments);
}
HYPER_INLINE bool live_renderer::apply_test(std::string_view name, template_value const& input,
                                            template_arguments const& arguments) {
  live_function const function = environment_.find_test(name);
  if (function.builtin == nullptr && function.custom.is_undefined())
    fail("No test named '" + std::string(name) + "'.");
  step();
  return call_function(function, input, arguments).truth();
}

// ---- macros ----

HYPER_INLINE void live_renderer::enter(live_frame& frame) {
  frame_ = &frame;
  here_owner_ = frame.owner;
}

/// A frame that macros hold may hold them, too: it stays until the rendering ends, which opens such
/// circles.
HYPER_INLINE void live_renderer::keep_if_shared(handle const& frame) {
  if (frame->unique()) return;
  kept_.push_back(frame);
  if (frame->level == 0 && frame->context) contexts_.push_back(frame->context);
}

HYPER_INLINE void live_renderer::bind_parameters(macro_object& macro,
                                                 template_arguments const& arguments) {
  std::vector<bool> used(arguments.named.size());
  std::size_t count = 0;
  for (std::int32_t i = node(macro.node).a; i != no_template_node; i = node(i).next, ++count) {
    std::int32_t const slot = frame_->owner->symbol_of[static_cast<std::size_t>(i)];
    bool given = count < arguments.positional.size();
    if (given) assign_symbol(slot, arguments.positional[count]);
    for (std::size_t k = 0; k < arguments.named.size(); ++k) {
      if (arguments.named[k].first != text(i)) continue;
      if (given)
        fail("macro '" + std::string(macro.name()) + "' got multiple values for argument '" +
             std::string(text(i)) + "'");
      assign_symbol(slot, arguments.named[k].second);
      used[k] = given = true;
    }
    if (given) continue;
    assign_symbol(slot, node(i).a == no_template_node ? missing("parameter was not provided")
                                                      : evaluate(node(i).a));
  }
  bind_rest(macro, arguments, used, count);
}

/// `varargs`, `kwargs` and `caller`: what the parameters did not take.
HYPER_INLINE void live_renderer::bind_rest(macro_object& macro, template_arguments const& arguments,
                                           std::vector<bool> const& used, std::size_t count) {
  std::string const called = "macro '" + std::string(macro.name()) + "' takes ";
  live_extent const& extents = extent(macro.node);
  template_value::list extra;
  for (std::size_t i = count; i < arguments.positional.size(); ++i)
    extra.push_back(arguments.positional[i]);
  if (!extra.empty() && !extents.uses_varargs)
    fail(called + "not more than " + std::to_string(count) + " argument(s)");
  template_value named = template_value::dict();
  template_value caller = undefined("caller");
  for (std::size_t k = 0; k < arguments.named.size(); ++k) {
    if (used[k]) continue;
    auto const& [name, value] = arguments.named[k];
    if (name == "caller" && extents.uses_loop)
      caller = value;
    else if (extents.uses_kwargs)
      named.set_item(name, value);
    else
      fail(called + "no keyword argument '" + std::string(name) + "'");
  }
  if (extents.special < 0) return;
  assign_symbol(extents.special, std::move(caller));
  assign_symbol(extents.varargs, template_value::tuple(std::move(extra)));
  assign_symbol(extents.kwargs, std::move(named));
}

HYPER_INLINE template_value live_renderer::call_macro(macro_object& macro,
                                                      template_arguments const& arguments) {
  depth_counter const counter(*this);
  live_frame* const outer = frame_;
  std::int32_t const outer_here = here_;
  bool const outer_escape = autoescape_;
  handle const keeps_macro = macro.frame;
  live_template* const owner = keeps_macro->owner;
  auto const at = owner->extent_of[static_cast<std::size_t>(macro.node)];
  frame_owner const frame(*this, owner, keeps_macro->context,
                          owner->extents[static_cast<std::size_t>(at)]);
  frame->parent = keeps_macro;
  std::int32_t const body = owner->tree[macro.node].c;
  enter(*frame);
  autoescape_ = macro.autoescape;
  bind_parameters(macro, arguments);
  std::string rendered = capture(body);
  autoescape_ = outer_escape;
  enter(*outer);
  here_ = outer_here;
  return captured(std::move(rendered));
}

HYPER_INLINE std::string live_renderer::capture(std::int32_t body) {
  std::string made;
  std::string* const outer = std::exchange(out_, &made);
  try {
    execute(body);
  } catch (...) {
    out_ = outer;
    throw;
  }
  out_ = outer;
  check_size(made.size());
  return made;
}
HYPER_INLINE template_value live_renderer::captured(std::string rendered) const {
  return autoescape_ ? template_value::safe(std::move(rendered))
                     : template_value(std::move(rendered));
}

HYPER_INLINE bool macro_object::attribute(std::string_view wanted, template_value& found) const {
  live_template const& owner = *frame->owner;
  if (wanted == "name") {
    found = std::string(name());
    return true;
  }
  if (wanted == "arguments") {
    template_value::list names;
    for (std::int32_t i = owner.tree[node].a; i != no_template_node; i = owner.tree[i].next)
      names.emplace_back(owner.tree.view(owner.tree[i]));
    found = template_value::tuple(std::move(names));
    return true;
  }
  auto const at = owner.extent_of[static_cast<std::size_t>(node)];
  live_extent const& extents = owner.extents[static_cast<std::size_t>(at)];
  bool const known = wanted == "catch_kwargs" || wanted == "catch_varargs" || wanted == "caller";
  if (known)
    found = wanted == "caller"          ? extents.uses_loop
            : wanted == "catch_varargs" ? extents.uses_varargs
                                        : extents.uses_kwargs;
  return known;
}
HYPER_INLINE void macro_object::append_text(std::string& out) const {
  out.append("<Macro '").append(name()).append("'>");
}

HYPER_INLINE bool namespace_object::attribute(std::string_view name, template_value& found) const {
  auto const* entry = attributes.find(name);
  if (entry != nullptr) found = *entry;
  return entry != nullptr;
}
HYPER_INLINE bool namespace_object::assign(std::string_view name, template_value value) {
  attributes.set_item(name, std::move(value));
  return true;
}
HYPER_INLINE void namespace_object::append_text(std::string& out) const {
  out += "<Namespace ";
  append_repr(out, attributes);
  out += '>';
}

}  // namespace hyper::detail

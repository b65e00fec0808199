// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <charconv>
#include <cstdlib>
#include <hyper/templates/environment.hpp>
#include <hyper/templates/live.hpp>
#include <hyper/templates/render_state.hpp>
#include <hyper/templates/signature.hpp>

namespace hyper::detail {

/// One environment with Jinja2's own functions serves all compiled templates: nothing changes it.
HYPER_INLINE environment_state& plain_environment() {
  static environment_state environment({}, nullptr);
  return environment;
}

struct render_state::parts {
  explicit parts(std::string& out) : renderer(plain_environment(), out) {}
  live_renderer renderer;
};

HYPER_INLINE render_state::~render_state() { delete parts_; }

HYPER_INLINE live_renderer& render_state::live() {
  if (parts_ == nullptr) parts_ = new parts(*page_);
  parts_->renderer.set_autoescape(autoescape);
  return parts_->renderer;
}

HYPER_INLINE void render_state::rethrow_located(std::string const& reason) const {
  if (entry == nullptr) throw template_error(reason);
  auto const where = locate(entry->source, position);
  throw template_error(reason, entry->name, entry->source, where.line, where.column);
}

/// The functions of a list of signatures, each at the place of its signature.
template <std::size_t Count>
std::vector<builtin_function> list_functions(template_signature const (&signatures)[Count],
                                             builtin_function (*find)(std::string_view)) {
  std::vector<builtin_function> made;
  for (auto const& each : signatures) made.push_back(find(each.name));
  return made;
}
HYPER_INLINE template_value render_state::filter(std::size_t index, template_value const& input,
                                                 template_arguments const& arguments) {
  static auto const functions = list_functions(filter_signatures, find_builtin_filter);
  template_call made{live(), input, arguments};
  return functions[index](made);
}
HYPER_INLINE bool render_state::test(std::size_t index, template_value const& input,
                                     template_arguments const& arguments) {
  static auto const functions = list_functions(test_signatures, find_builtin_test);
  template_call made{live(), input, arguments};
  return functions[index](made).truth();
}
HYPER_INLINE template_value render_state::attribute(template_value const& object,
                                                    std::string_view name) {
  return live().attribute(object, name);
}
HYPER_INLINE template_value render_state::item(template_value const& object,
                                               template_value const& key) {
  return live().item(object, key);
}
HYPER_INLINE template_value render_state::slice(template_value const& object,
                                                template_value const (&parts)[3]) {
  return live().slice(object, parts);
}
HYPER_INLINE template_value render_state::call(template_value const& function,
                                               template_arguments const& arguments) {
  return live().call(function, arguments);
}
HYPER_INLINE template_value render_state::call_method(template_value const& object,
                                                      std::string_view name,
                                                      template_arguments const& arguments) {
  return live().call_method(object, name, arguments);
}
HYPER_INLINE template_value render_state::binary(token_kind kind, template_value const& left,
                                                 template_value const& right) {
  return live().binary(kind, left, right);
}
HYPER_INLINE template_value render_state::unary(token_kind kind, template_value const& value) {
  return live().unary(kind, value);
}
HYPER_INLINE template_value render_state::concatenate(std::span<template_value const> parts) {
  return live().concatenate(parts);
}
HYPER_INLINE bool render_state::compare(token_kind kind, template_value const& left,
                                        template_value const& right) {
  return live().compare_with(kind, left, right);
}
HYPER_INLINE template_value render_state::global(std::string_view name) {
  return live().global(name);
}
HYPER_INLINE template_value render_state::look_up(template_value const& context,
                                                  std::string_view name) {
  template_value found;
  if (find_member(context, name, found)) return found;
  return global(name);
}
HYPER_INLINE template_value render_state::make_dict(template_value::list const& pairs) {
  template_value made = template_value::dict();
  for (auto const& pair : pairs) {
    hash(pair.elements()[0]);
    made.set_item(pair.elements()[0], pair.elements()[1]);
  }
  return made;
}
HYPER_INLINE template_value render_state::translated(std::string_view context,
                                                     std::string_view singular,
                                                     std::string_view plural,
                                                     template_value const* count,
                                                     template_value const& variables) {
  return live().translated(context, singular, plural, count, variables);
}

HYPER_INLINE template_value::list render_state::unpack(template_value const& value,
                                                       std::size_t count) {
  template_value::list parts = elements_of(value);
  if (parts.size() < count)
    throw template_error("not enough values to unpack (expected " + std::to_string(count) +
                         ", got " + std::to_string(parts.size()) + ")");
  if (parts.size() > count)
    throw template_error("too many values to unpack (expected " + std::to_string(count) + ")");
  return parts;
}

HYPER_INLINE void render_state::assign_attribute(template_value const& object,
                                                 std::string_view name, template_value value) {
  if (!object.is(value_kind::object) || !object.object().assign(name, std::move(value)))
    throw template_error("cannot assign attribute on non-namespace object");
}
HYPER_INLINE void add_double_star(argument_values& arguments, template_value const& all) {
  if (!all.is(value_kind::dict)) throw template_error("argument after ** must be a mapping");
  arguments.keys.push_back(all);
  for (auto const& [key, each] : all.entries()) {
    if (!key.is(value_kind::string)) throw template_error("keywords must be strings");
    arguments.keys.push_back(key);
    arguments.named.emplace_back(key.text(), each);
  }
}
HYPER_INLINE void add_argument(argument_values& arguments, render_state& state,
                               embedded_template const& in, argument_form const& form,
                               template_value value) {
  if (form.kind == node_kind::keyword) {
    arguments.named.emplace_back(form.name, std::move(value));
  } else if (form.kind == node_kind::star) {
    state.at(in, form.at);
    for (auto& each : elements_of(value)) arguments.positional.push_back(std::move(each));
  } else if (form.kind == node_kind::double_star) {
    state.at(in, form.at);
    add_double_star(arguments, value);
  } else {
    arguments.positional.push_back(std::move(value));
  }
}

HYPER_INLINE template_value render_state::captured(std::string text) const {
  return autoescape ? template_value::safe(std::move(text)) : template_value(std::move(text));
}
HYPER_INLINE void render_state::write(template_value const& value) {
  if (autoescape)
    append_markup(*out, value);
  else
    append_text(*out, value);
}
HYPER_INLINE void render_state::check_depth() {
  if (depth > plain_environment().options.limits.depth)
    throw template_error("maximum recursion depth exceeded");
}

HYPER_INLINE double read_floating(std::string_view digits) {
  std::string plain;
  for (char const c : digits)
    if (c != '_') plain += c;
  return std::strtod(plain.c_str(), nullptr);
}
HYPER_INLINE void append_number(std::string& out, std::int64_t number) {
  char digits[24];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}
HYPER_INLINE void append_number(std::string& out, std::uint64_t number) {
  char digits[24];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

}  // namespace hyper::detail

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/templates/live_folder.hpp>

namespace hyper::detail {

[[noreturn]] HYPER_INLINE void throw_call_mistake(template_signature const& of,
                                                  std::string_view mistake,
                                                  std::string_view argument = {}) {
  std::string sentence = "'" + std::string(of.name) + "' " + std::string(mistake);
  if (!argument.empty()) sentence.append(" '").append(argument).append("'");
  throw template_error(std::move(sentence));
}

HYPER_INLINE void bind_arguments(template_signature const& of, std::size_t inputs,
                                 template_arguments const& given,
                                 std::span<template_value const*> bound) {
  if (given.positional.size() > bound.size())
    throw_call_mistake(of, "does not take so many arguments");
  for (std::size_t i = 0; i < given.positional.size(); ++i) bound[i] = &given.positional[i];
  for (auto const& [name, value] : given.named) {
    int const at = name == "?" ? -1 : of.find(name);  // what has no name cannot be called by it
    if (at < 0) throw_call_mistake(of, "has no argument", name);
    template_value const*& place = bound[inputs + static_cast<std::size_t>(at)];
    if (place != nullptr) throw_call_mistake(of, "is given twice", name);
    place = &value;
  }
  for (std::size_t i = 0; i < inputs + of.needed; ++i)
    if (bound[i] == nullptr) throw_call_mistake(of, "needs more arguments");
}

HYPER_INLINE void check_live_call(std::string_view name,
                                  template_complaint (*check)(std::span<template_argument const>),
                                  template_arguments const& given) {
  std::vector<template_argument> shapes;
  auto const add = [&](std::string_view by_name, template_value const& value) {
    bool const text = value.is(value_kind::string);
    shapes.push_back({by_name, text, text ? value.text() : std::string_view()});
  };
  for (auto const& each : given.positional) add({}, each);
  for (auto const& [by_name, value] : given.named) add(by_name, value);
  template_complaint const wrong = check(shapes);
  if (wrong.reason.empty()) return;
  std::string sentence = "'" + std::string(name) + "' " + std::string(wrong.reason);
  if (!wrong.advice.empty()) sentence.append(" ").append(wrong.advice);
  throw template_error(std::move(sentence));
}

HYPER_INLINE void throw_wrong_type(std::string_view wanted, template_value const& given) {
  throw template_error("expected a " + std::string(wanted) + ", got '" +
                       std::string(given.type_name()) + "'");
}

HYPER_INLINE std::shared_ptr<template_loader> load_embedded(
    std::span<embedded_template const> all) {
  auto made = std::make_shared<memory_loader>();
  for (auto const& each : all) made->add(std::string(each.name), std::string(each.source));
  return made;
}

}  // namespace hyper::detail

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/pages/site_globals.hpp>
//
#include <stdexcept>
#include <vector>

namespace hyper::detail {

HYPER_INLINE template_value live_url(std::span<route_entry const> routes,
                                     template_arguments const& given) {
  std::string_view const text = routes[find_named(routes, to_text(given.positional[0]))].text;
  route_pattern const pattern = parse_pattern(text);
  std::vector<std::string> texts(pattern.capture_count);
  for (std::size_t i = 1; i < given.positional.size(); ++i)
    texts[i - 1] = encode_percent(to_text(given.positional[i]));
  for (auto const& [name, value] : given.named)
    texts[pattern.capture_position(name)] = encode_percent(to_text(value));
  try {
    return fill_path(text, texts);
  } catch (std::invalid_argument const& refused) {
    throw template_error(refused.what());
  }
}

/// `url` while the program runs: judged by the same function that the compiler uses.
class url_object final : public template_object {
 public:
  explicit url_object(std::span<route_entry const> routes) : routes_(routes) {}
  std::string_view type_name() const override { return "function"; }
  bool callable() const override { return true; }

  template_value call(template_arguments const& given) override {
    std::vector<template_argument> shapes;
    std::string const name = given.positional.empty() ? "" : to_text(given.positional[0]);
    for (std::size_t i = 0; i < given.positional.size(); ++i) shapes.push_back({{}, i == 0, name});
    for (auto const& each : given.named) shapes.push_back({each.first, false, {}});
    template_complaint const wrong = find_url_mistake(routes_, shapes);
    if (!wrong.reason.empty())
      throw template_error("url('" + name + "'): " + std::string(wrong.reason) + " " +
                           std::string(wrong.advice));
    return live_url(routes_, given);
  }

 private:
  std::span<route_entry const> routes_;
};

HYPER_INLINE void add_site_globals(template_environment& to, std::span<route_entry const> routes) {
  to.add_global("url", template_value(new url_object(routes)));
  to.add_global("static", &static_address);
}

}  // namespace hyper::detail

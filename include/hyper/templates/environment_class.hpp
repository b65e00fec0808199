// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of templates/environment.hpp: the class without its definitions, which need to see
// it whole before they can be read.

// The live renderer: templates that are read while the program runs.

#include <chrono>
#include <hyper/templates/call.hpp>
#include <hyper/templates/error.hpp>
#include <hyper/templates/loader.hpp>
#include <hyper/templates/syntax.hpp>
#include <hyper/templates/value.hpp>
#include <memory>

namespace hyper {

/// What one rendering may cost. Whoever exceeds it gets a `template_error`.
struct template_limits {
  std::size_t steps = 10'000'000;          ///< nodes of the tree that are walked
  std::size_t output = 64'000'000;         ///< bytes
  std::size_t depth = 1'000;               ///< expressions, tags and calls in one another
  std::size_t range = 100'000;             ///< elements of a `range` and of a repeated list
  std::size_t text = 16'000'000;           ///< bytes of one computed text
  std::chrono::milliseconds time{10'000};  ///< zero: no limit
};

struct template_options {
  template_syntax syntax{};
  bool autoescape = true;
  undefined_policy undefined = undefined_policy::silent;
  bool reload = false;  ///< ask the loader before each use whether a template has changed
  std::size_t cache_bytes = 64'000'000;  ///< of parsed templates that are kept
  template_limits limits{};
};

namespace detail {
class environment_state;
}

/// Jinja2's environment: filters, tests, globals, a loader, and the templates read so far. After it
/// is set up, threads may render at once.
class template_environment {
 public:
  explicit template_environment(template_options options = {});
  template_environment(template_options options, std::shared_ptr<template_loader> loader);
  ~template_environment();
  template_environment(template_environment const&) = delete;
  template_environment& operator=(template_environment const&) = delete;

  /// Adds or replaces. A filter and a test get the value before the bar as their first argument.
  void add_filter(std::string name, template_value function);
  void add_test(std::string name, template_value function);
  void add_global(std::string name, template_value value);
  template <class Function>
    requires requires(Function function) { template_function(function); }
  void add_filter(std::string name, Function function) {
    add_filter(std::move(name), template_function(function));
  }
  template <class Function>
    requires requires(Function function) { template_function(function); }
  void add_test(std::string name, Function function) {
    add_test(std::move(name), template_function(function));
  }
  template <class Function>
    requires requires(Function function) { template_function(function); }
  void add_global(std::string name, Function function) {
    add_global(std::move(name), template_function(function));
  }

  /// Renders a template that the loader has. `context` is a dict or a struct (`template_view`).
  /// Throws a `template_error`, or a `template_not_found`.
  std::string render(std::string_view name, template_value const& context);
  void render(std::string& out, std::string_view name, template_value const& context);
  /// Renders a text that comes from elsewhere; it is not kept.
  std::string render_source(std::string_view source, template_value const& context,
                            std::string_view name = "<template>");
  /// Forgets what was read.
  void clear_cache();
  std::size_t cached_bytes() const;

 private:
  std::unique_ptr<detail::environment_state> state_;
};

}  // namespace hyper

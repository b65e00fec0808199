// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/templates/environment.hpp>
#include <hyper/templates/live.hpp>
#include <list>
#include <mutex>
#include <unordered_map>
#if !defined(HYPER_COMPILED)
#include <hyper/templates/live_expressions.ipp>

#include <hyper/templates/live_calls.ipp>

#include <hyper/templates/filters_django.ipp>
#include <hyper/templates/filters_html.ipp>
#include <hyper/templates/filters_list.ipp>
#include <hyper/templates/filters_text.ipp>
#include <hyper/templates/functions.ipp>
#include <hyper/templates/live_statements.ipp>
#include <hyper/templates/live_templates.ipp>
#include <hyper/templates/methods.ipp>
#endif

namespace hyper {
namespace detail {

/// Parsed templates, the one used last at the front.
struct environment_state::cache {
  using order = std::list<shared_handle<live_template>>;
  mutable std::mutex mutex;
  order templates;
  std::unordered_map<std::string_view, order::iterator> by_name;
  std::size_t bytes = 0;

  void drop(order::iterator at) {
    bytes -= (*at)->bytes();
    by_name.erase((*at)->name);
    templates.erase(at);
  }
  void add(shared_handle<live_template> made, std::size_t most) {
    if (auto const known = by_name.find(made->name); known != by_name.end()) drop(known->second);
    bytes += made->bytes();
    templates.push_front(std::move(made));
    by_name.emplace(templates.front()->name, templates.begin());
    while (bytes > most && !templates.empty()) drop(std::prev(templates.end()));
  }
};

HYPER_INLINE environment_state::environment_state(template_options given,
                                                  std::shared_ptr<template_loader> from)
    : options(std::move(given)), loader(std::move(from)), cache_(new cache) {}
HYPER_INLINE environment_state::~environment_state() = default;

HYPER_INLINE live_function environment_state::find_filter(std::string_view name) const {
  if (auto const own = filters.find(name); own != filters.end()) return {nullptr, own->second};
  return {find_builtin_filter(name), {}};
}
HYPER_INLINE live_function environment_state::find_test(std::string_view name) const {
  if (auto const own = tests.find(name); own != tests.end()) return {nullptr, own->second};
  return {find_builtin_test(name), {}};
}
HYPER_INLINE template_value const* environment_state::find_global(std::string_view name) const {
  auto const own = globals.find(name);
  return own == globals.end() ? nullptr : &own->second;
}

HYPER_INLINE shared_handle<live_template> environment_state::get(std::string_view name) {
  if (loader == nullptr) return {};
  {
    std::scoped_lock const lock(cache_->mutex);
    if (auto const known = cache_->by_name.find(name); known != cache_->by_name.end()) {
      bool const current = !options.reload || loader->version(name) == (*known->second)->version;
      if (current) {
        cache_->templates.splice(cache_->templates.begin(), cache_->templates, known->second);
        return *known->second;
      }
    }
  }
  auto const source = loader->load(name);
  if (!source) return {};
  shared_handle<live_template> made(prepare_template(name, source->text, options.syntax, *this));
  made->version = source->version;
  std::scoped_lock const lock(cache_->mutex);
  cache_->add(made, options.cache_bytes);
  return made;
}
HYPER_INLINE void environment_state::clear() {
  std::scoped_lock const lock(cache_->mutex);
  cache_->by_name.clear();
  cache_->templates.clear();
  cache_->bytes = 0;
}
HYPER_INLINE std::size_t environment_state::bytes() const {
  std::scoped_lock const lock(cache_->mutex);
  return cache_->bytes;
}

}  // namespace detail

HYPER_INLINE template_environment::template_environment(template_options options)
    : template_environment(std::move(options), nullptr) {}
HYPER_INLINE template_environment::template_environment(template_options options,
                                                        std::shared_ptr<template_loader> loader)
    : state_(new detail::environment_state(std::move(options), std::move(loader))) {}
HYPER_INLINE template_environment::~template_environment() = default;

HYPER_INLINE void template_environment::add_filter(std::string name, template_value function) {
  state_->filters.insert_or_assign(std::move(name), std::move(function));
  clear_cache();
}
HYPER_INLINE void template_environment::add_test(std::string name, template_value function) {
  state_->tests.insert_or_assign(std::move(name), std::move(function));
  clear_cache();
}
HYPER_INLINE void template_environment::add_global(std::string name, template_value value) {
  state_->globals.insert_or_assign(std::move(name), std::move(value));
}
HYPER_INLINE void template_environment::clear_cache() { state_->clear(); }
HYPER_INLINE std::size_t template_environment::cached_bytes() const { return state_->bytes(); }

HYPER_INLINE void template_environment::render(std::string& out, std::string_view name,
                                               template_value const& context) {
  auto const made = state_->get(name);
  if (!made) throw template_not_found("the template '" + std::string(name) + "' was not found");
  detail::live_renderer(*state_, out).render(*made, context);
}
HYPER_INLINE std::string template_environment::render(std::string_view name,
                                                      template_value const& context) {
  std::string out;
  render(out, name, context);
  return out;
}
HYPER_INLINE std::string template_environment::render_source(std::string_view source,
                                                             template_value const& context,
                                                             std::string_view name) {
  detail::shared_handle<detail::live_template> const made(
      detail::prepare_template(name, source, state_->options.syntax, *state_));
  std::string out;
  detail::live_renderer(*state_, out).render(*made, context);
  return out;
}

}  // namespace hyper

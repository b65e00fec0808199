// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <hyper/http/url.hpp>
#include <hyper/routing/named.hpp>
#include <hyper/routing/static_mount.hpp>
#include <hyper/templates/environment.hpp>
#include <hyper/templates/extension.hpp>
#include <span>
#include <string>
#include <string_view>

namespace hyper {

namespace detail {

/// Which parameter of a pattern an argument behind the route's name is for; `most_captures`: none.
constexpr std::size_t url_slot(route_pattern const& pattern, std::string_view name,
                               std::size_t position) {
  if (!name.empty()) return pattern.capture_position(name);
  return position < pattern.capture_count ? position : route_pattern::most_captures;
}
/// The name of a pattern's parameter.
constexpr std::string_view capture_name(route_pattern const& pattern, std::size_t position) {
  for (std::size_t i = 0; i < pattern.segment_count; ++i) {
    if (pattern.segments[i].kind == segment_kind::literal) continue;
    if (position-- == 0) return pattern.segments[i].text;
  }
  return {};
}

/// Judges `url('article', address=…)` against the routes.
constexpr template_complaint find_url_mistake(std::span<route_entry const> routes,
                                              std::span<template_argument const> given) {
  if (given.empty() || !given[0].literal || !given[0].name.empty())
    return {"takes the name of a route first", "between quotes", given.empty() ? -1 : 0};
  std::size_t const at = find_named(routes, given[0].text);
  if (at == routes.size())
    return {"no route has this name. Near:", nearest_route_name(routes, given[0].text), 0};
  route_pattern const pattern = parse_pattern(routes[at].text);
  bool filled[route_pattern::most_captures + 1]{};
  for (std::size_t i = 1; i < given.size(); ++i) {
    std::size_t const slot = url_slot(pattern, given[i].name, i - 1);
    if (slot == route_pattern::most_captures)
      return {"the route has no such parameter:", pattern.path, static_cast<int>(i)};
    if (filled[slot]) return {"is given twice", capture_name(pattern, slot), static_cast<int>(i)};
    filled[slot] = true;
  }
  for (std::size_t i = 0; i < pattern.capture_count; ++i)
    if (!filled[i]) return {"lacks a parameter of the route:", capture_name(pattern, i), 0};
  return {};
}

/// Static files by their names, as a template calls it.
inline std::string static_address(std::string_view name) { return static_url(name); }

/// The address for a call that `find_url_mistake` has nothing against.
template_value live_url(std::span<route_entry const> routes, template_arguments const& given);

/// `url` and `static` of templates that are read while the program runs.
void add_site_globals(template_environment& to, std::span<route_entry const> routes);

}  // namespace detail

/// `url` of compiled templates: `url('article', address=post.address)`. The name of the route, and
/// that its parameters are all there, is checked by the compiler; a value that the route would not
/// take throws std::invalid_argument.
template <class Routes>
struct route_url {
  static constexpr template_complaint check(std::span<template_argument const> given) {
    return detail::find_url_mistake(Routes::entries, given);
  }
  template <class Call, class Name, class... Values>
  std::string call(Name const&, Values const&... values) const {
    constexpr auto const& given = Call::arguments;
    constexpr std::string_view text =
        Routes::entries[detail::find_named(Routes::entries, given[0].text)].text;
    [[maybe_unused]] constexpr route_pattern pattern = parse_pattern(text);
    std::string texts[sizeof...(Values) + 1];
    std::size_t at = 0;
    int const order[] = {0, (++at,
                             texts[detail::url_slot(pattern, given[at].name, at - 1)] =
                                 encode_percent(template_text(values)),
                             0)...};
    static_cast<void>(order);
    return detail::fill_path(text, {texts, sizeof...(Values)});
  }
  template_value call_live(template_arguments const& given) const {
    return detail::live_url(Routes::entries, given);
  }
};

/// The templates of a folder as pages of a site: they know `url('name', …)`, the address of a named
/// route, and `static('site.css')`, that of a static file. More of one's own may follow.
///
///   using pages = site_templates<blog_templates, blog_routes>;
template <class Templates, class Routes, class... Extensions>
struct site_templates : Templates {
  using extensions = template_extensions<template_global<"url", route_url<Routes>{}>,
                                         template_global<"static", &detail::static_address, "name">,
                                         Extensions...>;
};

/// The same for templates that are read while the program runs; what is wrong with a call is a
/// `template_error` then.
template <class Routes>
void add_site_globals(template_environment& to) {
  detail::add_site_globals(to, Routes::entries);
}

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/pages/site_globals.ipp>
#endif

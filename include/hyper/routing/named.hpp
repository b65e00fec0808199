// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <hyper/config.hpp>
#include <hyper/reflect/compile_error.hpp>
#include <hyper/reflect/edit_distance.hpp>
#include <hyper/routing/created.hpp>
#include <hyper/routing/group.hpp>
#include <hyper/routing/pattern.hpp>
#include <hyper/routing/table.hpp>
#include <hyper/routing/verdict.hpp>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace hyper {

/// An option of a route: a name by which its address is made, `named<"article">`. Among routes of
/// one name the first counts.
template <fixed_string Name>
struct named {
  static constexpr std::string_view route_name = Name.view();
};

/// Said by the compiler when no route has the name.
template <fixed_string Name, fixed_string... Advice>
struct route_name_is_unknown;
/// … when the pattern has more or fewer parameters than are given.
template <fixed_string Name, fixed_string Pattern, std::size_t Given, fixed_string... Advice>
struct route_takes_other_parameters;
/// … about an argument that can be no part of a path.
template <fixed_string Name, fixed_string Pattern, fixed_string... Advice>
struct route_parameter_has_no_text;

namespace detail {

/// The position of the first route of that name, or `all.size()`.
constexpr std::size_t find_named(std::span<route_entry const> all, std::string_view name) {
  std::size_t at = 0;
  while (at < all.size() && (all[at].name.empty() || !same_text(all[at].name, name))) ++at;
  return at;
}

/// The name that is most like a wrong one; empty when no route has a name.
constexpr std::string_view nearest_route_name(std::span<route_entry const> all,
                                              std::string_view wrong) {
  std::string_view best;
  std::size_t least = static_cast<std::size_t>(-1);
  for (route_entry const& each : all) {
    if (each.name.empty() || edit_distance(each.name, wrong) >= least) continue;
    least = edit_distance(each.name, wrong);
    best = each.name;
  }
  return best;
}

/// The path of a pattern with its parameters filled in, in their order, each percent-encoded
/// already; that of {name:path} gets its slashes back. Throws std::invalid_argument when one does
/// not fit its kind: no request with such an address would reach the route.
std::string fill_path(std::string_view pattern, std::span<std::string const> encoded);

template <class T>
std::string url_form(T const& value) {
  std::string text;
  append_url_form(text, value);
  return text;
}

/// What is wrong with an address that is asked for, if anything.
template <class Routes, fixed_string Name, class... Arguments>
struct url_judge {
  static constexpr std::size_t position = find_named(Routes::entries, Name.view());
  static constexpr bool known = position != Routes::entries.size();
  static constexpr std::string_view best = nearest_route_name(Routes::entries, Name.view());
  static constexpr std::string_view text = known ? Routes::entries[position].text : best;

  static constexpr auto judge() {
    if constexpr (!known)
      return std::type_identity<route_name_is_unknown<Name, "did you mean", clipped<best>>>();
    else if constexpr (parse_pattern(text).capture_count != sizeof...(Arguments))
      return std::type_identity<
          route_takes_other_parameters<Name, clipped<text>, sizeof...(Arguments),
                                       "give one argument for each", "parameter of the pattern">>();
    else if constexpr (!(has_url_form<Arguments>() && ...))
      return std::type_identity<route_parameter_has_no_text<
          Name, clipped<text>, "give numbers, texts, enums or", "value types">>();
    else
      return std::type_identity<passed>();
  }
  using verdict = typename decltype(judge())::type;
};

}  // namespace detail

/// The address of a named route: `url_of<blog_routes, "article">(post.address)` is
/// "/articles/hello-world". One argument for each parameter of the pattern, in their order. Throws
/// std::invalid_argument when a value does not fit its parameter, such as an empty text.
template <class Routes, fixed_string Name, class... Arguments>
std::string url_of(Arguments const&... arguments) {
  using judge = detail::url_judge<Routes, Name, Arguments...>;
  if constexpr (detail::is_passed<typename judge::verdict>) {
    std::array<std::string, sizeof...(Arguments) + 1> const texts{detail::url_form(arguments)...};
    return detail::fill_path(judge::text, {texts.data(), sizeof...(Arguments)});
  } else {
    detail::say<typename judge::verdict>();
    return {};
  }
}

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/routing/named.ipp>
#endif

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Filters, tests, globals and tags of one's own for compiled templates. A folder lists them:
//
//   struct pages : shop_templates {
//     using extensions = template_extensions<template_filter<"shout", shout, "times">,
//                                            template_global<"url", url_of_site{}>>;
//   };
//
// A call goes straight to the function; the compiler has checked its arguments.

#include <array>
#include <cstdint>
#include <hyper/reflect/fixed_string.hpp>
#include <hyper/templates/text.hpp>
#include <hyper/templates/token.hpp>
#include <hyper/templates/view.hpp>
#include <span>

namespace hyper {

/// An ordinary function (or lambda without captures) as a filter; its first parameter is the value
/// before the bar. `Parameters` name the others, so that templates may call them by name.
template <fixed_string Name, auto Function, fixed_string... Parameters>
struct template_filter;
/// The same as a test, whose result is `bool`: `{% if name is short %}`.
template <fixed_string Name, auto Function, fixed_string... Parameters>
struct template_test;
/// A name that every template of the folder knows: a value, a pointer to an object that lives as
/// long as the program, or a function. `Parameters` name those of a function.
template <fixed_string Name, auto Value, fixed_string... Parameters>
struct template_global;

/// A tag, `{% name(…) %}`: a function whose result stands in the place of the tag.
template <fixed_string Name, auto Function, fixed_string... Parameters>
struct template_tag;
/// A tag with a body, `{% name(…) %}…{% endname %}`: a filter whose first parameter is the body, as
/// it came out; a result that is not to be escaped again is a safe value.
template <fixed_string Name, auto Function, fixed_string... Parameters>
struct template_block_tag;

/// What the templates of a folder may use besides Jinja2's own.
template <class... Extensions>
struct template_extensions {};

/// An argument as it stands in a template.
struct template_argument {
  std::string_view name{};  ///< of an argument by name; else empty
  bool literal = false;     ///< whether it is a text between quotes
  std::string_view text{};  ///< the text, if it is one
};

/// What is wrong with a call, said by the `check` of a function. It becomes the compiler's message,
/// with the place in the template; each text is cut to 32 characters.
struct template_complaint {
  std::string_view reason{};  ///< empty: nothing is wrong
  std::string_view advice{};  ///< what would be right
  int argument = -1;          ///< which one is wrong; -1 stands for the call
};

/// A function that looks at its arguments while compiling. `check` judges a call; `call` has its
/// arguments as constants in `Call::arguments` and their values, in the same order, as C++ values:
///
///   struct url_of_site {
///     static constexpr template_complaint check(std::span<template_argument const> given);
///     template <class Call, class... Values>
///     std::string call(Values const&... values) const;
///   };
template <class T>
concept checked_template_function = requires(std::span<template_argument const> given) {
  { T::check(given) } -> std::same_as<template_complaint>;
};

/// A value that `call` was given, as `{{ value }}` shows it before escaping.
template <class T>
std::string template_text(T const& value) {
  if constexpr (detail::viewed_as_text<T>)
    return std::string(std::string_view(value));
  else
    return to_text(detail::to_template_value(value));
}

namespace detail {

enum class extension_kind : std::uint8_t { filter, test, global };

template <class Extension>
struct extension_traits;
template <fixed_string Name, auto Value, fixed_string... Parameters>
struct extension_value {
  static constexpr std::string_view name = Name.view();
  static constexpr auto value = Value;
  static constexpr bool is_tag = false;
  static constexpr std::size_t parameter_count = sizeof...(Parameters);
  static constexpr std::string_view parameters[sizeof...(Parameters) + 1] = {Parameters.view()...};
};
template <fixed_string Name, auto Value, fixed_string... Parameters>
struct extension_traits<template_filter<Name, Value, Parameters...>>
    : extension_value<Name, Value, Parameters...> {
  static constexpr extension_kind kind = extension_kind::filter;
};
template <fixed_string Name, auto Value, fixed_string... Parameters>
struct extension_traits<template_test<Name, Value, Parameters...>>
    : extension_value<Name, Value, Parameters...> {
  static constexpr extension_kind kind = extension_kind::test;
};
template <fixed_string Name, auto Value, fixed_string... Parameters>
struct extension_traits<template_global<Name, Value, Parameters...>>
    : extension_value<Name, Value, Parameters...> {
  static constexpr extension_kind kind = extension_kind::global;
};

template <fixed_string Name, auto Value, fixed_string... Parameters>
struct extension_traits<template_tag<Name, Value, Parameters...>>
    : extension_traits<template_global<Name, Value, Parameters...>> {
  static constexpr bool is_tag = true;
};
template <fixed_string Name, auto Value, fixed_string... Parameters>
struct extension_traits<template_block_tag<Name, Value, Parameters...>>
    : extension_traits<template_filter<Name, Value, Parameters...>> {
  static constexpr bool is_tag = true;
};

struct extension_entry {
  extension_kind kind = extension_kind::filter;
  std::string_view name{};
  bool is_tag = false;
};

template <std::size_t Position, class Extension>
struct extension_at {};
template <std::size_t Position, class Extension>
constexpr extension_traits<Extension> pick_extension(extension_at<Position, Extension> const&) {
  return {};
}
template <class Sequence, class... Extensions>
struct extension_row;
template <std::size_t... I, class... Extensions>
struct extension_row<std::index_sequence<I...>, Extensions...> : extension_at<I, Extensions>... {};

template <class List>
struct extension_table;
template <class... Extensions>
struct extension_table<template_extensions<Extensions...>> {
  static constexpr std::size_t count = sizeof...(Extensions);
  static constexpr extension_entry entries[count + 1] = {{extension_traits<Extensions>::kind,
                                                          extension_traits<Extensions>::name,
                                                          extension_traits<Extensions>::is_tag}...};
  using row = extension_row<std::index_sequence_for<Extensions...>, Extensions...>;
  template <int Position>
  using at = decltype(pick_extension<static_cast<std::size_t>(Position)>(row{}));

  static constexpr int find(extension_kind kind, std::string_view name) {
    for (std::size_t i = 0; i < count; ++i)
      if (entries[i].kind == kind && same_word(entries[i].name, name)) return static_cast<int>(i);
    return -1;
  }

  /// The names of the tags whose function is called like such a thing, with blanks between.
  template <extension_kind Kind>
  static constexpr std::string_view tag_names() {
    return {names_of<Kind>.data(), names_of<Kind>.size() - 1};
  }

 private:
  static constexpr std::size_t names_size(extension_kind kind) {
    std::size_t size = 0;
    for (auto const& each : entries)
      if (each.is_tag && each.kind == kind) size += each.name.size() + 1;
    return size;
  }
  template <extension_kind Kind>
  static constexpr auto names_of = [] {
    std::array<char, names_size(Kind) + 1> names{};
    auto end = names.begin();
    for (auto const& each : entries) {
      if (!each.is_tag || each.kind != Kind) continue;
      for (char const letter : each.name) *end++ = letter;
      *end++ = ' ';
    }
    return names;
  }();
};

template <class Folder>
constexpr auto extensions_of() {
  if constexpr (requires { typename Folder::extensions; })
    return typename Folder::extensions{};
  else
    return template_extensions<>{};
}
/// The extensions of a folder.
template <class Folder>
using extension_table_of = extension_table<decltype(extensions_of<Folder>())>;

}  // namespace detail
}  // namespace hyper

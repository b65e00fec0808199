// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <hyper/routing/extraction.hpp>
#include <hyper/routing/from_text.hpp>
#include <hyper/routing/parameter.hpp>
#include <hyper/routing/verdict.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace hyper {

/// Said by the compiler when a parameter's type cannot be read from a text.
template <fixed_string Name, class Type, fixed_string... Advice>
struct parameter_has_no_text_form;

namespace detail {

template <class T>
struct text_target {
  using type = T;
  static constexpr bool optional = false;
  static constexpr bool many = false;
};
template <class T>
struct text_target<std::optional<T>> {
  using type = T;
  static constexpr bool optional = true;
  static constexpr bool many = false;
};
template <class T>
struct text_target<std::vector<T>> {
  using type = T;
  static constexpr bool optional = false;
  static constexpr bool many = true;
};

template <class T>
consteval bool holds_text() {
  if constexpr (checked_value<T>)
    return holds_text<typename T::value_type>();
  else
    return std::same_as<T, std::string>;
}

template <class T>
void take_each(std::vector<T>& values, extraction& from, std::string_view name) {
  for (std::string& text : find_all_in_query(from, name)) {
    T value{};
    auto wrong = read_text_form(value, std::move(text));
    values.push_back(std::move(value));
    if (wrong) note_problem(from, text_source::query, name, std::move(*wrong));
  }
}

template <class T>
void take_text(T& value, extraction& from, text_source where, std::string_view name) {
  auto text = find_text(from, where, name);
  if (!text) return note_missing(from, where, name);
  if (auto wrong = read_text_form(value, std::move(*text)))
    note_problem(from, where, name, std::move(*wrong));
}

template <class T>
void take_text(std::optional<T>& value, extraction& from, text_source where,
               std::string_view name) {
  auto text = find_text(from, where, name);
  if (!text || (text->empty() && !holds_text<T>())) return;
  if (auto wrong = read_text_form(value.emplace(), std::move(*text)))
    note_problem(from, where, name, std::move(*wrong));
}

/// Whether a parameter's type can be read from texts; many of them only where that is allowed.
template <class T, bool Many = false>
inline constexpr bool is_text_parameter =
    text_readable<typename text_target<T>::type> && (Many || !text_target<T>::many);

template <fixed_string Name, class T, bool Many = false>
using text_verdict =
    std::conditional_t<is_text_parameter<T, Many>, passed,
                       parameter_has_no_text_form<Name, T, "take a number, a text, an enum,",
                                                  "or a value type of validate/">>;

template <class Parameter, fixed_string Name>
Parameter take_parameter(extraction& from, text_source where) {
  Parameter made;
  if constexpr (is_text_parameter<typename Parameter::value_type>)
    take_text(made.value, from, where, Name);
  return made;
}

/// The route knows the position; nothing is looked up by name while serving.
template <fixed_string Name, class T>
path<Name, T> take_path(extraction& from, std::size_t position) {
  path<Name, T> made;
  if constexpr (text_readable<T>) {
    auto text = find_capture(from, position);
    if (text && read_text_form(made.value, std::move(*text))) from.refuse(404, {});
  }
  return made;
}

}  // namespace detail

template <fixed_string Name, class T, auto... Default>
struct extractor_traits<query<Name, T, Default...>> {
  using verdict = detail::text_verdict<Name, T, true>;

  static query<Name, T, Default...> take(extraction& from) {
    constexpr auto where = detail::text_source::query;
    query<Name, T, Default...> made;
    if constexpr (!detail::is_text_parameter<T, true>) {
    } else if constexpr (detail::text_target<T>::many) {
      detail::take_each(made.value, from, Name);
    } else if constexpr (sizeof...(Default) == 1) {
      std::optional<T> given;
      detail::take_text(given, from, where, Name);
      if (given)
        made.value = std::move(*given);
      else
        made.value = T(Default...);
    } else {
      detail::take_text(made.value, from, where, Name);
    }
    return made;
  }
};

/// A parameter of the path is taken by its position, which the route knows.
template <fixed_string Name, class T>
struct extractor_traits<path<Name, T>> {
  using verdict =
      std::conditional_t<text_readable<T>, detail::passed, detail::text_verdict<Name, T>>;
};

template <fixed_string Name, class T>
struct extractor_traits<header<Name, T>> {
  using verdict = detail::text_verdict<Name, T>;

  static header<Name, T> take(extraction& from) {
    return detail::take_parameter<header<Name, T>, Name>(from, detail::text_source::header);
  }
};

template <fixed_string Name, class T>
struct extractor_traits<cookie_value<Name, T>> {
  using verdict = detail::text_verdict<Name, T>;

  static cookie_value<Name, T> take(extraction& from) {
    return detail::take_parameter<cookie_value<Name, T>, Name>(from, detail::text_source::cookie);
  }
};

}  // namespace hyper

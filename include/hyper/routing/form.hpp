// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <hyper/config.hpp>
#include <hyper/http/form_data.hpp>
#include <hyper/reflect/members.hpp>
#include <hyper/routing/extraction.hpp>
#include <hyper/routing/from_text.hpp>
#include <hyper/routing/parameter.hpp>
#include <hyper/routing/verdict.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hyper {

/// Said by the compiler about a member that no field of a form can fill.
template <class Form, fixed_string Member, class Type, fixed_string... Advice>
struct form_member_has_no_text_form;
/// Said by the compiler about a form that is no struct.
template <class Form, fixed_string... Advice>
struct form_is_not_a_struct;

namespace detail {

/// A form whose fields are handed out to the members of a struct.
struct form_reading {
  extraction& from;
  form_data data;

  /// Takes the first value away; nothing when there is none.
  std::optional<std::string> take(std::string_view name);
  std::optional<upload> take_file(std::string_view name);
  void note(std::string_view name, problem why);
  void note_missing(std::string_view name);
};

/// A body that is no form is answered before it is read.
void plan_form(request const& asked, body_plan& what);
/// Reads the form of the request; nothing, after a refusal, when it is none that is accepted.
std::optional<form_data> take_form_data(extraction& from);

template <class T>
struct form_target {
  using type = T;
  static constexpr bool optional = false;
  static constexpr bool many = false;
};
template <class T>
struct form_target<std::optional<T>> {
  using type = T;
  static constexpr bool optional = true;
  static constexpr bool many = false;
};
template <class T>
struct form_target<std::vector<T>> {
  using type = T;
  static constexpr bool optional = false;
  static constexpr bool many = true;
};

template <class T>
inline constexpr bool is_form_member = text_readable<typename form_target<T>::type> ||
                                       std::same_as<typename form_target<T>::type, upload>;

template <class T>
consteval bool holds_form_text() {
  if constexpr (checked_value<T>)
    return holds_form_text<typename T::value_type>();
  else
    return std::same_as<T, std::string>;
}

template <class T>
void read_form_text(T& value, form_reading& form, std::string_view name, std::string&& text) {
  // What a checked box sends when the page says no value.
  if constexpr (std::same_as<T, bool>)
    if (text == "on") text = "true";
  if (auto wrong = read_text_form(value, std::move(text))) form.note(name, std::move(*wrong));
}

template <class T>
void read_form_member(T& value, form_reading& form, std::string_view name) {
  using target = form_target<T>;
  using each = typename target::type;
  if constexpr (std::same_as<each, upload>) {
    auto file = form.take_file(name);
    if constexpr (target::many)
      for (; file; file = form.take_file(name)) value.push_back(std::move(*file));
    else if (file)
      value = std::move(*file);
    else if constexpr (!target::optional)
      form.note_missing(name);
  } else {
    auto text = form.take(name);
    if constexpr (target::many) {
      for (; text; text = form.take(name)) {
        each one{};
        read_form_text(one, form, name, std::move(*text));
        value.push_back(std::move(one));
      }
    } else if constexpr (target::optional) {
      bool const none = !text || (text->empty() && !holds_form_text<each>());
      if (!none) read_form_text(value.emplace(), form, name, std::move(*text));
    } else if (text) {
      read_form_text(value, form, name, std::move(*text));
    } else if constexpr (std::same_as<T, bool>) {
      value = false;  // an unchecked box sends nothing
    } else {
      form.note_missing(name);
    }
  }
}

template <class T, std::size_t I>
consteval auto judge_form_member() {
  if constexpr (is_form_member<member_type<T, I>>)
    return std::type_identity<passed>();
  else
    return std::type_identity<form_member_has_no_text_form<
        T, clipped<member_names<T>[I]>, member_type<T, I>, "take a number, a text, an enum,",
        "a value type, or an upload">>();
}

template <class T, std::size_t... I>
consteval auto judge_form_members(std::index_sequence<I...>) {
  return std::type_identity<
      typename first_sentence<typename decltype(judge_form_member<T, I>())::type...>::type>();
}

template <class T>
consteval auto judge_form() {
  if constexpr (reflectable<T>)
    return judge_form_members<T>(std::make_index_sequence<member_count<T>>());
  else
    return std::type_identity<
        form_is_not_a_struct<T, "take a struct with a member for", "each field, or form_data">>();
}

}  // namespace detail

/// A form read into a struct, field by member, all problems noted with their JSON pointers (422).
/// Members are those of routing/from_text.hpp and `upload`, each also optional or as a vector. A
/// `bool` is a check box: absent is false, "on" is true. An empty text for an optional that is no
/// text is none; a file without a name and content is no file. A body of another type is 415, a
/// malformed one 400, one beyond a limit 413.
template <class T>
struct extractor_traits<form<T>> {
  using verdict = typename decltype(detail::judge_form<T>())::type;

  static void plan(request const& asked, body_plan& what) { detail::plan_form(asked, what); }
  static form<T> take(extraction& from) {
    form<T> made;
    if constexpr (detail::is_passed<verdict>) {
      auto data = detail::take_form_data(from);
      if (!data) return made;
      detail::form_reading reading{from, *std::move(data)};
      for_each_member(made.value, [&](std::string_view name, auto& member) {
        detail::read_form_member(member, reading, name);
      });
    }
    return made;
  }
};

/// A form as it came: `form_data` as the parameter of a handler.
template <>
struct extractor_traits<form_data> {
  static void plan(request const& asked, body_plan& what) { detail::plan_form(asked, what); }
  static form_data take(extraction& from) {
    return detail::take_form_data(from).value_or(form_data());
  }
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/routing/form.ipp>
#endif

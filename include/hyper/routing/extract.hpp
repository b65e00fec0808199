// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <charconv>
#include <hyper/config.hpp>
#include <hyper/http/exchange.hpp>
#include <hyper/json/read.hpp>
#include <hyper/reflect/enums.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <hyper/reflect/problem_list.hpp>
#include <hyper/reflect/value.hpp>
#include <hyper/routing/table.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace hyper {

/// The request as extractors see it, and what they have found wrong with it so far.
struct extraction {
  exchange& with;
  route_pattern const& pattern;
  route_match const& match;
  problem_list problems;     ///< answered with 422, all together
  int refused = 0;           ///< answered with this status instead: 400, 404, 413, 415
  std::string refusal = {};  ///< the sentence for it

  void refuse(int status, std::string why) {
    if (refused != 0) return;
    refused = status;
    refusal = std::move(why);
  }
};

/// How a handler's parameter is taken from the request. Specialise for a type of one's own:
///   static T take(extraction& from);    note what is wrong in `from`; what is returned is then
///   unused
template <class T>
struct extractor_traits;

namespace detail {

/// What reads itself from a short text: the values of paths, queries, fields and cookies.
template <class T>
std::optional<T> value_from_text(std::string_view text, std::optional<problem>& why) {
  if constexpr (checked_value<T>) {
    auto plain = value_from_text<typename T::value_type>(text, why);
    if (!plain) return std::nullopt;
    why = T::check(*plain);
    if (why) return std::nullopt;
    return T::unchecked(std::move(*plain));
  } else if constexpr (text_value<T>) {
    auto made = T::from_text(text);
    if (!made) why = problem{"type", "must be " + std::string(T::text_form)};
    return made;
  } else if constexpr (std::is_same_v<T, bool>) {
    if (text == "true" || text == "1") return true;
    if (text == "false" || text == "0") return false;
    why = problem{"type", "must be true or false"};
    return std::nullopt;
  } else if constexpr (std::is_arithmetic_v<T>) {
    T made{};
    auto const [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), made);
    if (wrong == std::errc{} && end == text.data() + text.size() && !text.empty()) return made;
    bool const range = wrong == std::errc::result_out_of_range;
    why = problem{range ? "range" : "type", range                   ? "is out of range"
                                            : std::is_integral_v<T> ? "must be a whole number"
                                                                    : "must be a number"};
    return std::nullopt;
  } else if constexpr (std::is_enum_v<T>) {
    auto made = enum_from_name<T>(text);
    if (!made) why = problem{"choice", "is not one of the names allowed"};
    return made;
  } else {
    return T(text);
  }
}

std::optional<std::string> decoded_capture(extraction& from, std::size_t position);
enum class text_source : std::uint8_t { query, header, cookie };
/// The text under a name, decoded; nothing when there is none.
std::optional<std::string> find_text(extraction& from, text_source where, std::string_view name);
void note_missing(extraction& from, text_source where, std::string_view name);
void note_problem(extraction& from, text_source where, std::string_view name, problem why);
std::vector<std::string> find_all_in_query(extraction& from, std::string_view name);
bool body_is_json(extraction& from);
void take_json_problems(extraction& from, problem_list&& problems);

template <class T>
struct without_optional {
  using type = T;
  static constexpr bool optional = false;
};
template <class T>
struct without_optional<std::optional<T>> {
  using type = T;
  static constexpr bool optional = true;
};
template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;

/// Common face of the wrappers: converts to the value by itself.
template <class T>
struct held_parameter {
  T value{};
  operator T const&() const { return value; }
  T const& operator*() const { return value; }
  T const* operator->() const { return &value; }
  T& operator*() { return value; }
  T* operator->() { return &value; }
};

template <class T>
T text_parameter(extraction& from, text_source where, std::string_view name) {
  using plain = without_optional<T>;
  auto const text = find_text(from, where, name);
  if (!text) {
    if (!plain::optional) note_missing(from, where, name);
    return T{};
  }
  std::optional<problem> why;
  auto made = value_from_text<typename plain::type>(*text, why);
  if (made) return std::move(*made);
  note_problem(from, where, name, std::move(*why));
  return T{};
}

}  // namespace detail

/// A parameter of the path: `path<"address", slug> address`. What does not fit is 404.
template <fixed_string Name, class T = std::string>
struct path : detail::held_parameter<T> {
  static constexpr std::string_view name = Name.view();
};

/// A parameter of the query: `query<"q", std::optional<std::string>> q`; a vector takes every one
/// of that name; a default stands in for an absent one: `query<"n", int, 20> n`.
template <fixed_string Name, class T = std::string, auto... Default>
struct query : detail::held_parameter<T> {};

/// A header field: `header<"If-Match", std::optional<std::string>>`.
template <fixed_string Name, class T = std::string>
struct header : detail::held_parameter<T> {};

/// A cookie: `cookie_value<"theme", std::optional<std::string>>`.
template <fixed_string Name, class T = std::string>
struct cookie_value : detail::held_parameter<T> {};

/// The body: JSON read into a struct, with every problem noted; or, as `body<std::string>`, the
/// bytes.
template <class T>
struct body : detail::held_parameter<T> {};

template <fixed_string Name, class T>
struct extractor_traits<path<Name, T>> {
  static path<Name, T> take(extraction& from) {
    path<Name, T> made;
    auto const text = detail::decoded_capture(from, from.pattern.capture_position(Name));
    std::optional<problem> why;
    auto value = text ? detail::value_from_text<T>(*text, why) : std::nullopt;
    if (value)
      made.value = std::move(*value);
    else
      from.refuse(404, {});
    return made;
  }
};

template <fixed_string Name, class T, auto... Default>
struct extractor_traits<query<Name, T, Default...>> {
  static query<Name, T, Default...> take(extraction& from) {
    query<Name, T, Default...> made;
    if constexpr (detail::is_vector<T>) {
      for (std::string const& text : detail::find_all_in_query(from, Name)) {
        std::optional<problem> why;
        auto value = detail::value_from_text<typename T::value_type>(text, why);
        if (value)
          made.value.push_back(std::move(*value));
        else
          detail::note_problem(from, detail::text_source::query, Name, std::move(*why));
      }
    } else if constexpr (sizeof...(Default) == 1) {
      auto given = detail::text_parameter<std::optional<T>>(from, detail::text_source::query, Name);
      made.value = given ? std::move(*given) : T(Default...);
    } else {
      made.value = detail::text_parameter<T>(from, detail::text_source::query, Name);
    }
    return made;
  }
};

template <fixed_string Name, class T>
struct extractor_traits<header<Name, T>> {
  static header<Name, T> take(extraction& from) {
    return {{detail::text_parameter<T>(from, detail::text_source::header, Name)}};
  }
};

template <fixed_string Name, class T>
struct extractor_traits<cookie_value<Name, T>> {
  static cookie_value<Name, T> take(extraction& from) {
    return {{detail::text_parameter<T>(from, detail::text_source::cookie, Name)}};
  }
};

template <class T>
struct extractor_traits<body<T>> {
  static body<T> take(extraction& from) {
    body<T> made;
    if constexpr (std::is_same_v<T, std::string>) {
      made.value = std::string(from.with.asked.body);
    } else if (detail::body_is_json(from)) {
      auto read = read_json<T>(from.with.asked.body, {.padded = true});
      if (read)
        made.value = std::move(read).value();
      else
        detail::take_json_problems(from, std::move(read.problems()));
    }
    return made;
  }
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/routing/extract.ipp>
#endif

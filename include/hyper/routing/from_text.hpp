// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Values from short texts: segments of paths, values of queries, fields and cookies.

#include <charconv>
#include <concepts>
#include <hyper/config.hpp>
#include <hyper/reflect/enums.hpp>
#include <hyper/reflect/value.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>

namespace hyper {

namespace detail {

template <class T>
concept text_number = std::is_arithmetic_v<T> && !std::same_as<T, bool> && !std::same_as<T, char> &&
                      !std::same_as<T, wchar_t> && !std::same_as<T, char8_t> &&
                      !std::same_as<T, char16_t> && !std::same_as<T, char32_t>;

template <class T>
consteval bool find_text_readable() {
  if constexpr (checked_value<T>)
    return find_text_readable<typename T::value_type>();
  else
    return text_number<T> || text_value<T> || std::same_as<T, bool> ||
           std::same_as<T, std::string> || (std::is_enum_v<T> && !std::same_as<T, std::byte>);
}

/// What is wrong with a text as a text: it is not UTF-8, or holds NUL, which no database takes.
std::optional<problem> judge_text(std::string_view text);
problem not_a_number(bool whole, bool too_large);
/// Some of the names that would have been right.
problem not_a_name(std::string_view (*name_at)(std::size_t), std::size_t count);

}  // namespace detail

/// Whether a type can be read from a short text: numbers, `bool`, `std::string`, enumerations by
/// name, text values (timestamps, UUIDs, decimals) and checked values of these.
template <class T>
inline constexpr bool text_readable = detail::find_text_readable<T>();

namespace detail {

template <class T>
std::optional<problem> read_number_text(T& value, std::string_view text) {
  char const* const end = text.data() + text.size();
  auto const [stop, wrong] = std::from_chars(text.data(), end, value);
  bool const number = text.find_first_of("nN") == text.npos;  // neither inf nor nan
  if (wrong == std::errc() && stop == end && number) return std::nullopt;
  return not_a_number(std::is_integral_v<T>, wrong == std::errc::result_out_of_range);
}

template <class T>
std::optional<problem> read_enumerator(T& value, std::string_view text) {
  auto const found = enum_from_name<T>(text);
  if (!found)
    return not_a_name([](std::size_t i) { return enum_entries<T>[i].name; },
                      enum_entries<T>.size());
  value = *found;
  return std::nullopt;
}

/// Reads the text into the value, or says what is wrong with it.
template <class T>
std::optional<problem> read_text_form(T& value, std::string&& text) {
  if constexpr (checked_value<T>) {
    auto plain = typename T::value_type();
    auto wrong = read_text_form(plain, std::move(text));
    if (!wrong) wrong = T::check(plain);
    if (!wrong) value = T::unchecked(std::move(plain));
    return wrong;
  } else if constexpr (text_value<T>) {
    auto made = T::from_text(text);
    if (!made) return problem{"type", "must be " + std::string(T::text_form)};
    value = std::move(*made);
    return std::nullopt;
  } else if constexpr (std::same_as<T, bool>) {
    value = text == "true" || text == "1";
    if (value || text == "false" || text == "0") return std::nullopt;
    return problem{"type", "must be true or false"};
  } else if constexpr (std::is_enum_v<T>) {
    return read_enumerator(value, text);
  } else if constexpr (text_number<T>) {
    return read_number_text(value, text);
  } else {
    auto wrong = judge_text(text);
    if (!wrong) value = std::move(text);
    return wrong;
  }
}

}  // namespace detail
}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/routing/from_text.ipp>
#endif

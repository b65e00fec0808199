// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <hyper/config.hpp>
#include <hyper/json/traits.hpp>
#include <hyper/reflect/compile_error.hpp>
#include <hyper/reflect/enums.hpp>
#include <hyper/reflect/members.hpp>
#include <hyper/reflect/value.hpp>
#include <hyper/routing/pattern.hpp>
#include <hyper/routing/respond.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace hyper {

/// Where a Location finds its members: the value itself, unless this is specialised.
template <class T>
struct location_source {
  static T const& of(T const& value) { return value; }
};

// Said by the compiler about the pattern of a Location.
template <class Type, fixed_string Member, fixed_string... Advice>
struct location_names_no_member;
template <class Type, fixed_string Member, class MemberType, fixed_string... Advice>
struct location_member_has_no_text;

namespace detail {

void append_path_text(std::string& out, std::string_view text);

template <class T>
consteval bool has_url_form() {
  if constexpr (checked_value<T>)
    return has_url_form<typename T::value_type>();
  else if constexpr (json_substituted<T>)
    return has_url_form<typename json_traits<T>::as>();
  else if constexpr (is_std_optional<T>)
    return has_url_form<typename T::value_type>();
  else
    return std::is_integral_v<T> || std::is_enum_v<T> || text_value<T> ||
           std::convertible_to<T const&, std::string_view>;
}

/// A value as one segment of a path.
template <class T>
void append_url_form(std::string& out, T const& value) {
  if constexpr (checked_value<T>) {
    append_url_form(out, value.value());
  } else if constexpr (json_substituted<T>) {
    auto const plain = json_traits<T>::to(value);
    append_url_form(out, plain);
  } else if constexpr (is_std_optional<T>) {
    if (value) append_url_form(out, *value);
  } else if constexpr (std::is_enum_v<T>) {
    append_path_text(out, enum_name(value));
  } else if constexpr (std::is_integral_v<T>) {
    out += std::to_string(value);
  } else if constexpr (text_value<T>) {
    std::string text;
    value.append_text(text);
    append_path_text(out, text);
  } else {
    append_path_text(out, value);
  }
}

/// A part of a Location: a text, and the name of the member behind it.
struct location_part {
  std::string_view text;
  std::string_view member;
};

template <fixed_string Location>
consteval std::size_t count_location_parts() {
  std::size_t count = 1;
  for (char const c : Location.view()) count += c == '{' ? 1 : 0;
  return count;
}

template <fixed_string Location>
inline constexpr auto location_parts = [] {
  std::array<location_part, count_location_parts<Location>()> parts{};
  std::string_view rest = Location;
  for (location_part& part : parts) {
    std::size_t const open = position_of(rest, '{');
    part.text = rest.substr(0, open);
    if (open == rest.npos) break;
    rest.remove_prefix(open + 1);
    std::size_t const close = position_of(rest, '}');
    part.member = rest.substr(0, close);
    rest = close == rest.npos ? std::string_view() : rest.substr(close + 1);
  }
  return parts;
}();

template <class Source, fixed_string Location, std::size_t I>
struct location_member {
  static constexpr location_part part = location_parts<Location>[I];
  static constexpr std::size_t position = member_index<Source>(part.member);

  static constexpr auto judge() {
    if constexpr (part.member.empty())
      return std::type_identity<passed>();
    else if constexpr (position == no_member)
      return std::type_identity<
          location_names_no_member<Source, clipped<part.member>, "write the name of a member">>();
    else if constexpr (!has_url_form<member_type<Source, position>>())
      return std::type_identity<
          location_member_has_no_text<Source, clipped<part.member>, member_type<Source, position>,
                                      "take a number or a text">>();
    else
      return std::type_identity<passed>();
  }
  using verdict = typename decltype(judge())::type;

  static void append(std::string& out, Source const& source) {
    out += part.text;
    if constexpr (!part.member.empty() && is_passed<verdict>)
      append_url_form(out, member<position>(source));
  }
};

template <fixed_string Location, class Source, class Parts>
struct location_writer;
template <fixed_string Location, class Source, std::size_t... I>
struct location_writer<Location, Source, std::index_sequence<I...>> {
  using verdict =
      typename first_sentence<typename location_member<Source, Location, I>::verdict...>::type;

  static std::string fill(Source const& source) {
    std::string made;
    int const order[] = {(location_member<Source, Location, I>::append(made, source), 0)...};
    static_cast<void>(order);
    return made;
  }
};

/// Fills a Location with the members of what `T` leads to.
template <class T, fixed_string Location>
struct location_of_type {
  using source = std::remove_cvref_t<decltype(location_source<T>::of(std::declval<T const&>()))>;
  using writer =
      location_writer<Location, source, std::make_index_sequence<location_parts<Location>.size()>>;
  static std::string fill(T const& value) { return writer::fill(location_source<T>::of(value)); }
};
template <class T>
struct location_of_type<T, ""> {
  struct writer {
    using verdict = passed;
  };
  static std::string fill(T const&) { return {}; }
};

}  // namespace detail

/// 201 with the new thing as its body, and a Location: the one that is given, or one made of the
/// value's members. `created<post_out, "/posts/{address}">` fills in the member `address`,
/// percent-encoded.
template <class T, fixed_string Location = "">
struct created {
  /// What is wrong with the pattern of the Location, for the compiler to say.
  using verdict = typename detail::location_of_type<T, Location>::writer::verdict;

  template <class U>
    requires std::constructible_from<T, U&&>
  created(U&& from) : value(std::forward<U>(from)) {}
  template <class U>
    requires std::constructible_from<T, U&&>
  created(U&& from, std::string at) : value(std::forward<U>(from)), location(std::move(at)) {}

  T value;
  std::string location = {};
};

template <class T, fixed_string Location>
struct respond_traits<created<T, Location>> {
  static void respond(exchange& with, created<T, Location>&& value) {
    header_list lines;
    if (value.location.empty())
      value.location = detail::location_of_type<T, Location>::fill(value.value);
    if (!value.location.empty()) lines.add("Location", redirect(value.location).location());
    detail::respond_json(with, 201, value.value, lines.lines());
  }
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/routing/created.ipp>
#endif

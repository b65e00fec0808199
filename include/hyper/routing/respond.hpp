// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <hyper/http/exchange.hpp>
#include <hyper/http/problem.hpp>
#include <hyper/json/write.hpp>
#include <hyper/reflect/compile_error.hpp>
#include <hyper/reflect/members.hpp>
#include <hyper/reflect/type_name.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace hyper {

/// Text that is HTML already: answered as text/html. Nothing is escaped.
struct html {
  std::string text;
};

/// Text that is JSON already: answered as application/json.
struct json {
  std::string text;
};

/// 204 without a body.
struct no_content {};

/// A redirection; 303 unless another status of 301, 302, 303, 307, 308 is given. Throws
/// std::invalid_argument when the location holds what a header field may not.
struct redirect {
  explicit redirect(std::string to, int with_status = 303)
      : location(std::move(to)), status(with_status) {}
  std::string location;
  int status;
};

/// 201 with the new thing as body, and its Location: given, or made from a pattern whose parameters
/// are members of the value: `created<post_out, "/posts/{address}">`.
template <class T, fixed_string Location = "">
struct created {
  template <class U>
    requires std::is_constructible_v<T, U&&>
  created(U&& from) : value(std::forward<U>(from)) {}
  template <class U>
    requires std::is_constructible_v<T, U&&>
  created(U&& from, std::string at) : value(std::forward<U>(from)), location(std::move(at)) {}
  T value;
  std::string location;
};

/// Answers with a value of this type. Specialise for a type of one's own:
///   static void respond(exchange& with, T const& value);
template <class T>
struct respond_traits;

// Compile error: the result of a handler.
template <class Result, fixed_string... Advice>
struct handler_result_cannot_be_sent;

/// The members of a type from which a URL takes its parameters; `serializer` looks into its model.
template <class T>
struct location_source {
  static auto const& of(T const& value) { return value; }
};

namespace detail {

std::string fill_location(std::string_view pattern,
                          std::string (*text_of)(void const* value, std::string_view name),
                          void const* value);

/// A member's text as it stands in a path: what JSON would show, without quotes.
template <class T>
std::string member_text(void const* value, std::string_view name) {
  std::string out;
  for_each_member(*static_cast<T const*>(value), [&](std::string_view each, auto const& member) {
    if (each != name) return;
    if constexpr (requires { std::string_view(member); })
      out = std::string_view(member);
    else if constexpr (json_writable<std::remove_cvref_t<decltype(member)>>)
      write_json(out, member);
  });
  if (out.size() >= 2 && out.front() == '"') out = out.substr(1, out.size() - 2);
  return out;
}

template <class T>
inline constexpr bool has_respond_traits =
    requires(exchange& with, T const& value) { respond_traits<T>::respond(with, value); };

template <class T>
void respond_json(exchange& with, int status, T const& value, std::string_view extra_lines = {}) {
  std::string& text = exchange::body_buffer();
  write_json(text, value);
  with.answer(status, "application/json", text, extra_lines);
}

}  // namespace detail

/// Answers with what a handler has returned.
template <class T>
void respond(exchange& with, T const& value) {
  if constexpr (detail::has_respond_traits<T>) {
    respond_traits<T>::respond(with, value);
  } else if constexpr (std::is_convertible_v<T const&, std::string_view>) {
    with.answer(200, "text/plain; charset=utf-8", std::string_view(value));
  } else if constexpr (json_writable<T>) {
    detail::respond_json(with, 200, value);
  } else {
    compile_error<handler_result_cannot_be_sent<T, "return a reflected struct, text,",
                                                "response, redirect, or specialise",
                                                "respond_traits for the type">>();
  }
}

template <>
struct respond_traits<response> {
  static void respond(exchange& with, response const& value) { with.answer(value); }
};
template <>
struct respond_traits<html> {
  static void respond(exchange& with, html const& value) {
    with.answer(200, "text/html; charset=utf-8", value.text);
  }
};
template <>
struct respond_traits<json> {
  static void respond(exchange& with, json const& value) {
    with.answer(200, "application/json", value.text);
  }
};
template <>
struct respond_traits<no_content> {
  static void respond(exchange& with, no_content const&) { with.answer(204, {}, {}); }
};
template <>
struct respond_traits<redirect> {
  static void respond(exchange& with, redirect const& value) {
    header_list lines;
    lines.add("Location", value.location);
    with.answer(value.status, {}, {}, lines.lines());
  }
};
template <class T, fixed_string Location>
struct respond_traits<created<T, Location>> {
  static void respond(exchange& with, created<T, Location> const& value) {
    header_list lines;
    if (!value.location.empty()) {
      lines.add("Location", value.location);
    } else if constexpr (Location.size() != 0) {
      auto const& source = location_source<T>::of(value.value);
      using members = std::remove_cvref_t<decltype(source)>;
      lines.add("Location",
                detail::fill_location(Location, &detail::member_text<members>, &source));
    }
    detail::respond_json(with, 201, value.value, lines.lines());
  }
};
template <class T>
struct respond_traits<std::optional<T>> {
  static void respond(exchange& with, std::optional<T> const& value) {
    if (value)
      hyper::respond(with, *value);
    else
      with.answer_problem(404);
  }
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/routing/respond.ipp>
#endif

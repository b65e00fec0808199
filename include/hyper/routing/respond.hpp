// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <hyper/config.hpp>
#include <hyper/http/exchange.hpp>
#include <hyper/json/write.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <hyper/routing/results.hpp>
#include <hyper/routing/verdict.hpp>
#include <hyper/runtime/task.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace hyper {

/// Answers with a value of this type. Specialise for a type of one's own:
///   static void respond(exchange& with, T&& value);     `T const&` will do, too
template <class T>
struct respond_traits;

/// Said by the compiler when a handler's result is nothing that can be sent.
template <class Result, fixed_string... Advice>
struct handler_result_cannot_be_sent;

namespace detail {

template <class T>
concept has_respond_traits =
    requires(exchange& with, T&& value) { respond_traits<T>::respond(with, std::move(value)); };

/// Results whose answer takes a task of its own; a handler that is a task already awaits it.
template <class T>
concept responds_later = requires(exchange& with, T&& value) {
  { respond_traits<T>::answer_later(with, std::move(value)) } -> std::same_as<task<void>>;
};

/// A single number or truth value is more likely a mistake than a document.
template <class T>
concept json_document = json_writable<T> && (json_kind_of<T> > json_kind::float64) &&
                        json_kind_of<T> != json_kind::enumeration;

void respond_text(exchange& with, std::string_view type, std::string&& text, int status = 200);
void respond_redirect(exchange& with, redirect const& value);

/// The text is built in memory that the thread keeps, and copied once: behind the head.
template <class T>
void respond_json(exchange& with, int status, T const& value, std::string_view extra_lines = {}) {
  std::string& text = exchange::body_buffer();
  write_json(text, value);
  with.answer(status, "application/json", text, extra_lines);
}

template <class T>
inline constexpr bool can_respond_plainly =
    has_respond_traits<T> || std::convertible_to<T const&, std::string_view> || json_document<T>;

}  // namespace detail

/// Whether a handler's result can be sent; `void` is 204.
template <class T>
inline constexpr bool can_respond = detail::can_respond_plainly<T>;
template <class T>
inline constexpr bool can_respond<std::optional<T>> = can_respond<T>;
template <>
inline constexpr bool can_respond<void> = true;

namespace detail {
template <class T>
constexpr auto judge_result() {
  if constexpr (!can_respond<T>)
    return std::type_identity<
        handler_result_cannot_be_sent<T, "return a struct, a text,", "a response, or specialise",
                                      "respond_traits for the type">>();
  else if constexpr (requires { typename T::verdict; })
    return std::type_identity<typename T::verdict>();
  else
    return std::type_identity<passed>();
}
template <class T>
using result_verdict = typename decltype(judge_result<T>())::type;
}  // namespace detail

/// Answers with what a handler has returned.
template <class T>
void respond(exchange& with, T value) {
  if constexpr (detail::has_respond_traits<T>) {
    respond_traits<T>::respond(with, std::move(value));
  } else if constexpr (std::same_as<T, std::string>) {
    detail::respond_text(with, "text/plain; charset=utf-8", std::move(value));
  } else if constexpr (std::convertible_to<T const&, std::string_view>) {
    with.answer(200, "text/plain; charset=utf-8", std::string_view(value));
  } else if constexpr (detail::json_document<T>) {
    detail::respond_json(with, 200, value);
  } else {
    detail::say<detail::result_verdict<T>>();
  }
}

template <>
struct respond_traits<response> {
  static void respond(exchange& with, response&& value) { with.answer(std::move(value)); }
};
template <>
struct respond_traits<html> {
  static void respond(exchange& with, html&& value) {
    detail::respond_text(with, "text/html; charset=utf-8", std::move(value.text), value.status);
  }
};
template <>
struct respond_traits<json> {
  static void respond(exchange& with, json&& value) {
    detail::respond_text(with, "application/json", std::move(value.text));
  }
};
template <>
struct respond_traits<no_content> {
  static void respond(exchange& with, no_content) { with.answer(204, {}, {}); }
};
template <>
struct respond_traits<redirect> {
  static void respond(exchange& with, redirect const& value) {
    detail::respond_redirect(with, value);
  }
};

/// Nothing is answered 404.
template <class T>
struct respond_traits<std::optional<T>> {
  static void respond(exchange& with, std::optional<T>&& value) {
    if (value)
      hyper::respond(with, std::move(*value));
    else
      with.answer_problem(404);
  }
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/routing/respond.ipp>
#endif

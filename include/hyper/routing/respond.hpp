// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <hyper/config.hpp>
#include <hyper/http/exchange.hpp>
#include <hyper/json/write.hpp>
#include <hyper/reflect/compile_error.hpp>
#include <hyper/routing/results.hpp>
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

/// A single number or truth value is more likely a mistake than a document.
template <class T>
concept json_document = json_writable<T> && (json_kind_of<T> > json_kind::float64) &&
                        json_kind_of<T> != json_kind::enumeration;

void respond_text(exchange& with, std::string_view type, std::string&& text);
void respond_redirect(exchange& with, redirect const& value);

/// The text is built in memory that the thread keeps, and copied once: behind the head.
template <class T>
void respond_json(exchange& with, int status, T const& value, std::string_view extra_lines = {}) {
  std::string& text = exchange::body_buffer();
  write_json(text, value);
  with.answer(status, "application/json", text, extra_lines);
}

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
    compile_error<handler_result_cannot_be_sent<T, "return a struct, a text, a response,",
                                                "or specialise respond_traits">>();
  }
}

template <>
struct respond_traits<response> {
  static void respond(exchange& with, response&& value) { with.answer(std::move(value)); }
};
template <>
struct respond_traits<html> {
  static void respond(exchange& with, html&& value) {
    detail::respond_text(with, "text/html; charset=utf-8", std::move(value.text));
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

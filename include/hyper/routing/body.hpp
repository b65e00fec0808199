// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <hyper/config.hpp>
#include <hyper/json/read.hpp>
#include <hyper/routing/extraction.hpp>
#include <hyper/routing/parameter.hpp>
#include <string>
#include <utility>

namespace hyper {

namespace detail {

/// A body of another type is answered before it is read.
void plan_json(request const& asked, body_plan& what);
/// Whether the body is `application/json` or some `…+json`; otherwise refuses with 415.
bool body_is_json(extraction& from);
void take_json_problems(extraction& from, problem_list&& problems);

}  // namespace detail

/// A body that is no JSON is answered 400, one of another type 415, and one with bad members 422.
template <class T>
struct extractor_traits<body<T>> {
  static void plan(request const& asked, body_plan& what) {
    if constexpr (!std::same_as<T, std::string>) detail::plan_json(asked, what);
  }
  static body<T> take(extraction& from) {
    static_assert(request::body_padding >= json_padding);
    body<T> made;
    if constexpr (std::same_as<T, std::string>) {
      made.value = std::string(from.asked().body);
    } else if (detail::body_is_json(from)) {
      auto problems = read_json_into(made.value, from.asked().body, {.padded = true});
      if (!problems.empty()) detail::take_json_problems(from, std::move(problems));
    }
    return made;
  }
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/routing/body.ipp>
#endif

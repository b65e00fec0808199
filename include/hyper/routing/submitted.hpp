// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Opt-in: <hyper/pages.hpp> has it.

#include <hyper/config.hpp>
#include <hyper/reflect/problem_list.hpp>
#include <hyper/routing/form.hpp>
#include <hyper/routing/signature.hpp>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hyper {

namespace detail {
std::map<std::string, std::string> texts_of(std::vector<form_field> const& fields);
std::map<std::string, std::string> sentences_of(problem_list const& problems);
}  // namespace detail

/// A form whose problems the handler shows itself, as pages do: a handler that takes
/// `submitted<T>` is called whatever the fields hold. Only what is no form at all is refused
/// before (400, 413, 415).
///
///   if (!in.valid()) co_return page<"write.html">(globals, write_page{in.texts(), in.sentences()},
///   422);
template <class T>
struct submitted {
  T value{};  ///< to be used when the form is valid
  problem_list problems;
  std::vector<form_field> fields;  ///< as they came, files left out

  bool valid() const { return problems.empty(); }
  T const& operator*() const { return value; }
  T const* operator->() const { return &value; }

  /// What the visitor has written, by the names of fields; the first of a name counts.
  std::map<std::string, std::string> texts() const { return detail::texts_of(fields); }
  /// What is wrong, by the names of fields: "must have at most 80 characters".
  std::map<std::string, std::string> sentences() const { return detail::sentences_of(problems); }
};

namespace detail {
template <class T>
inline constexpr bool is_body<submitted<T>> = true;
}  // namespace detail

/// Members are those that `form<T>` may have.
template <class T>
struct extractor_traits<submitted<T>> {
  using verdict = typename decltype(detail::judge_form<T>())::type;

  static void plan(request const& asked, body_plan& what) { detail::plan_form(asked, what); }
  static submitted<T> take(extraction& from) {
    submitted<T> made;
    if constexpr (detail::is_passed<verdict>) {
      auto data = detail::take_form_data(from);
      if (!data) return made;
      made.fields = data->fields;
      extraction own{from.with, from.match};
      detail::form_reading reading{own, *std::move(data)};
      for_each_member(made.value, [&](std::string_view name, auto& member) {
        detail::read_form_member(member, reading, name);
      });
      made.problems = std::move(own.problems);
    }
    return made;
  }
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/routing/submitted.ipp>
#endif

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// opt-in: the part of an application whose problems are shown as pages.

#include <array>
#include <hyper/app/application.hpp>
#include <hyper/config.hpp>
#include <hyper/routing/results.hpp>
#include <string_view>

namespace hyper {

/// What an error page shows.
struct shown_problem {
  int status = 0;
  std::string_view title;   ///< the status in words: "Not Found"
  std::string_view detail;  ///< a sentence for the client, never internals; may be empty
};

/// Problems become pages for clients that want HTML rather than JSON (http/accept.hpp), whoever
/// found them: the router, an extractor, an exception of a handler. All other clients get problem
/// documents as before. A function that throws is as good as none.
///
///   html show_error(shown_problem const& what);
///   using blog = application<routes<…>, error_pages<show_error>>;
template <html (*Show)(shown_problem const&)>
struct error_pages;

namespace detail {

/// Answers with a page if the client wants one.
bool answer_with_page(html (*show)(shown_problem const&), exchange& with, int status,
                      std::string_view detail, std::string_view lines);

template <html (*Show)(shown_problem const&)>
struct application_part<error_pages<Show>> : known_part {
  static bool show(void*, exchange& with, int status, std::string_view detail,
                   std::string_view lines) {
    return answer_with_page(Show, with, status, detail, lines);
  }
  static constexpr std::array<problem_shower, 1> problem_showers{&show};
};

}  // namespace detail
}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/app/error_pages.ipp>
#endif

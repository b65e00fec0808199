// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/http/exchange.hpp>
#include <hyper/reflect/problem_list.hpp>
#include <hyper/routing/match.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hyper {

/// A request while the parameters of its handler are taken from it, and what is wrong with them so
/// far. All parameters are taken, so that the client hears of all mistakes at once.
struct extraction {
  exchange& with;
  route_match const& match;
  problem_list problems = {};  ///< answered with 422, all together
  int refused = 0;             ///< answered with this status instead: 400, 404, 415
  std::string refusal = {};    ///< the sentence for it
  std::string_view accepts = "application/json";  ///< said with 415

  request const& asked() const { return with.asked; }
  bool failed() const { return refused != 0 || !problems.empty(); }

  /// Refuses the request as a whole. The first refusal counts; but what is not there, 404, wins.
  void refuse(int status, std::string why);
};

/// How a handler's parameter is taken from the request. Specialise it for a type of one's own,
/// which handlers then take by value:
///   static T take(extraction& from);   notes what is wrong in `from`; the result is then not used
/// and, when it has a say about the body, asked when the head has come:
///   static void plan(request const& asked, body_plan& what);
template <class T>
struct extractor_traits;

namespace detail {

enum class text_source : std::uint8_t { query, header, cookie };

/// The decoded text under a name; nothing when there is none.
std::optional<std::string> find_text(extraction& from, text_source where, std::string_view name);
/// All values of that name in the query, at most a thousand.
std::vector<std::string> find_all_in_query(extraction& from, std::string_view name);
/// The decoded text of a parameter of the path; nothing, after a refusal, when it is malformed.
std::optional<std::string> find_capture(extraction& from, std::size_t position);

void note_missing(extraction& from, text_source where, std::string_view name);
void note_problem(extraction& from, text_source where, std::string_view name, problem why);

/// Answers 404, 400 or 415, or 422 with every problem.
void answer_refusal(extraction& from);

}  // namespace detail
}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/routing/extraction.ipp>
#endif

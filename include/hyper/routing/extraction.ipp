// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/routing/extraction.hpp>
//
#include <hyper/http/cookie.hpp>
#include <hyper/http/url.hpp>
#include <hyper/routing/problem_members.hpp>
#include <utility>

namespace hyper {

HYPER_INLINE void extraction::refuse(int status, std::string why) {
  if (refused != 0 && (status != 404 || refused == 404)) return;
  refused = status;
  refusal = std::move(why);
}

namespace detail {

HYPER_INLINE std::string location_of(text_source where, std::string_view name) {
  constexpr std::string_view words[] = {"query: ", "header: ", "cookie: "};
  return std::string(words[static_cast<std::size_t>(where)]).append(name);
}

HYPER_INLINE void refuse_encoding(extraction& from) {
  from.refuse(400, "The query holds a percent sign without two hexadecimal digits.");
}

HYPER_INLINE std::optional<std::string> find_text(extraction& from, text_source where,
                                                  std::string_view name) {
  if (where == text_source::cookie) return find_cookie(from.asked(), name);
  if (where == text_source::header) {
    auto const found = from.asked().header(name);
    return found ? std::optional<std::string>(*found) : std::nullopt;
  }
  query_value found = find_in_query(from.asked().query, name);
  if (found.malformed) refuse_encoding(from);
  if (!found.present || found.malformed) return std::nullopt;
  return std::move(found.value);
}

HYPER_INLINE std::vector<std::string> find_all_in_query(extraction& from, std::string_view name) {
  constexpr std::size_t most = 1000;
  std::vector<std::string> found;
  for (query_parts parts(from.asked().query); auto const part = parts.next();) {
    if (!part->is(name)) continue;
    auto value = decode_query_part(part->value);
    if (!value) {
      refuse_encoding(from);
    } else if (found.size() == most) {
      note_problem(from, text_source::query, name, {"max_items", "may be given 1000 times"});
      break;
    } else {
      found.push_back(std::move(*value));
    }
  }
  return found;
}

/// A path must not be left by the names of what it leads to.
HYPER_INLINE bool has_dot_segment(std::string_view path) {
  while (true) {
    std::size_t const slash = path.find('/');
    std::string_view const segment = path.substr(0, slash);
    if (segment == "." || segment == "..") return true;
    if (slash == path.npos) return false;
    path.remove_prefix(slash + 1);
  }
}

HYPER_INLINE std::optional<std::string> find_capture(extraction& from, std::size_t position) {
  auto text = decode_percent(from.match.capture(position));
  if (text && !has_dot_segment(*text)) return text;
  from.refuse(404, {});
  return std::nullopt;
}

HYPER_INLINE void note_missing(extraction& from, text_source where, std::string_view name) {
  if (from.refused == 0) from.problems.add(location_of(where, name), "required", "is required");
}

HYPER_INLINE void note_problem(extraction& from, text_source where, std::string_view name,
                               problem why) {
  from.problems.add(location_of(where, name), std::move(why));
}

HYPER_INLINE void answer_refusal(extraction& from) {
  if (from.refused == 415)
    return from.with.answer_problem(415, from.refusal,
                                    std::string("Accept: ").append(from.accepts).append("\r\n"));
  if (from.refused != 0) return from.with.answer_problem(from.refused, from.refusal);
  from.with.answer_problem(422, "Some values cannot be accepted.", {},
                           problem_members(from.problems));
}

}  // namespace detail
}  // namespace hyper

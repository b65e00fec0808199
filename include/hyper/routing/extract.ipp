// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/routing/extract.hpp>
//
#include <hyper/http/cookie.hpp>
#include <hyper/http/url.hpp>

namespace hyper::detail {

HYPER_INLINE std::optional<std::string> decoded_capture(extraction& from, std::size_t position) {
  if (position >= from.match.capture_count) return std::nullopt;
  return decode_percent(from.match.captures[position]);
}

HYPER_INLINE std::string location_of(text_source where, std::string_view name) {
  std::string_view const words[] = {"query: ", "header: ", "cookie: "};
  return std::string(words[static_cast<std::size_t>(where)]).append(name);
}

HYPER_INLINE std::optional<std::string> find_text(extraction& from, text_source where,
                                                  std::string_view name) {
  if (where == text_source::header) {
    auto const found = from.with.asked.header(name);
    return found ? std::optional<std::string>(*found) : std::nullopt;
  }
  if (where == text_source::cookie) return find_cookie(from.with.asked, name);
  query_value found = find_in_query(from.with.asked.query, name);
  if (found.malformed)
    from.refuse(400, "The query holds a percent sign without two hexadecimal digits.");
  if (!found.present || found.malformed) return std::nullopt;
  return std::move(found.value);
}

HYPER_INLINE std::vector<std::string> find_all_in_query(extraction& from, std::string_view name) {
  std::vector<std::string> found;
  query_parts parts(from.with.asked.query);
  while (auto const part = parts.next()) {
    if (!part->is(name) || found.size() == 1000) continue;
    auto value = decode_query_part(part->value);
    if (value)
      found.push_back(std::move(*value));
    else
      from.refuse(400, "The query holds a percent sign without two hexadecimal digits.");
  }
  return found;
}

HYPER_INLINE void note_missing(extraction& from, text_source where, std::string_view name) {
  if (from.refused == 0) from.problems.add(location_of(where, name), "required", "is required");
}

HYPER_INLINE void note_problem(extraction& from, text_source where, std::string_view name,
                               problem why) {
  from.problems.add(location_of(where, name), std::move(why));
}

HYPER_INLINE bool body_is_json(extraction& from) {
  std::string_view type = from.with.asked.header("Content-Type").value_or("");
  type = type.substr(0, type.find(';'));
  while (!type.empty() && type.back() == ' ') type.remove_suffix(1);
  bool const suffix = type.size() > 5 && same_field_name(type.substr(type.size() - 5), "+json");
  if (same_field_name(type, "application/json") || suffix) return true;
  from.refuse(415, "The body must be JSON: Content-Type: application/json.");
  return false;
}

HYPER_INLINE void take_json_problems(extraction& from, problem_list&& problems) {
  if (problems.malformed())
    return from.refuse(400, "The body is not JSON: " + problems[0].sentence + ".");
  for (located_problem const& each : problems)
    from.problems.add(each.pointer, each.rule, each.sentence);
}

}  // namespace hyper::detail

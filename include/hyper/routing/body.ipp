// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/routing/body.hpp>
//
#include <string_view>

namespace hyper::detail {

HYPER_INLINE bool says_json(request const& asked) {
  std::string_view type = asked.header("Content-Type").value_or("");
  type = type.substr(0, type.find(';'));
  while (!type.empty() && (type.back() == ' ' || type.back() == '\t')) type.remove_suffix(1);
  bool const suffix = type.size() > 5 && same_field_name(type.substr(type.size() - 5), "+json");
  return suffix || same_field_name(type, "application/json");
}

HYPER_INLINE void plan_json(request const& asked, body_plan& what) {
  if (!says_json(asked)) what.streamed = true;
}

HYPER_INLINE bool body_is_json(extraction& from) {
  if (says_json(from.asked())) return true;
  from.refuse(415, "The body must be JSON: Content-Type: application/json.");
  return false;
}

HYPER_INLINE void take_json_problems(extraction& from, problem_list&& problems) {
  if (problems.malformed()) return from.refuse(400, "The body " + problems[0].sentence + ".");
  for (located_problem const& each : problems)
    from.problems.add(each.pointer, each.rule, each.sentence);
}

}  // namespace hyper::detail

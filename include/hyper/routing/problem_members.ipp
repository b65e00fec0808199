// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/routing/problem_members.hpp>
//
#include <hyper/json/write.hpp>
#include <string_view>

namespace hyper::detail {

/// A JSON pointer is empty or begins with a slash, so a text that does neither names another place.
HYPER_INLINE void write_place(std::string& into, std::string_view where) {
  std::string_view kind = "pointer";
  std::size_t const end = where.starts_with('/') ? where.npos : where.find(": ");
  if (end != where.npos) {
    kind = where.substr(0, end);
    where.remove_prefix(end + 2);
  }
  write_json(into, kind);
  into += ':';
  write_json(into, where);
}

HYPER_INLINE std::string problem_members(problem_list const& problems) {
  std::string members;
  for (located_problem const& each : problems) {
    members += members.empty() ? "\"errors\":[{" : ",{";
    write_place(members, each.pointer);
    members += ",\"rule\":";
    write_json(members, each.rule);
    members += ",\"sentence\":";
    write_json(members, each.sentence);
    members += '}';
  }
  if (!members.empty()) members += ']';
  return members;
}

}  // namespace hyper::detail

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/routing/route.hpp>
//

namespace hyper::detail {

HYPER_INLINE void answer_refusal(extraction& from) {
  if (from.refused != 0) return from.with.answer_problem(from.refused, from.refusal);
  std::string members = "\"errors\":[";
  for (located_problem const& each : from.problems) {
    if (members.back() == '}') members += ',';
    members += "{\"pointer\":";
    write_json(members, each.pointer);
    members += ",\"rule\":";
    write_json(members, each.rule);
    members += ",\"detail\":";
    write_json(members, each.sentence);
    members += '}';
  }
  members += ']';
  from.with.answer_problem(422, "Some values cannot be accepted.", {}, members);
}

}  // namespace hyper::detail

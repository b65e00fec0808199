// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/routing/submitted.hpp>
//

namespace hyper::detail {

HYPER_INLINE std::map<std::string, std::string> texts_of(std::vector<form_field> const& fields) {
  std::map<std::string, std::string> made;
  for (form_field const& each : fields) made.emplace(each.name, each.value);
  return made;
}

HYPER_INLINE std::map<std::string, std::string> sentences_of(problem_list const& problems) {
  std::map<std::string, std::string> made;
  for (located_problem const& each : problems)
    made.emplace(each.pointer.substr(each.pointer.empty() ? 0 : 1), each.sentence);
  return made;
}

}  // namespace hyper::detail

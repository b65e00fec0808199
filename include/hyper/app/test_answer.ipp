// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/test_answer.hpp>
//
#include <hyper/http/grammar.hpp>
#include <hyper/http/request.hpp>
#include <stdexcept>

namespace hyper {

HYPER_INLINE void detail::throw_bad_test_json(problem_list const& problems, std::string_view body) {
  throw std::runtime_error("the body is not what was expected: " + problems[0].pointer + " " +
                           problems[0].sentence + ": " + std::string(body.substr(0, 200)));
}

HYPER_INLINE std::optional<std::string> test_answer::header(std::string_view name) const {
  for (std::string_view rest = lines; !rest.empty();) {
    std::size_t const end = rest.find("\r\n");
    std::string_view const line = rest.substr(0, end);
    rest.remove_prefix(end + 2);
    std::size_t const colon = line.find(':');
    if (same_field_name(line.substr(0, colon), name))
      return std::string(detail::trim_field(line.substr(colon + 1)));
  }
  return std::nullopt;
}

}  // namespace hyper

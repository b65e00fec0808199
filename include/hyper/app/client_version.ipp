// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/client_version.hpp>
//
#include <hyper/http/cookie.hpp>
#include <string>

namespace hyper::detail {

HYPER_INLINE bool client_is_of_another(request const& asked, std::string_view version) {
  if (auto const said = asked.header("X-Client-Version")) return *said != version;
  auto const kept = find_cookie(asked, "hyper_client_version");
  return kept && *kept != version;
}

HYPER_INLINE response answer_version(std::string_view version) {
  response answer;
  answer.content_type = "application/json";
  answer.headers.add("Cache-Control", "no-store");
  answer.body = std::string("{\"version\":\"").append(version).append("\"}");
  return answer;
}

}  // namespace hyper::detail

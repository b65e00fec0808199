// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/routing/router.hpp>
//

namespace hyper::detail {

/// "Allow: …": what the path has, and what this router adds to it.
HYPER_INLINE std::string allow_line(std::uint16_t allowed) {
  constexpr auto bit = [](std::string_view name) {
    return static_cast<std::uint16_t>(1U << method_position(name));
  };
  allowed = static_cast<std::uint16_t>(allowed | bit("OPTIONS"));
  if ((allowed & bit("GET")) != 0) allowed = static_cast<std::uint16_t>(allowed | bit("HEAD"));
  std::string line = "Allow:";
  for (std::size_t i = 0; i < route_methods.size(); ++i)
    if ((allowed >> i & 1) != 0) (line += line.back() == ':' ? " " : ", ") += route_methods[i];
  return line + "\r\n";
}

HYPER_INLINE void dispatch(exchange& with, route_trie const& trie, route_pattern const* patterns,
                           route_entry const* entries) {
  static_assert(static_cast<std::size_t>(http_method::trace) == 7 &&
                static_cast<std::size_t>(http_method::other) == route_methods.size());
  auto const method = static_cast<std::size_t>(with.asked.method);
  if (with.asked.path == "*") return with.answer(204, {}, {}, allow_line(0x7F));
  route_match const found = match_route(trie, method, with.asked.path);
  if (found.route >= 0) {
    auto const number = static_cast<std::size_t>(found.route);
    return entries[number].handle(with, patterns[number], found);
  }
  if (found.allowed == 0) return with.answer_problem(404, "There is nothing at this address.");
  std::string const allow = allow_line(found.allowed);
  if (with.asked.method == http_method::options) return with.answer(204, {}, {}, allow);
  with.answer_problem(405, "This address does not take the method.", allow);
}

}  // namespace hyper::detail

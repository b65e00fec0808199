// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/routing/router.hpp>
//
#include <string>

namespace hyper::detail {

constexpr std::uint16_t method_bit(std::string_view name) {
  return static_cast<std::uint16_t>(1U << method_position(name));
}

/// "Allow: …": what the path has, and what the router adds to it.
HYPER_INLINE std::string allow_line(unsigned allowed) {
  allowed |= method_bit("OPTIONS");
  if ((allowed & method_bit("GET")) != 0) allowed |= method_bit("HEAD");
  std::string line = "Allow:";
  for (std::size_t i = 0; i < route_methods.size(); ++i)
    if ((allowed >> i & 1) != 0) (line += line.back() == ':' ? " " : ", ") += route_methods[i];
  return line + "\r\n";
}

/// Where the path with a slash at its end leads, if anywhere. A path that begins with two slashes,
/// or a slash and a backslash, would lead a browser to another host.
HYPER_INLINE std::string find_with_slash(request const& asked, route_list const& list) {
  bool const reads = asked.method == http_method::get || asked.method == http_method::head;
  bool const foreign = asked.path.size() > 1 && (asked.path[1] == '/' || asked.path[1] == '\\');
  if (!reads || foreign || asked.path.back() == '/') return {};
  std::string target(asked.path);
  target += '/';
  route_match found;
  match_route(list.tables, static_cast<std::size_t>(asked.method), target, found);
  if (found.route < 0) return {};
  if (!asked.query.empty()) target.append("?").append(asked.query);
  return target;
}

HYPER_INLINE void answer_without_route(exchange& with, route_list const& list, unsigned allowed) {
  if (allowed != 0) {
    std::string const allow = allow_line(allowed);
    if (with.asked.method == http_method::options) return with.answer(204, {}, {}, allow);
    return with.answer_problem(405, "This address does not take the method.", allow);
  }
  if (list.appends_slash)
    if (std::string const target = find_with_slash(with.asked, list); !target.empty())
      return respond_redirect(with, redirect(target, 308));
  with.answer_problem(404, "There is nothing at this address.");
}

HYPER_INLINE void dispatch(exchange& with, route_list const& list) {
  static_assert(static_cast<std::size_t>(http_method::trace) + 1 == route_methods.size() &&
                static_cast<std::size_t>(http_method::other) == any_method);
  route_match found;
  match_route(list.tables, static_cast<std::size_t>(with.asked.method), with.asked.path, found);
  if (found.route >= 0)
    return list.entries[static_cast<std::size_t>(found.route)].handle(with, found);
  if (with.asked.path == "*")  // OPTIONS * asks what the server can do at all
    return with.answer(204, {}, {}, "Allow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r\n");
  answer_without_route(with, list, found.allowed);
}

HYPER_INLINE void plan_body(exchange const& with, route_list const& list, body_plan& what) {
  route_match found;
  match_route(list.tables, static_cast<std::size_t>(with.asked.method), with.asked.path, found);
  if (found.route < 0) {
    what.streamed = true;  // nobody wants it
    return;
  }
  auto const plan = list.entries[static_cast<std::size_t>(found.route)].plan;
  if (plan != nullptr) plan(with.asked, what);
}

}  // namespace hyper::detail

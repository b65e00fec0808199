// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Asks a list of routes without a server: one exchange, its answer as text.

#include <hyper/http/exchange.hpp>
#include <hyper/runtime/event_loop.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asking {

struct question {
  std::string method = "GET";
  std::string target = "/";
  std::string body = {};
  std::vector<std::pair<std::string, std::string>> fields = {};
};

struct answer {
  int status = 0;
  std::string head;
  std::string body;

  /// The value of a field, or "none".
  std::string field(std::string_view name) const {
    std::string const line = "\r\n" + std::string(name) + ": ";
    std::size_t const at = head.find(line);
    if (at == head.npos) return "none";
    std::size_t const begin = at + line.size();
    return head.substr(begin, head.find("\r\n", begin) - begin);
  }
};

inline hyper::http_method method_of(std::string_view name) {
  constexpr std::string_view names[] = {"GET",   "HEAD",   "POST",    "PUT",
                                        "PATCH", "DELETE", "OPTIONS", "TRACE"};
  std::uint8_t number = 0;
  for (std::string_view const each : names) {
    if (each == name) break;
    ++number;
  }
  return static_cast<hyper::http_method>(number);
}

inline answer split_answer(int status, std::string const& text) {
  std::size_t const end = text.find("\r\n\r\n");
  return {status, text.substr(0, end + 2), text.substr(end + 4)};
}

/// Asks a function that answers exchanges; turns the loop until it has.
inline answer ask(void (*handle)(hyper::exchange&), question const& what) {
  hyper::http_service service;
  service.self = reinterpret_cast<void*>(handle);
  service.handle = [](void* self, hyper::exchange& with) {
    reinterpret_cast<void (*)(hyper::exchange&)>(self)(with);
  };
  std::string output;
  hyper::exchange with(service, output);
  std::string_view const target = what.target;
  std::size_t const query = target.find('?');
  with.asked.method = method_of(what.method);
  with.asked.method_name = what.method;
  with.asked.target = target;
  with.asked.path = target.substr(0, query);
  if (query != target.npos) with.asked.query = target.substr(query + 1);
  std::vector<hyper::header_field> fields;
  for (auto const& [name, value] : what.fields) fields.push_back({name, value});
  with.asked.fields = fields;
  std::string const padded = what.body + std::string(hyper::request::body_padding, '\0');
  with.asked.body = std::string_view(padded).substr(0, what.body.size());

  hyper::event_loop loop;
  bool done = false;
  if (!with.serve([](void* owner) { *static_cast<bool*>(owner) = true; }, &done))
    while (!done) loop.turn(-1);
  answer const head = split_answer(with.status(), output);
  return {head.status, head.head, head.body + with.large_body()};
}

template <class Routes>
answer ask(question const& what) {
  return ask(&Routes::handle, what);
}

/// A GET.
template <class Routes>
answer get(std::string target) {
  return ask<Routes>({"GET", std::move(target)});
}

inline question json(std::string method, std::string target, std::string body) {
  return {std::move(method),
          std::move(target),
          std::move(body),
          {{"Content-Type", "application/json"}}};
}

}  // namespace asking

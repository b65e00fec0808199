// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Asks a function that answers exchanges, without a server.

#include <hyper/http/exchange.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct answered {
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

template <class Handle>
answered ask_for(Handle handle, std::string const& path,
                 std::vector<hyper::header_field> fields = {},
                 hyper::http_method method = hyper::http_method::get) {
  hyper::http_service service;
  service.self = &handle;
  service.handle = [](void* self, hyper::exchange& with) { (*static_cast<Handle*>(self))(with); };
  std::string output;
  hyper::exchange with(service, output);
  with.asked.method = method;
  with.asked.target = with.asked.path = path;
  with.asked.fields = fields;
  with.serve([](void*) {}, nullptr);
  std::size_t const end = output.find("\r\n\r\n");
  return {with.status(), output.substr(0, end + 2), output.substr(end + 4) + with.large_body()};
}

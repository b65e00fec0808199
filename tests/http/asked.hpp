// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// A request made of a few fields, for what judges requests without answering them.

#include <hyper/http/request.hpp>
#include <string_view>
#include <utility>
#include <vector>

struct made_request : hyper::request {
  explicit made_request(std::vector<hyper::header_field>&& with,
                        hyper::http_method how = hyper::http_method::get)
      : held(std::move(with)) {
    method = how;
    fields = held;
  }
  std::vector<hyper::header_field> held;
};

inline made_request with_fields(std::vector<hyper::header_field> fields,
                                hyper::http_method how = hyper::http_method::get) {
  return made_request(std::move(fields), how);
}

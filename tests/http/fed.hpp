// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// A request given to the parser in pieces, and what came of it as comparable values.

#include <algorithm>
#include <hyper/http/parser.hpp>
#include <string>
#include <string_view>
#include <vector>

struct parsed {
  int status = 0;  // 200: a request; 0: more bytes are wanted; else the refusal
  std::string why;
  std::string method, target, path, query, body, rest;
  std::vector<std::string> fields;
  bool keep_alive = false;
  bool operator==(parsed const&) const = default;
};

/// Feeds `bytes` in pieces of `piece` bytes, each time in a buffer at another address.
inline parsed feed(std::string_view bytes, std::size_t piece, hyper::parser_limits limits = {}) {
  using progress = hyper::request_parser::progress;
  hyper::request_parser parser(limits);
  std::vector<char> buffer;
  progress how = progress::incomplete;
  std::size_t size = 0;
  while (how == progress::incomplete && !bytes.empty()) {
    std::size_t const count = std::min(piece, bytes.size());
    std::vector<char> moved(size + count);  // exactly as large: reading beyond it is seen
    std::copy(buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(size), moved.begin());
    std::copy(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(count),
              moved.begin() + static_cast<std::ptrdiff_t>(size));
    buffer.swap(moved);
    bytes.remove_prefix(count);
    size = buffer.size();
    how = parser.parse(buffer.data(), size);
  }
  parsed out;
  if (how == progress::refused) {
    out.status = parser.status();
    out.why = parser.why();
  }
  if (how != progress::complete) return out;
  hyper::request in;
  parser.describe(buffer.data(), in);
  out = {
      200,
      "",
      std::string(in.method_name),
      std::string(in.target),
      std::string(in.path),
      std::string(in.query),
      std::string(in.body),
      std::string(buffer.data() + parser.consumed(), size - parser.consumed()) + std::string(bytes),
      {},
      in.keep_alive};
  for (hyper::header_field const& field : in.fields)
    out.fields.push_back(std::string(field.name) + "=" + std::string(field.value));
  return out;
}

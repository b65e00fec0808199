// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// tests/fuzz/run request
//
// Laws: however the bytes are cut, the result is the same; what is accepted is well-formed; the
// cookies and the query of an accepted request can be gone through.

#include <cstdint>
#include <cstdlib>
#include <hyper/http/cookie.hpp>
#include <hyper/http/grammar.hpp>
#include <hyper/http/url.hpp>
#include "http/fed.hpp"

namespace {

void insist(bool holds) {
  if (!holds) std::abort();
}

void check_accepted(parsed const& got) {
  using namespace hyper;
  insist(detail::is_token(got.method));
  insist(!got.path.empty() && (got.path.front() == '/' || got.path == "*"));
  insist(decode_percent(got.path).has_value());
  for (std::string const& field : got.fields) {
    std::size_t const end = field.find('=');
    insist(detail::all_are(field.substr(end + 1), detail::value_character));
    for (cookie_pairs pairs(std::string_view(field).substr(end + 1)); auto pair = pairs.next();)
      insist(detail::is_token(pair->name));
  }
  for (query_parts parts(got.query); auto part = parts.next();) {
    auto const name = decode_query_part(part->name);
    insist(!name || part->is(*name));
    find_in_query(got.query, "q");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const bytes(reinterpret_cast<char const*>(data), size);
  hyper::parser_limits limits;
  limits.request_line = 200;
  limits.target = 150;
  limits.header_block = 400;
  limits.fields = 10;
  limits.body = 300;
  limits.chunk_line = 40;
  limits.chunk_extensions = 60;
  limits.trailers = 80;
  parsed const whole = feed(bytes, size == 0 ? 1 : size, limits);
  for (std::size_t const piece : {1u, 5u}) insist(feed(bytes, piece, limits) == whole);
  insist(whole.status == 0 || whole.status == 200 || (whole.status >= 400 && whole.status <= 505));
  if (whole.status == 200) check_accepted(whole);
  return 0;
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// tests/fuzz/run url
//
// Laws: what is encoded decodes to itself; what decodes is never longer; the parts of a query are
// found by their names; a safe path leads nowhere else.

#include <cstdint>
#include <cstdlib>
#include <hyper/http/safe_path.hpp>
#include <hyper/http/url.hpp>
#include <memory>
#include <string>

namespace {

using namespace hyper;

void insist(bool holds) {
  if (!holds) std::abort();
}

void check_query(std::string_view query) {
  for (query_parts parts(query); auto part = parts.next();) {
    auto const name = decode_query_part(part->name);
    insist(!name || part->is(*name));
    if (!name) continue;
    query_value const found = find_in_query(query, *name);
    insist(found.present && (found.malformed || found.value.size() <= query.size()));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::unique_ptr<char[]> const exact(new char[size]);  // reading beyond it is seen
  std::copy(data, data + size, exact.get());
  std::string_view const text(exact.get(), size);
  std::string const encoded = encode_percent(text);
  insist(decode_percent(encoded) == text && decode_query_part(encoded) == text);
  if (auto const decoded = decode_percent(text)) insist(decoded->size() <= size);
  check_query(text);
  if (auto const path = safe_relative_path(text)) {
    insist(is_safe_relative_path(*path) && path->size() <= longest_safe_path);
    insist(!path->starts_with('/') && path->find("..") != 0 && path->find("/.") == path->npos);
    insist(path->find('\0') == path->npos && path->find('\\') == path->npos);
  }
  return 0;
}

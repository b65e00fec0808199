// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// tests/fuzz/run cookies
//
// Laws: what is read of a Cookie field is tokens and cookie characters that stand in it; a cookie
// of any value is one line, which reads back as that value; any other attribute is refused or
// harmless.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <hyper/http/cookie.hpp>
#include <hyper/http/grammar.hpp>
#include <stdexcept>
#include <string>

namespace {

using namespace hyper;

void insist(bool holds) {
  if (!holds) std::abort();
}

void check_pairs(std::string_view field) {
  int count = 0;
  for (cookie_pairs pairs(field); auto pair = pairs.next(); ++count) {
    insist(detail::is_token(pair->name));
    insist(detail::all_are(pair->value, detail::cookie_character));
    insist(pair->name.data() >= field.data() && pair->value.size() <= field.size());
  }
  insist(count <= cookie_pairs::limit);
}

void check_line(std::string const& line, std::string const& value) {
  for (char const c : line) insist(c >= 0x20 && c < 0x7f);
  header_field const fields[] = {{"Cookie", std::string_view(line).substr(0, line.find(';'))}};
  request in;
  in.fields = fields;
  insist(find_cookie(in, std::string_view(line).substr(0, line.find('='))) == value);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const bytes(reinterpret_cast<char const*>(data), size);
  check_pairs(bytes);
  cookie made;
  made.name = "a";
  made.value = bytes;
  check_line(set_cookie_value(made), made.value);
  std::size_t const cut = std::min(bytes.find('\n'), size);
  made.name = bytes.substr(0, cut);
  made.value = bytes.substr(cut);
  made.path = bytes.substr(cut / 2);
  made.domain = bytes.substr(0, cut / 2);
  made.site = static_cast<same_site>(size % 4);
  made.secure = size % 3 == 0;
  try {
    std::string const line = set_cookie_value(made);
    check_line(line, made.value);
    insist(std::count(line.begin(), line.end(), ';') <= 6);
  } catch (std::invalid_argument const&) {
  }
  return 0;
}

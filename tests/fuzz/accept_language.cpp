// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// tests/fuzz/run accept_language
//
// Laws: what is chosen is offered, and some range names its language; a list that is cut at its
// commas into several fields means the same, and so does one in capitals; what is excluded is not
// chosen. The line before the list is what is offered.

#include <cstdint>
#include <cstdlib>
#include <hyper/http/accept_language.hpp>
#include <hyper/http/grammar.hpp>
#include <memory>
#include <string>
#include <vector>

namespace {

using namespace hyper;
using tags = std::vector<std::string_view>;

void insist(bool holds) {
  if (!holds) std::abort();
}

std::optional<std::size_t> read(std::vector<header_field> const& fields, tags const& offered) {
  request asked;
  asked.fields = fields;
  return accepted_language(asked, offered);
}

std::vector<header_field> cut_at_commas(std::string_view list) {
  std::vector<header_field> fields;
  while (true) {
    std::size_t const comma = list.find(',');
    fields.push_back({"accept-language", list.substr(0, comma)});
    if (comma == list.npos) return fields;
    list.remove_prefix(comma + 1);
  }
}

tags split_words(std::string_view text) {
  tags words;
  while (!text.empty() && words.size() < 8) {
    std::size_t const blank = text.find(' ');
    if (blank != 0) words.push_back(text.substr(0, blank));
    text.remove_prefix(blank == text.npos ? text.size() : blank + 1);
  }
  return words;
}

/// Whether some range that is not excluded names the language or a part of it.
bool is_wanted(std::string_view list, std::string_view tag) {
  auto const first = [](std::string_view of) { return of.substr(0, of.find('-')); };
  while (!list.empty()) {
    std::string_view const member = hyper::detail::cut_list_member(list);
    std::string_view const range = hyper::detail::trim_field(member.substr(0, member.find(';')));
    if (range == "*" || same_field_name(first(range), first(tag))) return true;
  }
  return false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::unique_ptr<char[]> const exact(new char[size]);  // reading beyond it is seen
  std::copy(data, data + size, exact.get());
  std::string_view const all(exact.get(), size);
  std::size_t const line = std::min(all.find('\n'), all.size());
  tags const offered = split_words(all.substr(0, line));
  std::string_view const list = all.substr(std::min(line + 1, size));

  auto const chosen = read({{"Accept-Language", list}}, offered);
  insist(!chosen || *chosen < offered.size());
  insist(!chosen || is_wanted(list, offered[*chosen]));
  insist(chosen == read(cut_at_commas(list), offered));
  std::string loud(list);
  for (char& c : loud) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  insist(chosen == read({{"Accept-Language", loud}}, offered));
  std::string const excluded = chosen ? std::string(offered[*chosen]) + ";q=0," : "";
  if (chosen && find_language(offered[*chosen], {&offered[*chosen], 1}) &&
      list.find(offered[*chosen]) == list.npos)
    insist(read({{"Accept-Language", excluded + std::string(list)}}, offered) != chosen);
  return 0;
}

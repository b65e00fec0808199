// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// tests/fuzz/run catalogues
//
// A catalogue of gettext, and the same bytes as a rule for plurals. Laws: what is none throws
// bad_catalogue and nothing else; a form is always one of the rule's; a catalogue answers whatever
// it is asked, with a text of its own or with the one that was given.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <hyper/templates/translations.hpp>
#include <string>

namespace {

using namespace hyper;

void insist(bool holds) {
  if (!holds) std::abort();
}

constexpr std::uint64_t numbers[] = {0, 1, 2, 5, 11, 21, 100, 1'000'000, ~std::uint64_t{0}};

void check_rule(std::string_view text) {
  auto const rule = plural_rule::from_text(text);
  if (!rule) return;
  insist(rule->forms() >= 1 && rule->forms() <= plural_rule::most_forms);
  for (std::uint64_t const number : numbers) insist(rule->form_of(number) < rule->forms());
}

void check_catalogue(std::string const& bytes) {
  try {
    translations const read(bytes);
    for (std::string_view const text : {"", "a", "Hello", "one file"}) {
      static_cast<void>(std::string(read.gettext(text)));
      static_cast<void>(std::string(read.pgettext("month", text)));
      for (std::uint64_t const number : numbers)
        insist(!read.ngettext(text, "many", static_cast<std::int64_t>(number)).empty() ||
               text.empty());
    }
  } catch (bad_catalogue const&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string const bytes(reinterpret_cast<char const*>(data), size);
  check_catalogue(bytes);
  check_rule(bytes);
  check_rule("nplurals=3; plural=" + bytes);
  return 0;
}

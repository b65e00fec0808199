// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/templates/lexer.hpp>
#include <hyper/templates/parser_base.hpp>

#include <string>

#include "support/catch.hpp"

namespace detail = hyper::detail;

constexpr std::size_t count(std::string_view source) {
  return detail::template_lexer(source, {}).tokens().size();
}
static_assert(count("plain") == 2);
static_assert(count("{{ a }}") == 4);
static_assert(count("{# gone #}") == 1);
static_assert(count("{% raw %}{{ a }}{% endraw %}") == 2);

/// The data that is left of a template, and a dot for each tag or value.
static std::string data_of(std::string_view source, hyper::template_syntax const& syntax = {}) {
  std::string const text(detail::normalize_newlines(source, syntax).view());
  detail::template_lexer lexer(text, syntax);
  std::string out;
  for (auto const& token : lexer.tokens()) {
    if (token.kind == detail::token_kind::data) out += text.substr(token.begin, token.size);
    if (token.kind == detail::token_kind::block_end) out += '.';
    if (token.kind == detail::token_kind::variable_end) out += '.';
  }
  return lexer.problem() ? std::string(lexer.problem().sentence.view()) : out;
}

TEST_CASE("white space before and behind tags") {
  CHECK(data_of("a {%- x -%} b") == "a.b");
  CHECK(data_of("a\n  {% x %}\nb", {.trim_blocks = true}) == "a\n  .b");
  CHECK(data_of("a\n  {% x %}\nb", {.lstrip_blocks = true}) == "a\n.\nb");
  CHECK(data_of("a\n  {%+ x +%}\nb", {.trim_blocks = true, .lstrip_blocks = true}) == "a\n  .\nb");
  CHECK(data_of("a\n  {{ x }}", {.lstrip_blocks = true}) == "a\n  .");
  CHECK(data_of("a\r\nb\rc\n") == "a\nb\nc");
}

TEST_CASE("line statements and their comments") {
  hyper::template_syntax const syntax{.line_statement_prefix = "#", .line_comment_prefix = "##"};
  CHECK(data_of("a\n# if x\nb ## c\n# endif\n", syntax) == "a\n.b\n.");
}

TEST_CASE("what is no template is said") {
  CHECK(data_of("{# a") == "Missing end of comment tag");
  CHECK(data_of("{% raw %} a") == "Missing end of raw directive");
  CHECK(data_of("{{ 'a }}") == "unexpected char \"'\"");
  CHECK(data_of("{{ a ] }}") == "unexpected ']'");
  CHECK(data_of("{{ (a] }}") == "unexpected ']', expected ')'");
  CHECK(data_of("{{ $ }}") == "unexpected char '$'");
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// Runs recorded template cases through the live renderer: one JSON object a line in, one a line
// out. In: `source`, and if they differ from Jinja2's defaults `templates`, `options`,
// `autoescape`, `undefined`, `context`. Out: {"output": "…"}, or {"error": "…", "line": 3,
// "column": 5}.

#include <hyper/templates/environment.hpp>
#include <iostream>

#include "json_reader.hpp"

namespace {

using hyper::template_value;

hyper::template_options options_of(template_value const& given) {
  hyper::template_options options;
  options.autoescape = false;
  if (auto const* escape = given.find("autoescape")) options.autoescape = escape->truth();
  if (auto const* policy = given.find("undefined")) {
    if (policy->text() == "StrictUndefined") options.undefined = hyper::undefined_policy::strict;
    if (policy->text() == "DebugUndefined") options.undefined = hyper::undefined_policy::debug;
    if (policy->text() == "ChainableUndefined")
      options.undefined = hyper::undefined_policy::chainable;
  }
  auto const* spelling = given.find("options");
  if (spelling == nullptr) return options;
  auto& syntax = options.syntax;
  auto const text = [&](char const* name, std::string_view& part) {
    auto const* found = spelling->find(name);
    if (found != nullptr && found->is(hyper::value_kind::string)) part = found->text();
  };
  auto const flag = [&](char const* name, bool& part) {
    if (auto const* found = spelling->find(name)) part = found->truth();
  };
  text("block_start_string", syntax.block_start);
  text("block_end_string", syntax.block_end);
  text("variable_start_string", syntax.variable_start);
  text("variable_end_string", syntax.variable_end);
  text("comment_start_string", syntax.comment_start);
  text("comment_end_string", syntax.comment_end);
  text("line_statement_prefix", syntax.line_statement_prefix);
  text("line_comment_prefix", syntax.line_comment_prefix);
  text("newline_sequence", syntax.newline);
  flag("trim_blocks", syntax.trim_blocks);
  flag("lstrip_blocks", syntax.lstrip_blocks);
  flag("keep_trailing_newline", syntax.keep_trailing_newline);
  return options;
}

std::string run(std::string const& line) {
  template_value const given = cases::json_reader(line).read();
  auto const loader = std::make_shared<hyper::memory_loader>();
  if (auto const* templates = given.find("templates"))
    for (auto const& [name, text] : templates->entries())
      loader->add(std::string(name.text()), std::string(text.text()));
  hyper::template_environment environment(options_of(given), loader);
  auto const* context = given.find("context");
  template_value const empty = template_value::dict();
  try {
    return "{\"output\": " +
           cases::quoted(environment.render_source(given.find("source")->text(),
                                                   context != nullptr ? *context : empty)) +
           "}";
  } catch (hyper::template_error const& error) {
    return "{\"error\": " + cases::quoted(error.reason()) +
           ", \"line\": " + std::to_string(error.line()) +
           ", \"column\": " + std::to_string(error.column()) + "}";
  }
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) std::cout << run(line) << '\n';
}

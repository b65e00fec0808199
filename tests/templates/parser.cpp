// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/templates/parser.hpp>

#include <string>

#include "support/catch.hpp"

constexpr bool parses(std::string_view source) {
  return !hyper::detail::parse_template(source).problem;
}
static_assert(parses("{% for a, b in c if a recursive %}{{ loop.index }}{% else %}-{% endfor %}"));
static_assert(parses("{% if a %}{% elif b %}{% else %}{% endif %}"));
static_assert(parses("{% macro m(a, b=1) %}{% endmacro %}{% call(x) m(1) %}{% endcall %}"));
static_assert(parses("{% extends 'a' %}{% block b scoped required %} {% endblock b %}"));
static_assert(parses("{% include ['a', 'b'] ignore missing without context %}"));
static_assert(parses("{% from 'a' import b as c, d with context %}{% import 'e' as f %}"));
static_assert(parses("{% trans a=1 %}one{% pluralize %}{{ a }}{% endtrans %}"));
static_assert(!parses("{% for a b %}{% endfor %}"));

static std::string problem_of(std::string_view source) {
  auto const tree = hyper::detail::parse_template(source);
  if (!tree.problem) return "";
  auto const where = hyper::detail::locate(tree.source(), tree.problem.at);
  return std::to_string(where.line) + ":" + std::to_string(where.column) + " " +
         std::string(tree.problem.sentence.view());
}

TEST_CASE("a mistake has a place and a sentence") {
  CHECK(problem_of("a\n {% foo %}") == "2:5 Encountered unknown tag 'foo'.");
  CHECK(problem_of("{% if a %}") ==
        "1:11 Unexpected end of template. Jinja was looking for the following tags: 'elif' or "
        "'else' or 'endif'. The innermost block that needs to be closed is 'if'.");
  CHECK(problem_of("{% for x y %}") == "1:10 expected token 'in', got 'y'");
  CHECK(problem_of("{{ a b }}") == "1:6 expected token 'end of print statement', got 'b'");
  CHECK(problem_of("{% block a %}{% endblock %}{% block a %}{% endblock %}") ==
        "1:31 block 'a' defined twice");
  CHECK(problem_of("{% break %}") == "1:4 'break' outside loop");
  CHECK(problem_of("{% set 1 = 2 %}") == "1:8 can't assign to this expression");
}

TEST_CASE("tags are not nested without end") {
  std::string source;
  for (int i = 0; i < 10'000; ++i) source += "{% if a %}";
  CHECK(problem_of(source).find("nested too deeply") != std::string::npos);
}

TEST_CASE("tags of one's own are read as the syntax lists them") {
  hyper::template_syntax syntax{};
  syntax.tags = "now badge";
  syntax.block_tags = "box";
  auto const problem_of = [&](std::string_view source) {
    return std::string(hyper::detail::parse_template(source, syntax).problem.sentence.view());
  };
  CHECK(problem_of("{% now() %}{% badge(1) %}{% box(2) %}{% if a %}x{% endif %}{% endbox %}")
            .empty());
  CHECK(problem_of("{% bad %}") == "Encountered unknown tag 'bad'.");
  CHECK(problem_of("{% box() %}a") ==
        "Unexpected end of template. Jinja was looking for the following tags: 'endbox'. The "
        "innermost block that needs to be closed is 'box'.");
  CHECK(problem_of("{% box() %}{% now %}{% if a %}{% endbox %}")
            .starts_with("Encountered unknown tag 'endbox'"));
}

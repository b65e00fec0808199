// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/templates/expression_parser.hpp>

#include <hyper/templates/parser.hpp>
#include <string>

#include "support/catch.hpp"

using hyper::detail::node_kind;
using hyper::detail::token_kind;

// The node that an expression is, at the top.
constexpr hyper::detail::template_node top(std::string_view source) {
  auto const tree = hyper::detail::parse_template(source);
  return tree[tree[tree.body].a];
}
static_assert(top("{{ 1 + 2 * 3 }}").flags == static_cast<int>(token_kind::add));
static_assert(top("{{ 1 * 2 + 3 }}").flags == static_cast<int>(token_kind::add));
static_assert(top("{{ 2 ** 3 }}").kind == node_kind::binary);
static_assert(top("{{ not a in b }}").kind == node_kind::unary);
static_assert(top("{{ a not in b }}").kind == node_kind::comparison);
static_assert(top("{{ a or b and c }}").flags == 1);
static_assert(top("{{ a ~ b }}").kind == node_kind::concatenation);
static_assert(top("{{ -a|abs }}").kind == node_kind::filter, "a filter binds less than a sign");
static_assert(top("{{ a is not none }}").kind == node_kind::unary);
static_assert(top("{{ a if b else c }}").kind == node_kind::conditional);
static_assert(top("{{ 1, 2 }}").kind == node_kind::tuple);
static_assert(top("{{ a[1:2] }}").kind == node_kind::item);
static_assert(top("{{ a.1 }}").kind == node_kind::item);
static_assert(top("{{ 1.5 }}").kind == node_kind::floating);

TEST_CASE("nothing stands in itself too deeply") {
  std::string const deep(1000, '(');
  auto const tree = hyper::detail::parse_template("{{ " + deep + " }}");
  CHECK(tree.problem.sentence.view() != "");
  auto const nots = hyper::detail::parse_template("{{ " + std::string(5000, '-') + "1 }}");
  CHECK(nots.problem.sentence.view() == "the template is nested too deeply");
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/templates/embedded.hpp>

#include "support/catch.hpp"

namespace {

struct pages {
  static constexpr hyper::embedded_template all[] = {
      {"base.html", "a{# gone #}b{% block head %}H{% endblock %}{% block body %}{% endblock %}"},
      {"page.html",
       "{% extends 'base.html' %}{% block body %}{% block inner %}{% endblock %}{% endblock %}"},
      {"stray.html", "{% extends 'base.html' %}{% block boddy %}{% endblock %}"},
      {"broken.html", "line\n{% if %}"},
      {"escapes.html", "{{ 'a\\n' 'b' }}"},
      {"empty.html", ""},
  };
};
template <int Position>
constexpr hyper::detail::tree_view const& tree =
    hyper::detail::embedded_tree<pages, Position>::view;
using namespace hyper::detail;

// Texts that a comment parts are one.
static_assert(tree<0>.view(tree<0>.body) == "ab");
static_assert(find_embedded<pages>("page.html") == 1);
static_assert(find_embedded<pages>("pages.html") == -1);

static_assert(parent_of<pages, 1> == 0 && parent_of<pages, 0> == -1);
static_assert(find_block<pages, 1>("body").position == 1);
static_assert(find_block<pages, 1>("head").position == 0);
static_assert(find_block<pages, 1>("foot").position == -1);
static_assert(find_orphan_block<pages, 1>() == no_template_node);  // `inner` stands in a block
static_assert(tree<2>.view(find_orphan_block<pages, 2>()) == "boddy");

static_assert(embedded_tree<pages, 3>::tree.broken);
static_assert(locate(pages::all[3].source, embedded_tree<pages, 3>::tree.problem_at).line == 2);
static_assert(tree<4>.view(tree<4>[tree<4>.body].a) == "a\nb");
static_assert(tree<5>.body == no_template_node);

static_assert(!mentions_name(tree<0>, 0, "loop"));

}  // namespace

TEST_CASE("the parser says the same in the compiler and at run time") {
  for (auto const& each : pages::all) {
    template_tree const read = parse_template(each.source);
    INFO(each.name);
    CHECK(static_cast<bool>(read.problem) == (each.name == "broken.html"));
  }
  CHECK(parse_template(pages::all[1].source).nodes.size() == tree<1>.count);
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/templates/extension.hpp>
//
#include <hyper/templates/render.hpp>

#include "support/catch.hpp"

namespace {

using hyper::template_argument;
using hyper::template_complaint;
using hyper::template_value;

struct article {
  std::string title;
  int votes;
  std::optional<int> year;
};
struct listing {
  std::vector<article> articles;
  std::string note;
  template_value more;
};
listing make_listing() {
  listing made;
  made.articles = {{"<One>", 3, 1999}, {"Two", 40000, std::nullopt}};
  made.note = "note";
  made.more = template_value::dict();
  made.more.set_item("n", 2);
  return made;
}

// ---- ordinary functions ----

std::string shout(std::string_view text, std::optional<int> times, std::optional<bool> wide) {
  std::string made(text);
  for (int i = 0; i < times.value_or(1); ++i) made += wide.value_or(false) ? " !" : "!";
  return made;
}
std::string_view trimmed(std::string_view text) { return text.substr(0, 2); }
bool is_short(std::string_view text) { return text.size() < 5; }
bool is_newer(article const& of, int year) { return of.year.value_or(0) > year; }
std::string card(article const& of) { return of.title + "/" + std::to_string(of.votes); }
std::string const& title_of(article const& of) { return of.title; }
template_value strong(std::string const& text) {
  return template_value::safe("<b>" + text + "</b>");
}
std::optional<std::string> year_of(article const& of) {
  if (!of.year) return std::nullopt;
  return std::to_string(*of.year);
}
std::int8_t small(std::int8_t number) { return number; }
template_value badge(article const& of, int size) {
  return template_value::safe("<i class=\"s" + std::to_string(size) + "\">" +
                              std::to_string(of.votes) + "</i>");
}
template_value panel(std::string_view body, std::optional<std::string> title) {
  return template_value::safe("<div title=\"" + title.value_or("-") + "\">" + std::string(body) +
                              "</div>");
}
std::string twofold(std::string const& body) { return body + body; }

struct site_settings {
  std::string name;
  int year;
};
site_settings const site{"example <org>", 2026};

/// Reverse routing in small: the name of the route must be a text, and known.
struct url_function {
  static constexpr std::string_view known[] = {"home", "post"};

  static constexpr template_complaint check(std::span<template_argument const> given) {
    if (given.empty()) return {"needs the name of a route"};
    if (!given[0].literal) return {"needs a text as its name", "", 0};
    for (auto const name : known)
      if (name == given[0].text) return {};
    return {"no such route; did you mean", "post", 0};
  }
  template <class Call, class... Values>
  std::string call(Values const&... values) const {
    static_assert(Call::arguments.size() == sizeof...(Values));
    std::string const texts[] = {hyper::template_text(values)...};
    std::string made = "/" + texts[0];
    for (std::size_t i = 1; i < sizeof...(Values); ++i)
      made += "/" + std::string(Call::arguments[i].name) + "=" + texts[i];
    return made;
  }
};

// What depends on the request.
struct token_function {
  std::string const* secret;
  std::string operator()() const { return "token-" + *secret; }
};
struct request_globals {
  url_function url;
  token_function csrf_token;
  std::vector<std::string> messages;
  std::string note;  // the context's own wins
};

struct pages {
  using extensions = hyper::template_extensions<
      hyper::template_filter<"shout", shout, "times", "wide">,
      hyper::template_filter<"trimmed", trimmed>, hyper::template_filter<"card", card>,
      hyper::template_filter<"strong", strong>, hyper::template_filter<"title_of", title_of>,
      hyper::template_filter<"year_of", year_of>, hyper::template_test<"short", is_short>,
      hyper::template_test<"newer", is_newer>, hyper::template_global<"site", &site>,
      hyper::template_global<"version", 3>, hyper::template_global<"small", small, "number">,
      hyper::template_global<"brand", hyper::fixed_string("A & B")>,
      hyper::template_global<"link", url_function{}>,
      hyper::template_global<"twice", [](int number) { return 2 * number; }>,
      hyper::template_tag<"badge", badge, "of", "size">,
      hyper::template_block_tag<"panel", panel, "title">,
      hyper::template_block_tag<"twofold", twofold>>;

  static constexpr hyper::embedded_template all[] = {
      {"filters",
       "{{ note|shout }}{{ note|shout(3) }}{{ note|shout(wide=true, times=2) }}"
       "{{ note|shout|trimmed }}{{ note|upper|shout }}{{ '<'|strong }}{{ more.n|string|shout }}"},
      {"own types",
       "{% for a in articles %}{{ a|card }} {{ a|title_of }} {{ a|year_of }} "
       "{{ 'new' if a is newer(1990) }} {{ 'short' if a.title is short }};{% endfor %}"},
      {"globals",
       "{{ site.name }} {{ site.year }} {{ version + 1 }} {{ brand }} {{ twice(4) }} "
       "{{ twice(articles[0].votes) }} {{ twice(more.n) }} {{ small(number=5) }}"},
      {"filter block",
       "{% filter shout(2) %}a{% endfilter %}{% set b | shout %}b{% endset %}{{ b }}"},
      {"tags",
       "{% for a in articles %}{% badge(a, size=2) %}{% endfor %} {%- panel('t') -%} {{ note }}<"
       "{% panel() %}{{ articles[0].title }}{% endpanel %} {%- endpanel %}"
       "{% twofold %}{% if version %}a{% endif %}{% endtwofold %}"},
      {"kept",
       "{% set ns = namespace(x='') %}{% for a in articles %}{% set t = note|shout(a.votes % 7) %}"
       "{% set ns.x = ns.x ~ t %}{% endfor %}{{ ns.x }}{% set u = 'x' %}{% if version %}"
       "{% set u = note|shout %}{% endif %}{{ u }}{% macro m(v) %}[{{ v }}]{% endmacro %}"
       "{{ m(note|shout) }}"},
      {"checked", "{{ link('post', id=articles[0].votes, t=note) }}{{ link('home') }}"},
      {"request",
       "{{ url('post', id=7) }} {{ csrf_token() }} {{ messages|join(',') }} {{ note }} "
       "{% import 'macros' as m %}{{ m.form() }}{% include 'part' without context %}"},
      {"macros", "{% macro form() %}<{{ csrf_token() }}|{{ version }}>{% endmacro %}"},
      {"part", "{{ note }}{{ twice(2) }}"},
      {"too large", "{{ small(1000) }}"},
      {"dynamic", "{{ k }}{{ version }}{{ twice(k) }}"},
  };
};

template <hyper::fixed_string Name>
std::string shown() {
  return hyper::render<Name, pages>(make_listing());
}

}  // namespace

TEST_CASE("filters and tests are functions") {
  CHECK(shown<"filters">() == "note!note!!!note ! !noNOTE!<b><</b>2!");
  CHECK(shown<"own types">() == "&lt;One&gt;/3 &lt;One&gt; 1999 new ;Two/40000 Two None  short;");
  CHECK(shown<"filter block">() == "a!!b!");
  CHECK(shown<"kept">() == "note!!!note!!note![note!]");
}

TEST_CASE("tags are functions") {
  CHECK(shown<"tags">() ==
        "<i class=\"s2\">3</i><i class=\"s2\">40000</i>"
        "<div title=\"t\">note<<div title=\"-\">&lt;One&gt;</div></div>aa");
  using table = hyper::detail::extension_table_of<pages>;
  static_assert(table::tag_names<hyper::detail::extension_kind::global>() == "badge ");
  static_assert(table::tag_names<hyper::detail::extension_kind::filter>() == "panel twofold ");
}

TEST_CASE("globals are values and functions") {
  CHECK(shown<"globals">() == "example &lt;org&gt; 2026 4 A &amp; B 8 6 4 5");
  CHECK(shown<"checked">() == "/post/id=3/t=note/home");
}

TEST_CASE("globals of a rendering are found behind the context") {
  std::string const secret = "s";
  request_globals const globals{{}, {&secret}, {"a", "<b>"}, "of the request"};
  CHECK(hyper::render<"request", pages>(make_listing(), globals) ==
        "/post/id=7 token-s a,&lt;b&gt; note <token-s|3>of the request4");
}

TEST_CASE("a number that a parameter cannot hold is an error with its place") {
  try {
    shown<"too large">();
    FAIL("it was rendered");
  } catch (hyper::template_error const& error) {
    CHECK(error.template_name() == "too large");
    CHECK(error.column() == 4);
  }
}

TEST_CASE("a context without types knows the globals of the folder") {
  template_value context = template_value::dict();
  context.set_item("k", 4);
  CHECK(hyper::render<"dynamic", pages>(context) == "438");
}

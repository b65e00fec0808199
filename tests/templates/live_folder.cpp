// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/templates/live_folder.hpp>
//
#include <hyper/templates/render.hpp>

#include "support/catch.hpp"

namespace {

using Catch::Matchers::ContainsSubstring;
using hyper::template_argument;
using hyper::template_complaint;
using hyper::template_value;

enum class size_class : std::uint8_t { small, large };
struct article {
  std::string title;
  int votes;
  size_class size;
  std::optional<int> year;
};
struct listing {
  std::vector<article> articles;
  std::string note;
  double weight;
};
listing make_listing() {
  listing made;
  made.articles = {{"<One>", 3, size_class::small, 1999},
                   {"Two", 40000, size_class::large, std::nullopt}};
  made.note = "note & more";
  made.weight = 1.5;
  return made;
}

std::string shout(std::string_view text, std::optional<int> times, std::optional<bool> wide) {
  std::string made(text);
  for (int i = 0; i < times.value_or(1); ++i) made += wide.value_or(false) ? " !" : "!";
  return made;
}
std::string_view trimmed(std::string_view text) { return text.substr(0, 2); }
std::string plain(std::string const& text) { return text + "."; }
bool is_short(std::string_view text) { return text.size() < 5; }
bool is_newer(article const& of, int year) { return of.year.value_or(0) > year; }
std::string card(article const& of) { return of.title + "/" + std::to_string(of.votes); }
std::string const& title_of(article const& of) { return of.title; }
article const& first_of(std::vector<article> const& all) { return all.front(); }
std::optional<int> year_of(article const& of) { return of.year; }
std::string letter_of(size_class of) { return of == size_class::small ? "S" : "L"; }
double doubled(double number) { return 2 * number; }
std::int8_t small(std::int8_t number) { return number; }
template_value strong(std::string const& text) {
  return template_value::safe("<b>" + text + "</b>");
}
template_value badge(article const& of, int size) {
  return template_value::safe("<i class=\"s" + std::to_string(size) + "\">" +
                              std::to_string(of.votes) + "</i>");
}
template_value panel(std::string_view body, std::optional<std::string> title) {
  return template_value::safe("<div title=\"" + title.value_or("-") + "\">" + std::string(body) +
                              "</div>");
}

struct site_settings {
  std::string name;
  int year;
};
site_settings const site{"example <org>", 2026};

struct link_function {
  static constexpr template_complaint check(std::span<template_argument const> given) {
    if (given.empty()) return {"needs the name of a route"};
    if (!given[0].literal || given[0].text != "post") return {"has no such route; near:", "post"};
    return {};
  }
  template <class Call, class... Values>
  std::string call(Values const&... values) const {
    std::string const texts[] = {hyper::template_text(values)...};
    return "/" + texts[0] + "/" + std::to_string(sizeof...(Values));
  }
  template_value call_live(hyper::template_arguments const& given) const {
    return "/" + hyper::to_text(given.positional[0]) + "/" +
           std::to_string(given.positional.size() + given.named.size());
  }
};

struct pages {
  static constexpr hyper::template_syntax syntax{.trim_blocks = true};
  using extensions = hyper::template_extensions<
      hyper::template_filter<"shout", shout, "times", "wide">,
      hyper::template_filter<"trimmed", trimmed>, hyper::template_filter<"plain", plain>,
      hyper::template_filter<"card", card>, hyper::template_filter<"title_of", title_of>,
      hyper::template_filter<"first_of", first_of>, hyper::template_filter<"year_of", year_of>,
      hyper::template_filter<"letter", letter_of>, hyper::template_filter<"doubled", doubled>,
      hyper::template_filter<"strong", strong>, hyper::template_test<"short", is_short>,
      hyper::template_test<"newer", is_newer, "year">, hyper::template_global<"site", &site>,
      hyper::template_global<"version", 3>, hyper::template_global<"small", small, "number">,
      hyper::template_global<"brand", hyper::fixed_string("A & B")>,
      hyper::template_global<"link", link_function{}>,
      hyper::template_global<"twice", [](int number) { return 2 * number; }>,
      hyper::template_tag<"badge", badge, "of", "size">,
      hyper::template_block_tag<"panel", panel, "title">>;

  static constexpr hyper::embedded_template all[] = {
      {"texts",
       "{{ note|shout }}{{ note|shout(2) }}{{ note|shout(wide=true, times=2) }}"
       "{{ note|shout|trimmed }}{{ note|upper|shout }}{{ '<'|strong }}{{ note|plain }}"
       "{{ 5|string|shout }}"},
      {"own types",
       "{% for a in articles %}{{ a|card }} {{ a|title_of }} {{ a|year_of }} {{ a.size|letter }}"
       "{{ 'new' if a is newer(1990) }}{{ 'no' if a is not newer(year=2000) }}"
       "{{ 'short' if a.title is short }};{% endfor %}{{ (articles|first_of).title }}"},
      {"numbers", "{{ weight|doubled }} {{ 2|doubled }} {{ small(5) }} {{ small(number=6) }}"},
      {"globals",
       "{{ site.name }} {{ site.year }} {{ version + 1 }} {{ brand }} {{ twice(4) }} "
       "{{ twice(articles[0].votes) }} {{ link('post', id=articles[0].votes) }}"},
      {"blocks", "{% filter shout(2) %}a{% endfilter %}{% set b | shout %}b{% endset %}{{ b }}"},
      {"tags",
       "{% for a in articles %}\n{% badge(a, size=2) %}\n{% endfor %}\n"
       "{% panel('t') %}{{ note }}<{% panel() %}{{ articles[0].title }}{% endpanel %}"
       "{% endpanel %}"},
      {"child", "{% extends 'base' %}{% block body %}{{ note|shout }}{% endblock %}"},
      {"base", "<{% block body %}{% endblock %}>{% include 'part' %}"},
      {"part", "{{ twice(2) }}"},
  };
};
struct bare_pages {
  static constexpr bool autoescape = false;
  static constexpr hyper::embedded_template all[] = {{"bare", "{{ note }}"}};
};

/// What both renderers write; they must agree.
template <hyper::fixed_string Name, class Folder = pages>
std::string shown() {
  listing const context = make_listing();
  std::string const compiled = hyper::render<Name, Folder>(context);
  hyper::live_folder<Folder> live;
  CHECK(live.render(Name.view(), hyper::template_view(context)) == compiled);
  return compiled;
}

/// What the live renderer says of a template.
std::string complaint(std::string_view source) {
  static listing const context = make_listing();
  hyper::live_folder<pages> live;
  try {
    return live.render_source(source, hyper::template_view(context));
  } catch (hyper::template_error const& error) {
    CHECK(error.line() == 1);
    return error.what();
  }
}

}  // namespace

TEST_CASE("both renderers know the filters, tests, globals and tags of a folder") {
  CHECK(shown<"texts">() ==
        "note &amp; more!note &amp; more!!note &amp; more ! !noNOTE &amp; MORE!<b><</b>"
        "note &amp; more.5!");
  CHECK(shown<"own types">() ==
        "&lt;One&gt;/3 &lt;One&gt; 1999 Snewno;Two/40000 Two None Lnoshort;&lt;One&gt;");
  CHECK(shown<"numbers">() == "3.0 4.0 5 6");
  CHECK(shown<"globals">() == "example &lt;org&gt; 2026 4 A &amp; B 8 6 /post/2");
  CHECK(shown<"blocks">() == "a!!b!");
  CHECK(shown<"tags">() ==
        "<i class=\"s2\">3</i><i class=\"s2\">40000</i><div title=\"t\">note &amp; more<"
        "<div title=\"-\">&lt;One&gt;</div></div>");
  CHECK(shown<"child">() == "<note &amp; more!>4");
}

TEST_CASE("a folder without extensions says how it is spelled and escaped") {
  CHECK(shown<"bare", bare_pages>() == "note & more");
}

TEST_CASE("files win over what is embedded, and know the same words") {
  auto const loader = std::make_shared<hyper::memory_loader>();
  loader->add("part", "{{ 'new'|shout }}");
  hyper::live_folder<pages> live({.reload = true}, loader);
  CHECK(live.render("part", template_value::dict()) == "new!");
  loader->add("part", "{{ twice(3) }}");
  CHECK(live.render("part", template_value::dict()) == "6");
}

TEST_CASE("what the compiler would refuse is an error with its place") {
  CHECK_THAT(complaint("{{ note|shout(1, true, 2) }}"),
             ContainsSubstring("'shout' does not take so many arguments"));
  CHECK_THAT(complaint("{{ note|shout(loud=1) }}"),
             ContainsSubstring("'shout' has no argument 'loud'"));
  CHECK_THAT(complaint("{{ note|shout(1, times=2) }}"),
             ContainsSubstring("'shout' is given twice 'times'"));
  CHECK_THAT(complaint("{{ articles[0] is newer }}"),
             ContainsSubstring("'newer' needs more arguments"));
  CHECK_THAT(complaint("{{ twice(**{'?': 1}) }}"), ContainsSubstring("'twice' has no argument"));
  CHECK_THAT(complaint("{{ note|card }}"), ContainsSubstring("article, got 'str'"));
  CHECK_THAT(complaint("{{ articles|card }}"), ContainsSubstring("expected a "));
  CHECK_THAT(complaint("{{ 'S'|letter }}"), ContainsSubstring("size_class, got 'str'"));
  CHECK_THAT(complaint("{{ 1|letter }}"), ContainsSubstring("size_class, got 'int'"));
  CHECK_THAT(complaint("{{ small(1000) }}"), ContainsSubstring("expected an integer"));
  CHECK_THAT(complaint("{{ 'x'|doubled }}"), ContainsSubstring("expected a number"));
  CHECK_THAT(complaint("{{ link('home') }}"),
             ContainsSubstring("'link' has no such route; near: post"));
  CHECK_THAT(complaint("{{ link() }}"), ContainsSubstring("'link' needs the name of a route"));
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/templates/render.hpp>
//
#include <map>

#include "support/catch.hpp"

// That compiled templates say what Jinja2 says is shown by the corpus (tests/cases/compiled.cpp);
// here is what C++ types add to it.

namespace {

enum class state { draft, published };
struct person {
  std::string name;
  std::optional<int> age;
};
struct article {
  std::string title;
  state now;
  person writer;
  std::optional<person> editor;
};
struct page {
  std::vector<article> articles;
  std::map<std::string, int> counts;
  std::string note;
  hyper::template_value more;
};

page make_page() {
  page made;
  made.articles = {{"A & B", state::draft, {"Ann", 30}, std::nullopt},
                   {"<C>", state::published, {"Bob", std::nullopt}, person{"Cid", 1}}};
  made.counts = {{"x", 1}, {"y", 2}};
  made.note = "<n>";
  made.more = hyper::template_value::dict();
  made.more.set_item("k", "v<");
  return made;
}

struct pages {
  static constexpr hyper::embedded_template all[] = {
      {"members",
       "{% for a in articles %}{{ a.title }}:{{ a.now }}:{{ a.writer.name }};{% endfor %}"},
      {"optional",
       "{% for a in articles %}{{ a.writer.age }}{% if a.editor %}{{ a.editor.name }}{% endif %}"
       "[{{ a.editor.name|default('-') }}];{% endfor %}"},
      {"map",
       "{% for k, v in counts.items() %}{{ k }}={{ v }};{% endfor %}{{ counts.x }}"
       "{% for k in counts %}{{ k }}{{ loop.revindex }}{% endfor %}"},
      {"dynamic", "{{ more.k }}{{ more.none }}{{ (articles|first).title }}"},
      {"typed", "{% set a = articles[0] %}{% with w = a.title %}{{ w|length }}{% endwith %}"},
      {"safe",
       "{{ note|safe }}{{ note }}{{ note|upper|safe }}{% autoescape false %}{{ note }}"
       "{% endautoescape %}"},
      {"error", "line\n{{ note + 1 }}"},
      {"base", "{% block a %}A{% endblock %}{{ title|default('none') }}"},
      {"child",
       "{% extends 'base' %}{% set title = note %}{% block a %}[{{ super() }}{{ title }}]"
       "{% endblock %}"},
      {"macros",
       "{% macro tag(name, text='') %}<{{ name }}>{{ caller() if caller else text }}"
       "{% endmacro %}"},
      {"calls",
       "{% import 'macros' as m %}{{ m.tag('i', note) }}{% call m.tag('b') %}{{ note }}"
       "{% endcall %}"},
      {"deep", "{% macro down(n) %}{{ n }}{{ down(n + 1) }}{% endmacro %}{{ down(0) }}"},
      {"many names",  // each is set twice
       "{% if note %}{% set v0 = note %}{% set v1 = note %}{% set v2 = note %}{% set v3 = note %}"
       "{% set v4 = note %}{% set v5 = note %}{% set v6 = note %}{% set v7 = note %}"
       "{% set v8 = note %}{% set v9 = note %}{% set v10 = note %}{% set v11 = note %}"
       "{% set v12 = note %}{% set v13 = note %}{% set v14 = note %}{% set v15 = note %}"
       "{% set v16 = note %}{% set v17 = note %}{% set v18 = note %}{% set v19 = note %}"
       "{% set v20 = note %}{% set v21 = note %}{% set v22 = note %}{% set v23 = note %}"
       "{% set v24 = note %}{% set v25 = note %}{% set v26 = note %}{% set v27 = note %}"
       "{% set v28 = note %}{% set v29 = note %}{% set v30 = note %}{% set v31 = note %}"
       "{% set v32 = note %}{% set v33 = note %}{% set v34 = note %}{% set v35 = note %}"
       "{% set v36 = note %}{% set v37 = note %}{% set v38 = note %}{% set v39 = note %}{% endif %}"
       "{% set v0 = 1 %}{% set v39 = 2 %}{{ v0 }}{{ v39 }}{{ v38 }}"},
      {"whatever", "{{ anything }}{{ other.k }}"},
  };
};

template <hyper::fixed_string Name>
std::string shown() {
  return hyper::render<Name, pages>(make_page());
}

}  // namespace

TEST_CASE("members of any type are shown and escaped") {
  CHECK(shown<"members">() == "A &amp; B:draft:Ann;&lt;C&gt;:published:Bob;");
  CHECK(shown<"optional">() == "30[-];NoneCid[Cid];");
  CHECK(shown<"map">() == "x=1;y=2;1x2y1");
  CHECK(shown<"dynamic">() == "v&lt;A &amp; B");
  CHECK(shown<"typed">() == "5");
  CHECK(shown<"safe">() == "<n>&lt;n&gt;<N><n>");
}

TEST_CASE("templates use each other") {
  CHECK(shown<"child">() == "[A&lt;n&gt;]&lt;n&gt;");
  CHECK(shown<"calls">() == "<i>&lt;n&gt;<b>&lt;n&gt;");
}

TEST_CASE("what goes wrong with a value is said with its place") {
  try {
    shown<"error">();
    FAIL("it was rendered");
  } catch (hyper::template_error const& error) {
    CHECK(error.template_name() == "error");
    CHECK(error.line() == 2);
    CHECK(error.column() == 9);
    CHECK(error.excerpt() == "{{ note + 1 }}");
  }
}

TEST_CASE("a macro that calls itself for ever is ended") {
  CHECK_THROWS_AS((shown<"deep">()), hyper::template_error);
}

TEST_CASE("a context without types is asked while rendering") {
  hyper::template_value context = hyper::template_value::dict();
  context.set_item("anything", "<");
  context.set_item("other", make_page().more);
  CHECK(hyper::render<"whatever", pages>(context) == "&lt;v&lt;");
}

TEST_CASE("a scope may set any number of names again") {
  CHECK(shown<"many names">() == "12&lt;n&gt;");
}

TEST_CASE("output is appended, and its size remembered") {
  std::string out = "before ";
  hyper::render<"typed", pages>(out, make_page());
  CHECK(out == "before 5");
  CHECK(shown<"members">() == shown<"members">());
}

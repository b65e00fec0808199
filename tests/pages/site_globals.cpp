// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/pages/site_globals.hpp>
//
#include <hyper/routing/router.hpp>
#include <hyper/routing/static_files.hpp>
#include <hyper/templates/render.hpp>
#include <hyper/validate/slug.hpp>
#include "support/catch.hpp"

using namespace hyper;

namespace {

std::string home() { return "home"; }
std::string show(path<"id", int> id, path<"tag"> tag) { return std::to_string(*id) + *tag; }
using site = routes<route<"GET /", home, named<"home">>,
                    route<"GET /items/{id:int}/{tag}", show, named<"item">>,
                    static_files<"/static", served_from<"nowhere">>>;

struct item {
  int id = 0;
  std::string tag;
  slug address;
};
struct texts {
  static constexpr embedded_template all[] = {
      {"links.html",
       "{{ url('home') }} {{ url('item', 7, 'a') }} {{ url('item', tag=tag, id=id) }} "
       "{{ url('item', id, tag=address) }}"},
      {"static.html", "{{ static('css/site.css') }} {{ static('a b.css') }}"},
      {"macro.html", "{% macro link(id) %}{{ url('item', id, 'm') }}{% endmacro %}"},
      {"imports.html", "{% from 'macro.html' import link %}{{ link(id) }}"},
      {"loop.html", "{% for n in [1, 2] %}{{ url('item', n, tag) }} {% endfor %}"},
  };
};
using pages = site_templates<texts, site>;

std::string live(std::string_view source, item const& shown) {
  template_environment environment;
  add_site_globals<site>(environment);
  return environment.render_source(source, template_view(shown));
}

constexpr template_complaint judge(std::initializer_list<template_argument> given) {
  return detail::find_url_mistake(site::entries, {given.begin(), given.size()});
}
static_assert(judge({{{}, true, "home"}}).reason.empty());
static_assert(judge({}).argument == -1);
static_assert(judge({{{}, false, {}}}).reason == "takes the name of a route first");
static_assert(judge({{{}, true, "hom"}}).advice == "home");
static_assert(judge({{{}, true, "item"}, {"id", false, {}}}).advice == "tag");
static_assert(judge({{{}, true, "item"}, {"idd", false, {}}}).argument == 1);
static_assert(judge({{{}, true, "item"}, {}, {"id", false, {}}}).reason == "is given twice");
static_assert(judge({{{}, true, "home"}, {}}).reason == "the route has no such parameter:");

}  // namespace

TEST_CASE("templates make addresses of routes and files", "[pages]") {
  item const shown{3, "x/y & z", slugify("One two")};
  CHECK(render<"links.html", pages>(shown) ==
        "/ /items/7/a /items/3/x%2Fy%20%26%20z /items/3/one-two");
  CHECK(render<"static.html", pages>(shown) == "/static/css/site.css /static/a%20b.css");
  CHECK(render<"imports.html", pages>(shown) == "/items/3/m");
  CHECK(render<"loop.html", pages>(item{1, "t", {}}) == "/items/1/t /items/2/t ");
  CHECK_THROWS_AS((render<"loop.html", pages>(item{1, "", {}})), std::invalid_argument);
}

TEST_CASE("both renderers say the same", "[pages]") {
  item const shown{3, "x/y & z", slugify("One two")};
  CHECK(live(texts::all[0].source, shown) == render<"links.html", pages>(shown));
  CHECK(live(texts::all[1].source, shown) == render<"static.html", pages>(shown));
}

TEST_CASE("the live renderer says what is wrong with an address", "[pages]") {
  using Catch::Matchers::ContainsSubstring;
  auto const why = [](std::string_view source) {
    try {
      return live(source, {});
    } catch (template_error const& error) {
      return std::string(error.what());
    }
  };
  CHECK_THAT(why("{{ url('itm') }}"), ContainsSubstring("no route has this name. Near: item"));
  CHECK_THAT(why("{{ url('item', 1) }}"), ContainsSubstring("lacks a parameter of the route: tag"));
  CHECK_THAT(why("{{ url('item', 1, 'a', 2) }}"), ContainsSubstring("no such parameter"));
  CHECK_THAT(why("{{ url() }}"), ContainsSubstring("takes the name of a route first"));
  CHECK_THAT(why("{{ url('item', -1, 'a') }}"), ContainsSubstring("cannot stand for id"));
}

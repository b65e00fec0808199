// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/templates/environment.hpp>

#include <hyper/templates/view.hpp>
#include <thread>

#include "support/catch.hpp"

using hyper::template_environment;
using hyper::template_value;

namespace {

template_value const nothing = template_value::dict();

std::string error_of(template_environment& environment, std::string_view source) {
  try {
    environment.render_source(source, nothing);
  } catch (hyper::template_error const& error) {
    return std::to_string(error.line()) + ":" + std::to_string(error.column()) + " " +
           error.reason();
  }
  return "no error";
}

std::string with_limits(hyper::template_limits limits, std::string_view source) {
  template_environment environment({.limits = limits});
  return error_of(environment, source);
}

}  // namespace

TEST_CASE("filters, tests and globals are ordinary functions") {
  template_environment environment;
  environment.add_filter("shout", [](std::string_view text) { return std::string(text) + "!"; });
  environment.add_test("long", [](std::string_view text) { return text.size() > 3; });
  environment.add_global("site", template_value("here"));
  environment.add_global("twice", [](int number) { return number * 2; });
  CHECK(environment.render_source("{{ 'a'|shout }}{{ 'abcd' is long }}{{ site }}{{ twice(4) }}",
                                  nothing) == "a!Truehere8");
  CHECK(environment.render_source("{{ ['a', 'b']|map('shout')|join }}", nothing) == "a!b!");
  CHECK(error_of(environment, "{{ twice('x') }}") == "1:9 expected an integer, got 'str'");
}

TEST_CASE("errors know their template, line and column") {
  auto const loader = std::make_shared<hyper::memory_loader>();
  loader->add("inner", "a\n{{ 1 + none }}");
  template_environment environment({}, loader);
  CHECK(error_of(environment, "x\n  {{ 1 / 0 }}") == "2:8 division by zero");
  CHECK(error_of(environment, "{{ a.b.c }}") == "1:5 'a' is undefined");
  try {
    environment.render_source("{% include 'inner' %}", nothing, "outer");
    FAIL("it was rendered");
  } catch (hyper::template_error const& error) {
    CHECK(error.template_name() == "inner");
    CHECK(error.line() == 2);
    CHECK(error.excerpt() == "{{ 1 + none }}");
  }
  CHECK_THROWS_AS(environment.render("absent", nothing), hyper::template_not_found);
}

TEST_CASE("no template takes more than its limits") {
  CHECK(with_limits({.steps = 1000}, "{% for i in range(10000) %}x{% endfor %}")
            .find("too many steps") != std::string::npos);
  CHECK(
      with_limits({.output = 1000}, "{% for i in range(10000) %}xxxx{% endfor %}").find("output") !=
      std::string::npos);
  CHECK(with_limits({.range = 10}, "{{ range(100000000000) }}").find("too large") !=
        std::string::npos);
  CHECK(with_limits({}, "{{ 'a' * 1000000000000 }}").find("too large") != std::string::npos);
  CHECK(with_limits({},
                    "{% set x = 'aaaaaaaaaa' %}{% for i in range(9) %}{% endfor %}{{ x|replace("
                    "'a', x * 1000)|replace('a', x * 1000) }}")
            .find("too large") != std::string::npos);
  CHECK(with_limits({}, "{{ [1] * 100000000000 }}").find("too large") != std::string::npos);
  CHECK(with_limits({}, "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}").find("recursion") !=
        std::string::npos);
  CHECK(
      with_limits({.time = std::chrono::milliseconds(1)},
                  "{% for i in range(100000) %}{% for k in range(1000) %}{% endfor %}{% endfor %}")
          .find("too long") != std::string::npos);
}

TEST_CASE("a template that includes itself ends") {
  auto const loader = std::make_shared<hyper::memory_loader>();
  loader->add("self", "{% include 'self' %}");
  loader->add("a", "{% extends 'b' %}");
  loader->add("b", "{% extends 'a' %}");
  template_environment environment({}, loader);
  CHECK_THROWS_AS(environment.render("self", nothing), hyper::template_error);
  CHECK_THROWS_AS(environment.render("a", nothing), hyper::template_error);
}

TEST_CASE("long chains of operators do not exhaust the stack") {
  template_environment environment;
  std::string sum = "{{ 1";
  std::string chain = "{{ a";
  for (int i = 0; i < 50'000; ++i) {
    sum += " + 1";
    chain += ".a";
  }
  CHECK(error_of(environment, sum + " }}") != "no error");
  CHECK(error_of(environment, chain + " }}") != "no error");
}

TEST_CASE("templates are read again when they change, if that is asked for") {
  for (bool const reload : {true, false}) {
    auto const loader = std::make_shared<hyper::memory_loader>();
    loader->add("a", "one");
    template_environment environment({.reload = reload}, loader);
    CHECK(environment.render("a", nothing) == "one");
    loader->add("a", "two");
    CHECK(environment.render("a", nothing) == (reload ? "two" : "one"));
    environment.clear_cache();
    CHECK(environment.render("a", nothing) == "two");
  }
}

TEST_CASE("the cache holds no more than its bytes") {
  auto const loader = std::make_shared<hyper::memory_loader>();
  for (int i = 0; i < 100; ++i) loader->add("t" + std::to_string(i), std::string(1000, 'x'));
  template_environment environment({.cache_bytes = 10'000}, loader);
  for (int i = 0; i < 100; ++i) environment.render("t" + std::to_string(i), nothing);
  CHECK(environment.cached_bytes() <= 10'000);
  CHECK(environment.cached_bytes() > 1'000);
}

TEST_CASE("threads render at once") {
  auto const loader = std::make_shared<hyper::memory_loader>();
  loader->add("a",
              "{% macro m(x) %}<{{ x }}>{% endmacro %}{% for i in items %}{{ m(i) }}{% endfor %}");
  template_environment environment({}, loader);
  auto context = template_value::dict();
  context.set_item("items", template_value::list{1, 2, 3});
  std::vector<std::thread> threads;
  std::atomic<int> right = 0;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 200; ++i)
        if (environment.render("a", context) == "<1><2><3>") ++right;
    });
  for (auto& thread : threads) thread.join();
  CHECK(right == 800);
}

TEST_CASE("values made by a filter of the program are escaped like any other") {
  template_environment environment;
  environment.add_filter("bold",
                         [](std::string text) { return template_value::safe("<b>" + text); });
  environment.add_filter("plain", [](std::string text) { return "<b>" + text; });
  CHECK(environment.render_source("{{ 'x'|bold }}{{ 'x'|plain }}", nothing) == "<b>x&lt;b&gt;x");
}

TEST_CASE("tags of one's own run live") {
  hyper::template_options options;
  options.syntax.tags = "stamp";
  options.syntax.block_tags = "box";
  hyper::template_environment environment(options, std::make_shared<hyper::memory_loader>());
  environment.add_global("stamp", [](int number) { return number + 1; });
  environment.add_filter("box", [](std::string body, std::string kind) {
    return template_value::safe("<p class=" + kind + ">" + body + "</p>");
  });
  CHECK(environment.render_source("{% stamp(6) %} {% box('red') %}{{ '<' }}{% endbox %}",
                                  template_value::dict()) == "7 <p class=red>&lt;</p>");
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/pages/page.hpp>
//
#include <hyper/routing/router.hpp>
#include <hyper/runtime/sleep.hpp>
#include "routing/asking.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {

struct templates {
  static constexpr embedded_template all[] = {
      {"base.html", "<title>{% block title %}{% endblock %}</title>{{ messages|length }}"},
      {"article.html", "{% extends 'base.html' %}{% block title %}{{ title }}{% endblock %}"},
      {"alone.html", "<p>{{ title }}</p>"},
      {"hiding.html", "{{ messages }}"},
  };
};
struct article {
  std::string title;
};
struct own {
  std::string messages;
};

html now() { return page<"alone.html", templates>(article{"<b>"}); }
task<html> later() {
  co_await sleep_for(1);
  co_return page<"alone.html", templates>(article{"later"}, 422);
}
task<html> with_layout(page_globals globals) {
  co_return page<"article.html", templates>(globals, article{"in a layout"});
}
html hiding(page_globals globals) { return page<"hiding.html", templates>(globals, own{"mine"}); }
html large() { return page<"alone.html", templates>(article{std::string(100'000, 'x')}); }

using site = routes<route<"GET /now", now>, route<"GET /later", later>, route<"GET /large", large>,
                    route<"GET /layout", with_layout>, route<"GET /hiding", hiding>>;

}  // namespace

TEST_CASE("a page is answered as HTML", "[pages]") {
  auto const got = asking::get<site>("/now");
  CHECK(got.status == 200);
  CHECK(got.field("Content-Type") == "text/html; charset=utf-8");
  CHECK(got.body == "<p>&lt;b&gt;</p>");
}

TEST_CASE("a page may come later, with another status", "[pages]") {
  auto const got = asking::get<site>("/later");
  CHECK(got.status == 422);
  CHECK(got.field("Content-Type") == "text/html; charset=utf-8");
  CHECK(got.body == "<p>later</p>");
}

TEST_CASE("globals reach the layout; the context hides them", "[pages]") {
  CHECK(asking::get<site>("/layout").body == "<title>in a layout</title>0");
  CHECK(asking::get<site>("/hiding").body == "mine");
}

TEST_CASE("a large page is handed over", "[pages]") {
  CHECK(asking::get<site>("/large").body.size() == 100'007);
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/templates/view.hpp>

#include <hyper/templates/environment.hpp>
#include <map>

#include "support/catch.hpp"

namespace views {
enum class color { red, green };
struct tag {
  std::string name;
};
struct page {
  std::string title;
  int count;
  std::optional<std::string> note;
  std::vector<tag> tags;
  std::map<std::string, int> scores;
  color shade;
  bool open;
  double share;
};
}  // namespace views

TEST_CASE("structs of C++ are shown where they lie") {
  views::page const page{
      "<T>", 3, std::nullopt, {{"a"}, {"b"}}, {{"x", 1}, {"y", 2}}, views::color::green, true, 0.5};
  hyper::template_environment environment;
  auto const render = [&](std::string_view source) {
    return environment.render_source(source, hyper::template_view(page));
  };
  CHECK(render("{{ title }} {{ count + 1 }} {{ note }} {{ shade }} {{ open }} {{ share }}") ==
        "&lt;T&gt; 4 None green True 0.5");
  CHECK(render("{% for t in tags %}{{ loop.index }}{{ t.name }}{{ t['name'] }}{% endfor %}") ==
        "1aa2bb");
  CHECK(render("{{ tags|length }}{{ tags[1].name }}{{ tags|map(attribute='name')|join }}") ==
        "2bab");
  CHECK(render("{% for k, v in scores.items() %}{{ k }}{{ v }}{% endfor %}{{ scores.x }}") ==
        "x1y21");
  CHECK(render("[{{ tags[0].nope }}]{{ nope is defined }}") == "[]False");
  CHECK(render("{{ scores|tojson }}{{ scores }}") ==
        "{\"x\": 1, \"y\": 2}{&#39;x&#39;: 1, &#39;y&#39;: 2}");
}

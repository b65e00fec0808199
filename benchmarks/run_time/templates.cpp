// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// The two pages that peers.md measures: TechEmpower's fortunes with 12 rows, and a table of 100
// rows with an `if` in each. Escaping is on; the templates are parsed before.

#include <benchmark/benchmark.h>

#include <hyper/templates/environment.hpp>
#include <hyper/templates/escape.hpp>
#include <hyper/templates/parser.hpp>
#include <hyper/templates/render.hpp>
#include <hyper/templates/view.hpp>
#include <string>
#include <vector>

namespace pages {
struct fortune {
  int id;
  std::string message;
};
struct fortunes {
  std::vector<fortune> rows;
};
struct person {
  int id;
  std::string name;
  std::string email;
  bool active;
};
struct table {
  std::vector<person> people;
};
}  // namespace pages

namespace {

constexpr char fortunes_source[] =
    "<!DOCTYPE html><html><head><title>Fortunes</title></head><body><table><tr><th>id</th>"
    "<th>message</th></tr>{% for row in rows %}<tr><td>{{ row.id }}</td><td>{{ row.message }}</td>"
    "</tr>{% endfor %}</table></body></html>";
constexpr char table_source[] =
    "<table>{% for p in people %}<tr><td>{{ p.id }}</td><td>{{ p.name }}</td><td>{{ p.email }}</td>"
    "<td>{% if p.active %}yes{% else %}no{% endif %}</td></tr>{% endfor %}</table>";

pages::fortunes make_fortunes() {
  pages::fortunes page;
  for (int i = 0; i < 12; ++i)
    page.rows.push_back({i + 1, i == 5
                                    ? "<script>alert(\"This should not be displayed.\");</script>"
                                    : "A computer scientist is someone who fixes things."});
  return page;
}
pages::table make_table() {
  pages::table page;
  for (int i = 0; i < 100; ++i)
    page.people.push_back({i, "Person <" + std::to_string(i) + ">",
                           "person" + std::to_string(i) + "@example.com", i % 3 != 0});
  return page;
}

template <class Page>
void render_live(benchmark::State& state, char const* source, Page const& page) {
  auto const loader = std::make_shared<hyper::memory_loader>();
  loader->add("page", source);
  hyper::template_environment environment({}, loader);
  std::string out;
  for (auto _ : state) {
    out.clear();
    environment.render(out, "page", hyper::template_view(page));
    benchmark::DoNotOptimize(out.data());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * out.size()));
}

void live_fortunes(benchmark::State& state) {
  render_live(state, fortunes_source, make_fortunes());
}
BENCHMARK(live_fortunes);
void live_table(benchmark::State& state) { render_live(state, table_source, make_table()); }
BENCHMARK(live_table);

struct folder {
  static constexpr hyper::embedded_template all[] = {{"fortunes", fortunes_source},
                                                     {"table", table_source}};
};
template <hyper::fixed_string Name, class Page>
void render_compiled(benchmark::State& state, Page const& page) {
  std::size_t size = 0;
  for (auto _ : state) {
    std::string const out = hyper::render<Name, folder>(page);
    benchmark::DoNotOptimize(out.data());
    size = out.size();
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * size));
}
void compiled_fortunes(benchmark::State& state) {
  render_compiled<"fortunes">(state, make_fortunes());
}
BENCHMARK(compiled_fortunes);
void compiled_table(benchmark::State& state) { render_compiled<"table">(state, make_table()); }
BENCHMARK(compiled_table);

/// What a careful programmer writes instead, with the same escaping.
void by_hand_fortunes(benchmark::State& state) {
  auto const page = make_fortunes();
  for (auto _ : state) {
    std::string out;
    out.reserve(2048);
    out +=
        "<!DOCTYPE html><html><head><title>Fortunes</title></head><body><table><tr><th>id</th>"
        "<th>message</th></tr>";
    for (auto const& row : page.rows) {
      out += "<tr><td>";
      out += std::to_string(row.id);
      out += "</td><td>";
      hyper::append_escaped(out, row.message);
      out += "</td></tr>";
    }
    out += "</table></body></html>";
    benchmark::DoNotOptimize(out.data());
  }
}
BENCHMARK(by_hand_fortunes);

void parse_fortunes(benchmark::State& state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(hyper::detail::parse_template(fortunes_source).nodes.size());
}
BENCHMARK(parse_fortunes);

void escape_plain_text(benchmark::State& state) {
  std::string const text(1000, 'x');
  std::string out;
  for (auto _ : state) {
    out.clear();
    hyper::append_escaped(out, text);
    benchmark::DoNotOptimize(out.data());
  }
}
BENCHMARK(escape_plain_text);

}  // namespace

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// Routing: the lookup in a table of a hundred routes, and a whole request from its parsed form to
// the bytes of its answer, with the parameters and results that handlers usually have. Nothing here
// reads from or writes to a socket.

#include <benchmark/benchmark.h>

#include <cstdint>
#include <hyper/rest/cursor.hpp>
#include <hyper/rest/serializer.hpp>
#include <hyper/routing/body.hpp>
#include <hyper/routing/router.hpp>
#include <hyper/validate/slug.hpp>
#include <hyper/validate/text.hpp>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace hyper;

constexpr std::size_t sections = 25;

/// "GET /section07/…": four routes for each of 25 sections.
consteval auto write_patterns() {
  struct {
    std::array<std::array<char, 64>, sections * 4> text{};
    std::array<std::size_t, sections * 4> size{};
  } made;
  constexpr std::string_view ends[] = {"/overview", "/items/{id:int}",
                                       "/items/{id:int}/notes/{name}", "/pages/{address:slug}"};
  for (std::size_t i = 0; i < sections * 4; ++i) {
    std::string_view const begin = "GET /section";
    std::size_t& size = made.size[i];
    for (char const c : begin) made.text[i][size++] = c;
    made.text[i][size++] = static_cast<char>('0' + i / 40);
    made.text[i][size++] = static_cast<char>('0' + i / 4 % 10);
    for (char const c : ends[i % 4]) made.text[i][size++] = c;
  }
  return made;
}
constexpr auto texts = write_patterns();

constexpr auto patterns = [] {
  std::array<route_pattern, sections * 4> made{};
  for (std::size_t i = 0; i < made.size(); ++i)
    made[i] = parse_pattern({texts.text[i].data(), texts.size[i]});
  return made;
}();
constexpr route_table<sections * 4, sections * 13> table{
    std::span<route_pattern const, sections * 4>(patterns)};
static_assert(table.shadowed == -1);

void look_up(benchmark::State& state, std::string_view path) {
  auto const view = table.view();
  for (auto _ : state) {
    benchmark::DoNotOptimize(path);
    route_match found;
    detail::match_route(view, 0, path, found);
    benchmark::DoNotOptimize(found.route);
  }
}
void look_up_static(benchmark::State& state) { look_up(state, "/section17/overview"); }
void look_up_number(benchmark::State& state) { look_up(state, "/section17/items/12345"); }
void look_up_two(benchmark::State& state) { look_up(state, "/section17/items/12345/notes/first"); }
void look_up_slug(benchmark::State& state) { look_up(state, "/section17/pages/hello-world-again"); }
void look_up_nothing(benchmark::State& state) { look_up(state, "/section17/none/12345"); }

// ---- whole requests

struct message {
  std::string_view text;
};
struct item {
  std::int64_t id;
  std::string name;
  int amount;
};
struct item_in {
  text<1, 80> name;
  int amount;
};

message hello() { return {"Hello, World!"}; }
std::string plain() { return "Hello, World!"; }
task<message> hello_later() { co_return message{"Hello, World!"}; }
message by_slug(path<"address", slug> address) {
  return {address->value().substr(0, 1).size() == 1 ? "yes" : "no"};
}
message search(query<"q", std::optional<std::string>> q, query<"n", int, 20> n) {
  return {q->has_value() && *n == 5 ? "yes" : "no"};
}
item add(body<item_in> in) { return {7, in->name.value(), in->amount}; }
using out = serializer<item, fields<"id", "name">>;
std::vector<out> list(cursor) { return std::vector<out>(25, out(item{7, "a name", 1})); }

using site =
    routes<route<"GET /json", hello>, route<"GET /plain", plain>, route<"GET /later", hello_later>,
           route<"GET /posts/{address:slug}", by_slug>, route<"GET /search", search>,
           route<"POST /items", add>, route<"GET /items", list>>;

void serve(benchmark::State& state, http_method method, std::string_view path,
           std::string_view query = {}, std::string_view body = {}) {
  http_service service;
  service.handle = [](void*, exchange& with) { site::handle(with); };
  std::string output;
  exchange with(service, output);
  header_field const fields[] = {{"Host", "localhost"}, {"Content-Type", "application/json"}};
  std::string const padded = std::string(body) + std::string(request::body_padding, ' ');
  with.asked.method = method;
  with.asked.path = path;
  with.asked.query = query;
  with.asked.fields = fields;
  with.asked.body = std::string_view(padded).substr(0, body.size());
  for (auto _ : state) {
    output.clear();
    with.serve([](void*) {}, nullptr);
    benchmark::DoNotOptimize(output.data());
    if (with.status() != 200) state.SkipWithError("not answered");
    with.reset();
  }
  state.counters["bytes"] = static_cast<double>(output.size());
}
void serve_json(benchmark::State& state) { serve(state, http_method::get, "/json"); }
void serve_plain(benchmark::State& state) { serve(state, http_method::get, "/plain"); }
void serve_task(benchmark::State& state) { serve(state, http_method::get, "/later"); }
void serve_path(benchmark::State& state) { serve(state, http_method::get, "/posts/hello-world"); }
void serve_query(benchmark::State& state) {
  serve(state, http_method::get, "/search", "q=a+b&n=5");
}
void serve_body(benchmark::State& state) {
  serve(state, http_method::post, "/items", {}, R"({"name":"a name","amount":3})");
}
void serve_list(benchmark::State& state) { serve(state, http_method::get, "/items"); }

BENCHMARK(look_up_static);
BENCHMARK(look_up_number);
BENCHMARK(look_up_two);
BENCHMARK(look_up_slug);
BENCHMARK(look_up_nothing);
BENCHMARK(serve_plain);
BENCHMARK(serve_json);
BENCHMARK(serve_task);
BENCHMARK(serve_path);
BENCHMARK(serve_query);
BENCHMARK(serve_body);
BENCHMARK(serve_list);

}  // namespace

BENCHMARK_MAIN();

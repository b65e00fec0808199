// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#define main techempower_main
#include "../../examples/techempower/main.cpp"
#undef main
//
#include <set>
#include "app/fresh_database.hpp"

// The verification rules of the benchmark, test by test.

namespace {

int run_benchmark(int argc, char** argv) { return techempower_main(argc, argv); }

struct served_benchmark {
  fresh_database database{"examples_techempower"};
  std::string path = "/tmp/hyper-techempower-" + std::to_string(getpid());
  std::optional<served> application;

  served_benchmark() {
    REQUIRE(run_to_end(run_benchmark, {"migrate", database.option()}).code == 0);
    REQUIRE(run_to_end(run_benchmark, {"seed", database.option()}).code == 0);
    application.emplace(
        run_benchmark,
        std::vector<std::string>{"serve", database.option(), "--unix-socket", path, "--threads=2"});
    REQUIRE(application->says("Serving on unix:"));
  }
};

/// Header fields that every answer must have.
void check_fields(reply const& got, std::string_view type) {
  CHECK(got.status == 200);
  CHECK(got.field("Server").value_or("") != "");
  CHECK(got.field("Date").value_or("").ends_with(" GMT"));
  CHECK(got.field("Content-Length") == std::to_string(got.body.size()));
  CHECK(got.field("Content-Type").value_or("").starts_with(type));
}

struct row {
  int id = 0;
  int number = 0;
};

/// Reads `[{"id":1,"randomNumber":2},…]`, or one object without brackets, and nothing else.
std::vector<row> read_rows(std::string const& json) {
  std::vector<row> rows;
  char const* at = json.c_str();
  bool const list = *at == '[';
  if (list) ++at;
  row each;
  int used = 0;
  while (std::sscanf(at, "{\"id\":%d,\"randomNumber\":%d}%n", &each.id, &each.number, &used) == 2 &&
         used > 0) {
    rows.push_back(each);
    at += used;
    used = 0;
    if (*at == ',') ++at;
  }
  CHECK(std::string(at) == (list ? "]" : ""));
  for (row const& one : rows) {
    CHECK((one.id >= 1 && one.id <= 10'000));
    CHECK((one.number >= 1 && one.number <= 10'000));
  }
  return rows;
}

}  // namespace

TEST_CASE("plaintext and json", "[examples]") {
  served_benchmark benchmark;
  client one(benchmark.path);
  reply const text = one.ask("GET /plaintext");
  check_fields(text, "text/plain");
  CHECK(text.body == "Hello, World!");
  reply const json = one.ask("GET /json");
  check_fields(json, "application/json");
  CHECK(json.body == R"({"message":"Hello, World!"})");
  // Pipelined, as the plaintext test is measured.
  std::string many;
  for (int i = 0; i < 16; ++i) many += "GET /plaintext HTTP/1.1\r\nHost: t\r\n\r\n";
  one.send(many);
  for (int i = 0; i < 16; ++i) CHECK(one.receive().body == "Hello, World!");
}

TEST_CASE("single and multiple queries", "[examples]") {
  served_benchmark benchmark;
  client one(benchmark.path);
  std::set<int> ids;
  for (int i = 0; i < 20; ++i) {
    reply const got = one.ask("GET /db");
    check_fields(got, "application/json");
    auto const rows = read_rows(got.body);
    REQUIRE(rows.size() == 1);
    CHECK(got.body[0] == '{');
    ids.insert(rows[0].id);
  }
  CHECK(ids.size() > 10);
  struct wanted {
    char const* target;
    std::size_t rows;
  };
  for (char const* const path : {"/queries", "/updates"})
    for (wanted const& each :
         {wanted{"", 1}, wanted{"?queries=", 1}, wanted{"?queries=foo", 1}, wanted{"?queries=0", 1},
          wanted{"?queries=-5", 1}, wanted{"?queries=2", 2}, wanted{"?queries=20", 20},
          wanted{"?queries=500", 500}, wanted{"?queries=501", 500},
          wanted{"?queries=99999999999999999999", 500}}) {
      INFO(path << each.target);
      reply const got = one.ask("GET " + std::string(path) + each.target);
      check_fields(got, "application/json");
      CHECK(got.body[0] == '[');
      CHECK(read_rows(got.body).size() == each.rows);
    }
}

TEST_CASE("fortunes: one more row, sorted, escaped", "[examples]") {
  served_benchmark benchmark;
  client one(benchmark.path);
  reply const got = one.ask("GET /fortunes");
  check_fields(got, "text/html; charset=utf-8");
  std::string expected =
      "<!DOCTYPE html><html><head><title>Fortunes</title></head><body><table>"
      "<tr><th>id</th><th>message</th></tr>";
  auto const add = [&](char const* id, char const* message) {
    expected += std::string("<tr><td>") + id + "</td><td>" + message + "</td></tr>";
  };
  add("11",
      "&lt;script&gt;alert(&#34;This should not be displayed in a browser alert "
      "box.&#34;);&lt;/script&gt;");
  add("4", "A bad random number generator: 1, 1, 1, 1, 1, 4.33e+67, 1, 1, 1");
  add("5", "A computer program does what you tell it to do, not what you want it to do.");
  add("2", "A computer scientist is someone who fixes things that aren&#39;t broken.");
  add("8", "A list is only as strong as its weakest link. — Donald Knuth");
  add("0", "Additional fortune added at request time.");
  add("3", "After enough decimal places, nobody gives a damn.");
  add("7", "Any program that runs right is obsolete.");
  add("10", "Computers make very fast, very accurate mistakes.");
  add("6", "Emacs is a nice operating system, but I prefer UNIX. — Tom Christaensen");
  add("9", "Feature: A bug with seniority.");
  add("1", "fortune: No such file or directory");
  add("12", "フレームワークのベンチマーク");
  CHECK(got.body == expected + "</table></body></html>");
}

TEST_CASE("updates are in the table afterwards, also when many write at once", "[examples]") {
  served_benchmark benchmark;
  event_loop loop;
  pool_settings with;
  with.url = benchmark.database.url();
  database const own(with, loop);
  client one(benchmark.path);
  auto const rows = read_rows(one.ask("GET /updates?queries=20").body);
  REQUIRE(rows.size() == 20);
  for (row const& each : rows) {
    world const stored = hyper::run(objects<world>.get<"id">(each.id));
    CHECK(stored.randomnumber == each.number);
  }
  std::vector<std::unique_ptr<client>> clients;
  for (int i = 0; i < 16; ++i) clients.push_back(std::make_unique<client>(benchmark.path));
  for (int round = 0; round < 5; ++round) {
    for (auto& each : clients) each->send("GET /updates?queries=500 HTTP/1.1\r\nHost: t\r\n\r\n");
    for (auto& each : clients) CHECK(each->receive().status == 200);
  }
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// One row by its key, and a statement that sleeps for a second: benchmarks/slow_statement/run asks
// how long the first takes while each worker always has one of the second at work.

#include <hyper/hyper.hpp>

using namespace hyper;

struct thing {
  primary_key<> id{};
  std::string name;
  using meta = model<table<"things">>;
};

task<thing> one() {
  auto reading = objects<thing>.get<"id">(std::int64_t{1});
  co_return co_await reading;
}

task<std::string> sleeper() {
  auto sleeping = database::current().run_script("SELECT pg_sleep(1)");
  co_await sleeping;
  co_return "slept";
}

task<std::string> piped_sleeper() {
  static constexpr std::string_view sql = "SELECT pg_sleep(1)::text";
  static constexpr statement pause{sql, statement_hash(sql), {}, true};
  auto sleeping = database::current().run(pause, {});
  co_await sleeping;
  co_return "slept in the pipeline that all share";
}

task<void> make_thing() {
  thing fresh{.name = "one"};
  co_await save(fresh);
}

using site = application<models<thing>,
                         routes<route<"GET /one", one>, route<"GET /sleep", piped_sleeper>,
                                route<"GET /sleep_apart", sleeper>>,
                         command<"seed", make_thing, "writes the one row">>;

int main(int argc, char** argv) { return hyper::run<site>(argc, argv); }

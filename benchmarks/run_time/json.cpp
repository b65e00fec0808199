// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// JSON of one small struct and of a list of a hundred: 144 bytes and 14.5 kB, one escaped pair of
// quotes in each, names and addresses judged by their rules when read.

#include <benchmark/benchmark.h>

#include <cstdint>
#include <hyper/json/read.hpp>
#include <hyper/json/write.hpp>
#include <hyper/validate/email.hpp>
#include <hyper/validate/text.hpp>
#include <string>
#include <vector>

namespace {

struct user {
  std::int64_t id;
  hyper::text<1, 80> name;
  hyper::email email;
  bool active;
  double score;
  std::vector<std::string> tags;
};

user one_user() {
  return {123,   "Ada \"Countess\" Lovelace",   "ada.lovelace@example.org", true,
          98.25, {"maths", "engines", "poetry"}};
}

std::string padded(std::string text) {
  text.reserve(text.size() + hyper::json_padding);
  return text;
}

template <class T>
void write(benchmark::State& state, T const& value) {
  std::string out;
  for (auto _ : state) {
    out.clear();
    hyper::write_json(out, value);
    benchmark::DoNotOptimize(out.data());
  }
  state.counters["bytes"] = static_cast<double>(out.size());
}

/// Into a value that is there already, as peers measure it: its strings keep their memory.
template <class T>
void read(benchmark::State& state, T value, bool with_padding) {
  std::string const text = padded(hyper::to_json(value));
  hyper::read_options const options{.padded = with_padding};
  for (auto _ : state) {
    if (!hyper::read_json_into(value, text, options).empty()) state.SkipWithError("refused");
    benchmark::DoNotOptimize(value);
  }
  state.counters["bytes"] = static_cast<double>(text.size());
}

/// Into a new value, as a handler gets it.
template <class T>
void read_new(benchmark::State& state, T const& value) {
  std::string const text = padded(hyper::to_json(value));
  for (auto _ : state) {
    auto result = hyper::read_json<T>(text, {.padded = true});
    if (!result) state.SkipWithError("refused");
    benchmark::DoNotOptimize(result);
  }
  state.counters["bytes"] = static_cast<double>(text.size());
}

std::vector<user> hundred_users() { return std::vector<user>(100, one_user()); }

void write_one(benchmark::State& state) { write(state, one_user()); }
void write_hundred(benchmark::State& state) { write(state, hundred_users()); }
void read_one(benchmark::State& state) { read(state, one_user(), true); }
void read_one_copied(benchmark::State& state) { read(state, one_user(), false); }
void read_one_new(benchmark::State& state) { read_new(state, one_user()); }
void read_hundred(benchmark::State& state) { read(state, hundred_users(), true); }
void read_hundred_new(benchmark::State& state) { read_new(state, hundred_users()); }

BENCHMARK(write_one);
BENCHMARK(write_hundred);
BENCHMARK(read_one);
BENCHMARK(read_one_copied);
BENCHMARK(read_one_new);
BENCHMARK(read_hundred);
BENCHMARK(read_hundred_new);

}  // namespace

BENCHMARK_MAIN();

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <benchmark/benchmark.h>
#include <hyper/runtime/event_loop.hpp>
#include <hyper/runtime/run.hpp>
#include <hyper/runtime/task.hpp>
#include <vector>

namespace {

using namespace hyper;

task<int> value(int which) { co_return which; }
task<int> awaits(int levels) {
  if (levels == 0) co_return 0;
  int const below = co_await awaits(levels - 1);
  co_return below + 1;
}

void task_that_never_waits(benchmark::State& state) {
  event_loop const loop;
  for (auto _ : state) benchmark::DoNotOptimize(run(value(1)));
}
BENCHMARK(task_that_never_waits);

void ten_nested_tasks(benchmark::State& state) {
  event_loop const loop;
  for (auto _ : state) benchmark::DoNotOptimize(run(awaits(10)));
}
BENCHMARK(ten_nested_tasks);

void move_a_timer_among_10000(benchmark::State& state) {
  event_loop loop;
  std::vector<timer> timers(10'000);
  for (std::size_t i = 0; i < timers.size(); ++i)
    loop.arm(timers[i], loop.now() + 60'000 + static_cast<std::int64_t>(i));
  std::int64_t moment = loop.now() + 80'000;
  std::size_t which = 0;
  for (auto _ : state) loop.arm(timers[which++ * 7919 % timers.size()], ++moment);
  for (timer& each : timers) loop.disarm(each);
}
BENCHMARK(move_a_timer_among_10000);

void turn_with_a_hook(benchmark::State& state) {
  event_loop loop;
  turn_hook hook;
  hook.run = [](turn_hook&) {};
  for (auto _ : state) {
    loop.at_turn_end(hook);
    loop.turn(0);
  }
}
BENCHMARK(turn_with_a_hook);

void post(benchmark::State& state) {
  event_loop loop;
  for (auto _ : state) {
    loop.post([](void*) {}, nullptr);
    loop.turn(0);
  }
}
BENCHMARK(post);

}  // namespace

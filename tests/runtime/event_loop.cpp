// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/runtime/event_loop.hpp>
//
#include <sys/epoll.h>
#include <unistd.h>
#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <vector>
#include "support/catch.hpp"

using namespace hyper;

namespace {

struct pipe_ends {
  int ends[2];
  pipe_ends() { REQUIRE(::pipe(ends) == 0); }
  ~pipe_ends() {
    ::close(ends[0]);
    ::close(ends[1]);
  }
  void fill() const { REQUIRE(::write(ends[1], "x", 1) == 1); }
};

struct noted_timer : timer {
  std::vector<int>* order;
  int number;
};

struct noted_hook : turn_hook {
  event_loop* loop = nullptr;
  noted_hook* also = nullptr;
  bool again = false;
  int runs = 0;
  noted_hook() {
    run = [](turn_hook& self) {
      auto& mine = static_cast<noted_hook&>(self);
      ++mine.runs;
      if (mine.also != nullptr) mine.loop->at_turn_end(*mine.also);
      if (mine.again) mine.loop->at_turn_end(mine);
    };
  }
};

}  // namespace

TEST_CASE("a loop is the loop of its thread", "[runtime]") {
  CHECK_FALSE(event_loop::exists());
  CHECK_THROWS_AS(event_loop::current(), std::logic_error);
  {
    event_loop loop;
    CHECK(&event_loop::current() == &loop);
    std::thread([] { CHECK_FALSE(event_loop::exists()); }).join();
  }
  CHECK_FALSE(event_loop::exists());
}

TEST_CASE("what is ready is told, what is unwatched is not", "[runtime]") {
  event_loop loop;
  pipe_ends one;
  pipe_ends two;
  struct noted : watcher {
    event_loop* loop;
    noted* other;
    int other_end;
    int seen = 0;
  } first, second;
  auto const take = [](watcher& self, std::uint32_t events) {
    auto& mine = static_cast<noted&>(self);
    CHECK((events & EPOLLIN) != 0);
    ++mine.seen;
    mine.loop->unwatch(mine.other_end, *mine.other);  // its event of this batch is dropped
  };
  first.ready = second.ready = take;
  first.loop = second.loop = &loop;
  first.other = &second;
  first.other_end = two.ends[0];
  second.other = &first;
  second.other_end = one.ends[0];
  loop.watch(one.ends[0], EPOLLIN, first);
  loop.watch(two.ends[0], EPOLLIN, second);
  one.fill();
  two.fill();
  loop.turn(-1);
  CHECK(first.seen + second.seen == 1);
  CHECK_THROWS_AS(loop.watch(-1, EPOLLIN, first), std::system_error);
}

TEST_CASE("timers fire in the order of their moments", "[runtime]") {
  event_loop loop;
  std::vector<int> order;
  std::vector<noted_timer> timers(200);
  std::mt19937 random(7);
  std::vector<int> moments;
  for (int i = 0; i < 200; ++i) moments.push_back(i);
  std::shuffle(moments.begin(), moments.end(), random);
  for (int i = 0; i < 200; ++i) {
    timers[static_cast<std::size_t>(i)].order = &order;
    timers[static_cast<std::size_t>(i)].number = moments[static_cast<std::size_t>(i)];
    timers[static_cast<std::size_t>(i)].due = [](timer& self) {
      static_cast<noted_timer&>(self).order->push_back(static_cast<noted_timer&>(self).number);
    };
    loop.arm(timers[static_cast<std::size_t>(i)], loop.now() - 1000);
  }
  // Armed again at other moments, and every fifth taken away.
  std::vector<int> expected;
  for (noted_timer& each : timers) loop.arm(each, loop.now() - 500 + each.number);
  for (noted_timer& each : timers)
    if (each.number % 5 == 0)
      loop.disarm(each);
    else
      expected.push_back(each.number);
  std::sort(expected.begin(), expected.end());
  loop.turn(0);
  CHECK(order == expected);
  for (noted_timer const& each : timers) CHECK_FALSE(each.armed());
}

TEST_CASE("a timer that is always due does not keep the loop from its events", "[runtime]") {
  event_loop loop;
  struct eager : timer {
    event_loop* loop;
    int fired = 0;
  } always;
  always.loop = &loop;
  always.due = [](timer& self) {
    auto& mine = static_cast<eager&>(self);
    ++mine.fired;
    mine.loop->arm(mine, 0);
  };
  loop.arm(always, 0);
  for (int i = 0; i < 3; ++i) loop.turn(-1);
  CHECK(always.fired == 3);
  loop.disarm(always);
}

TEST_CASE("hooks run once a turn, those of hooks too, a repeated one in the next", "[runtime]") {
  event_loop loop;
  noted_hook first;
  noted_hook second;
  noted_hook cancelled;
  first.loop = second.loop = &loop;
  first.also = &second;
  first.again = true;
  loop.at_turn_end(first);
  loop.at_turn_end(first);
  loop.at_turn_end(cancelled);
  loop.cancel(cancelled);
  loop.turn(-1);  // does not sleep
  CHECK(first.runs == 1);
  CHECK(second.runs == 1);
  CHECK(first.queued());
  first.again = false;
  loop.turn(-1);
  CHECK(first.runs == 2);
  CHECK(cancelled.runs == 0);
  CHECK_FALSE(first.queued());
}

TEST_CASE("other threads post, and stop", "[runtime]") {
  event_loop loop;
  std::vector<std::thread> posters;
  static int done;
  done = 0;
  for (int i = 0; i < 4; ++i)
    posters.emplace_back([&] {
      for (int k = 0; k < 500; ++k) loop.post([](void*) { ++done; }, nullptr);
      loop.post(
          [](void* self) {
            if (done == 2000) static_cast<event_loop*>(self)->stop();
          },
          &loop);
    });
  loop.run();
  for (std::thread& each : posters) each.join();
  CHECK(done == 2000);
}

TEST_CASE("a mailbox outlives its loop", "[runtime]") {
  auto const count = [](void* number) { ++*static_cast<int*>(number); };
  int run = 0;
  std::optional<event_loop> loop(std::in_place);
  loop_mailbox const box = loop->mailbox();
  CHECK(box.post(count, &run));
  loop.reset();
  CHECK(run == 1);  // what was posted is not lost
  CHECK_FALSE(box.post(count, &run));
  CHECK(run == 1);
}

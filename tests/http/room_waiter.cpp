// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/room_waiter.hpp>
//
#include <hyper/runtime/task.hpp>
#include "support/catch.hpp"

using namespace hyper;

namespace {
struct sender {
  detail::room_waiter* waiters = nullptr;
  std::size_t unsent = 100;
  int resumed = 0;
};
task<void> wait_for_room(sender& in, std::size_t limit) {
  detail::room_waiter room(in.waiters, in.unsent, limit);
  co_await room;
  ++in.resumed;
  in.unsent += 50;  // it goes on writing
}
}  // namespace

TEST_CASE("who has room does not wait", "[http]") {
  sender in;
  auto work = wait_for_room(in, 100);
  CHECK(work.start(nullptr, nullptr));
  CHECK(in.resumed == 1);
}

TEST_CASE("those who wait go on when there is room, and each may take it from the others",
          "[http]") {
  sender in;
  task<void> all[] = {wait_for_room(in, 10), wait_for_room(in, 10), wait_for_room(in, 80)};
  for (auto& each : all) CHECK_FALSE(each.start(nullptr, nullptr));
  auto const unsent = [&] { return in.unsent; };
  detail::room_waiter::wake(in.waiters, unsent);
  CHECK(in.resumed == 0);
  in.unsent = 30;
  detail::room_waiter::wake(in.waiters, unsent);
  CHECK(in.resumed == 1);
  CHECK(all[2].done());
  in.unsent = 0;
  detail::room_waiter::wake(in.waiters, unsent);
  CHECK(in.resumed == 2);
  in.unsent = 0;
  detail::room_waiter::wake(in.waiters, unsent);
  CHECK(in.resumed == 3);
  CHECK(in.waiters == nullptr);
}

TEST_CASE("a task that is destroyed does not wait any more", "[http]") {
  sender in;
  task<void> all[] = {wait_for_room(in, 0), wait_for_room(in, 0), wait_for_room(in, 0)};
  for (auto& each : all) CHECK_FALSE(each.start(nullptr, nullptr));
  all[1].cancel();
  all[2].cancel();
  in.unsent = 0;
  detail::room_waiter::wake(in.waiters, [&] { return in.unsent; });
  CHECK(in.resumed == 1);
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/runtime/sleep.hpp>
//
#include <hyper/runtime/run.hpp>
#include <string>
#include "support/catch.hpp"

using namespace hyper;

namespace {
task<> note_after(std::int64_t milliseconds, std::string& where, char what) {
  co_await sleep_for(milliseconds);
  where += what;
}
}  // namespace

TEST_CASE("sleepers wake in their order", "[runtime]") {
  event_loop loop;
  std::string seen;
  background_task const late(note_after(30, seen, 'b'));
  background_task const early(note_after(1, seen, 'a'));
  while (late.running()) loop.turn(-1);
  CHECK(seen == "ab");
}

TEST_CASE("a sleeper that is destroyed does not wake", "[runtime]") {
  event_loop loop;
  std::string seen;
  {
    background_task const gone(note_after(1, seen, 'x'));
    CHECK(gone.running());
  }
  run(note_after(10, seen, 'y'));
  CHECK(seen == "y");
}

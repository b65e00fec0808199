// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/command.hpp>
//
#include <hyper/runtime/run.hpp>
#include "support/catch.hpp"

using namespace hyper;

namespace {

int rows = 0;
task<void> fill() {
  ++rows;
  co_return;
}
using seed = command<"seed", fill, "writes some rows">;
static_assert(detail::is_command<seed>);
static_assert(!detail::is_command<int>);
static_assert(detail::entry_of(seed{}).name == "seed");
static_assert(detail::entry_of(seed{}).help == "writes some rows");
static_assert(command<"clear", fill>::help.empty());

}  // namespace

TEST_CASE("a command's entry runs its function", "[app]") {
  run(detail::entry_of(seed{}).run());
  CHECK(rows == 1);
}

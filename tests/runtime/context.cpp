// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/runtime/context.hpp>
//
#include <hyper/runtime/run.hpp>
#include "support/catch.hpp"

using namespace hyper;

namespace {
constexpr char kind = 0;
constexpr char other_kind = 0;

task<void*> find() {
  context const* here = co_await current_context();
  co_return context::find(here, &kind);
}
task<void*> find_from_below() {
  task<void*> below = find();
  void* const found = co_await below;
  co_return found;
}
task<void*> find_within(int& value) {
  context const* outer = co_await current_context();
  context const mine{outer, &kind, &value};
  task<void*> below = find_from_below();
  below.set_context(&mine);
  void* const found = co_await below;
  co_return found;
}
}  // namespace

TEST_CASE("the innermost value of a kind is found", "[runtime]") {
  int one = 1;
  int two = 2;
  context const outer{nullptr, &kind, &one};
  context const middle{&outer, &other_kind, &two};
  context const inner{&middle, &kind, &two};
  CHECK(context::find(&inner, &kind) == &two);
  CHECK(context::find(&middle, &kind) == &one);
  CHECK(context::find(&outer, &other_kind) == nullptr);
  CHECK(context::find(nullptr, &kind) == nullptr);
}

TEST_CASE("tasks inherit the context of who awaits them", "[runtime]") {
  int value = 1;
  CHECK(run(find_from_below()) == nullptr);
  CHECK(run(find_within(value)) == &value);
}

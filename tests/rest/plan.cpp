// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/rest/plan.hpp>

#include "support/catch.hpp"

#include <string>
#include <vector>

namespace {

using namespace hyper::detail;

void put_one(hyper::json_writer& out, void const*) { out.literal("1"); }
bool there = true;
bool is_there(void const*) { return there; }
constexpr auto level = &is_there;

/// Fields of the names; every object around them is there when `there` says so.
template <std::size_t Count>
constexpr auto plan_of(std::array<std::string_view, Count> const& names) {
  std::array<field_access, Count> fields{};
  for (std::size_t i = 0; i < Count; ++i)
    fields[i] = {names[i], &put_one, {level, level, level, level}};
  return serializer_plan<Count, 512>(fields);
}

template <std::size_t Count>
std::string written(serializer_plan<Count, 512> const& plan) {
  std::string text;
  {
    hyper::json_writer out(text);
    write_plan(out, plan.steps.data(), plan.step_count, plan.text.data(), nullptr);
  }
  return text;
}

TEST_CASE("fields of one object are written into it", "[rest]") {
  there = true;
  CHECK(written(plan_of<1>({"a"})) == R"({"a":1})");
  CHECK(written(plan_of<0>({})) == "{}");
  CHECK(written(plan_of<4>({"a", "b.c", "b.d", "e"})) == R"({"a":1,"b":{"c":1,"d":1},"e":1})");
  CHECK(written(plan_of<2>({"b.c", "d.c"})) == R"({"b":{"c":1},"d":{"c":1}})");
  CHECK(written(plan_of<4>({"a.b.c", "a.b.d", "a.e", "f"})) ==
        R"({"a":{"b":{"c":1,"d":1},"e":1},"f":1})");
  CHECK(written(plan_of<1>({"a.b.c.d.e"})) == R"({"a":{"b":{"c":{"d":{"e":1}}}}})");
  CHECK(written(plan_of<2>({"a.b.c", "a.d.e"})) == R"({"a":{"b":{"c":1},"d":{"e":1}}})");
}

TEST_CASE("an object that is not there is null, whatever it would have held", "[rest]") {
  there = false;
  CHECK(written(plan_of<4>({"a", "b.c", "b.d", "e"})) == R"({"a":1,"b":null,"e":1})");
  CHECK(written(plan_of<3>({"a.b.c", "a.d", "e"})) == R"({"a":null,"e":1})");
  CHECK(written(plan_of<1>({"a.b"})) == R"({"a":null})");
  there = true;
}

// What would be written twice is found: a name, or an object that was closed before.
static_assert(!plan_of<4>({"a", "b.c", "b.d", "e"}).torn);
static_assert(plan_of<2>({"a", "a"}).torn);
static_assert(plan_of<3>({"b.c", "a", "b.d"}).torn && plan_of<3>({"b.c", "a", "b.d"}).torn_at == 2);
static_assert(plan_of<2>({"b.c", "b.c"}).torn);
static_assert(plan_of<2>({"b", "b.c"}).torn && plan_of<2>({"b.c", "b"}).torn);
static_assert(plan_of<3>({"a.b.c", "a.d", "a.b.e"}).torn);
static_assert(!plan_of<2>({"a.x", "b.x"}).torn);

}  // namespace

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/reflect/type_name.hpp>

#include "support/catch.hpp"

#include <vector>

namespace blog {
struct post {};
namespace inner {
enum class state { open };
}
template <class T>
struct box {};
}  // namespace blog
struct global {};

namespace {

using hyper::qualified_type_name;
using hyper::type_name;

static_assert(qualified_type_name<blog::post>() == "blog::post");
static_assert(type_name<blog::post>() == "post");
static_assert(type_name<blog::inner::state>() == "state");
static_assert(type_name<global>() == "global");
static_assert(type_name<int>() == "int");
static_assert(type_name<blog::box<blog::post>>() == "box<blog::post>");
static_assert(qualified_type_name<blog::box<int>>() == "blog::box<int>");

}  // namespace

TEST_CASE("names of types are usable at run time", "[reflect]") {
  std::string const name(type_name<blog::post>());
  CHECK(name == "post");
  CHECK(std::string(type_name<std::vector<int>>()).starts_with("vector<int"));
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/reflect/flattened.hpp>
//
#include <string>
#include "support/catch.hpp"

namespace {
struct place {
  std::string street{};
  int number = 0;
};
struct marks {
  int red = 0;
  int blue = 0;
};
struct nested {
  marks all{};
  bool last = false;
};
struct person {
  int id = 0;
  marks given{};
  place home{};
  place work{};
  nested deep{};
  std::string name{};
};
}  // namespace

template <>
struct hyper::adapted_members<nested> : hyper::flattened<nested, hyper::members_of<"all">> {};
template <>
struct hyper::adapted_members<person>
    : hyper::flattened<person, hyper::members_of<"given">, hyper::prefixed_members_of<"home">,
                       hyper::prefixed_members_of<"work">, hyper::prefixed_members_of<"deep">> {};

using namespace hyper;

static_assert(reflectable<person>);
static_assert(member_count<person> == 11);
static_assert(member_names<person> ==
              std::array<std::string_view, 11>{"id", "red", "blue", "home_street", "home_number",
                                               "work_street", "work_number", "deep_red",
                                               "deep_blue", "deep_last", "name"});
static_assert(std::is_same_v<member_type<person, 3>, std::string>);
static_assert(member_index<person>("work_number") == 6);

TEST_CASE("members of members are the struct's own", "[reflect]") {
  person one{1, {2, 3}, {"a", 4}, {"b", 5}, {{6, 7}, true}, "Ada"};
  CHECK(member<1>(one) == 2);
  CHECK(member<5>(one) == "b");
  member<6>(one) = 50;
  CHECK(one.work.number == 50);
  CHECK(member<8>(one) == 7);
  person const& fixed = one;
  static_assert(std::is_const_v<std::remove_reference_t<decltype(member<2>(fixed))>>);
  CHECK(member<2>(fixed) == 3);
  std::string names;
  for_each_member(one,
                  [&names](std::string_view name, auto const&) { names += name, names += ' '; });
  CHECK(names ==
        "id red blue home_street home_number work_street work_number deep_red deep_blue deep_last "
        "name ");
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/reflect/adapted.hpp>

#include "support/catch.hpp"

#include <boost/hana/adapt_struct.hpp>
#include <boost/hana/define_struct.hpp>
#include <string>

namespace legacy {
// Has a base, so it is an aggregate that Boost.PFR cannot take apart.
struct base {
  int id = 0;
};
struct user : base {
  explicit user(std::string called) : name(std::move(called)) {}
  std::string name;
  bool active = true;
};
struct pair_of {
  BOOST_HANA_DEFINE_STRUCT(pair_of, (int, left), (std::string, right));
};
}  // namespace legacy
BOOST_HANA_ADAPT_STRUCT(legacy::user, id, name, active);

namespace {

using namespace hyper;

static_assert(adapted<legacy::user>);
static_assert(reflectable<legacy::user>);
static_assert(member_count<legacy::user> == 3);
static_assert(member_names<legacy::user> ==
              std::array<std::string_view, 3>{"id", "name", "active"});
static_assert(std::is_same_v<member_type<legacy::user, 1>, std::string>);
static_assert(member_index<legacy::user>("active") == 2);
static_assert(member_names<legacy::pair_of>[1] == "right");

struct plain {
  int a;
};
static_assert(!adapted<plain>);
static_assert(member_names<plain>[0] == "a");

}  // namespace

TEST_CASE("an adapted type is used like an aggregate", "[reflect]") {
  legacy::user ada("Ada");
  member<0>(ada) = 12;
  CHECK(ada.id == 12);
  std::string names;
  for_each_member(ada, [&](std::string_view name, auto const&) { names += name; });
  CHECK(names == "idnameactive");
  legacy::user const& fixed = ada;
  CHECK(&member<1>(fixed) == &ada.name);
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/json/access.hpp>

#include "support/catch.hpp"

#include <map>
#include <string>
#include <vector>

using namespace hyper::detail;

namespace {
template <class T>
constexpr json_type access_to() {
  json_type type;
  json_access<T, json_kind_of<T>>::describe(type);
  return type;
}
}  // namespace

static_assert(is_nullable_json<std::optional<int>>());
static_assert(!is_nullable_json<std::vector<std::optional<int>>>());

TEST_CASE("a sequence gives elements, and uses their memory again", "[json]") {
  using numbers = std::vector<std::string>;
  constexpr json_type type = access_to<numbers>();
  numbers range{"a"};
  CHECK(type.make_element(&range, 0) == &range[0]);
  *static_cast<std::string*>(type.make_element(&range, 1)) = "b";
  CHECK(range == numbers{"a", "b"});
  type.cut(&range, 1);
  std::size_t count = 0;
  CHECK(type.look(&range, count) == range.data());
  CHECK(count == 1);
}

TEST_CASE("a map gives entries and says which are new", "[json]") {
  using map = std::map<std::string, int>;
  constexpr json_type type = access_to<map>();
  map entries;
  bool added = false;
  *static_cast<int*>(type.make_entry(&entries, "a", added)) = 5;
  CHECK(added);
  CHECK(*static_cast<int*>(type.make_entry(&entries, "a", added)) == 5);
  CHECK_FALSE(added);
  type.reset(&entries);
  CHECK(entries.empty());
}

TEST_CASE("an optional is looked into, filled and emptied", "[json]") {
  constexpr json_type type = access_to<std::optional<int>>();
  std::optional<int> held;
  std::size_t count = 0;
  CHECK(type.look(&held, count) == nullptr);
  *static_cast<int*>(type.make(&held)) = 3;
  CHECK(held == 3);
  type.reset(&held);
  CHECK_FALSE(held);
}

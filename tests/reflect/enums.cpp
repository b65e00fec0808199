// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/reflect/enums.hpp>

#include "support/catch.hpp"

#include <cstdint>

namespace shop {
enum class state : std::uint8_t { open, paid = 3, shipped };
template <class A, int B>
struct box {
  enum class lid { shut, ajar };
};
struct holder {
  enum kind : int { none = -2, some = 5 };
};
}  // namespace shop

namespace {

enum class colour { red, green = 7, blue = 111 };
enum class far_away { near = 5, far = 500 };

}  // namespace

template <>
struct hyper::enum_traits<far_away> {
  static constexpr int lowest = 0;
  static constexpr int highest = 600;
};

namespace {

using hyper::enum_entries;
using hyper::enum_from_name;
using hyper::enum_name;

static_assert(enum_entries<shop::state>.size() == 3);
static_assert(enum_name(shop::state::paid) == "paid");
static_assert(enum_name(static_cast<shop::state>(9)).empty());
static_assert(enum_from_name<shop::state>("shipped") == shop::state::shipped);
static_assert(!enum_from_name<shop::state>("Shipped"));
static_assert(!enum_from_name<shop::state>(""));

// Scopes with brackets, commas and signs in them.
static_assert(enum_entries<colour>.size() == 3);
static_assert(enum_name(colour::blue) == "blue");
static_assert(enum_name(shop::box<int, 2>::lid::ajar) == "ajar");
static_assert(enum_name(shop::box<shop::box<char, 1>, -1>::lid::shut) == "shut");
static_assert(enum_name(shop::holder::none) == "none");
static_assert(enum_entries<shop::holder::kind>[1].value == shop::holder::some);

static_assert(enum_name(far_away::far) == "far");

}  // namespace

TEST_CASE("enumerators are listed in order of value", "[reflect]") {
  std::string names;
  for (auto const& entry : enum_entries<colour>) names += std::string(entry.name) + ' ';
  CHECK(names == "red green blue ");
}

TEST_CASE("enumerators are found by names that come at run time", "[reflect]") {
  for (auto const& entry : enum_entries<shop::state>) {
    CHECK(enum_from_name<shop::state>(std::string(entry.name)) == entry.value);
    CHECK(enum_name(entry.value) == entry.name);
  }
}

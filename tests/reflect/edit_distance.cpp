// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/reflect/edit_distance.hpp>
//
#include <string>

#include "support/catch.hpp"

using hyper::detail::edit_distance;

static_assert(edit_distance("", "") == 0);
static_assert(edit_distance("title", "title") == 0);
static_assert(edit_distance("titel", "title") == 2);  // a swap is two changes
static_assert(edit_distance("titl", "title") == 1);
static_assert(edit_distance("titles", "title") == 1);
static_assert(edit_distance("", "body") == 4 && edit_distance("body", "") == 4);
static_assert(edit_distance("kitten", "sitting") == 3);

TEST_CASE("names that are too long to compare are like nothing", "[reflect]") {
  std::string const long_name(64, 'x');
  CHECK(edit_distance(long_name, "x") == 64);
  CHECK(edit_distance("x", long_name) == 64);
  CHECK(edit_distance(long_name.substr(1), long_name.substr(1)) == 0);
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/unique.hpp>
//
#include "blog.hpp"
#include "support/catch.hpp"

using namespace blog;

static_assert(detail::column_of_type<unique<foreign_key<author>>>.unique);
static_assert(detail::column_of_type<unique<foreign_key<author>>>.relation);
static_assert(detail::column_of_type<indexed<date>>.indexed);

TEST_CASE("a unique foreign key reaches its row", "[orm]") {
  unique<foreign_key<author>> owner =
      foreign_key<author>(author{.id = 1, .name = "Ada", .contact = {}});
  CHECK(owner->name == "Ada");
  CHECK((*owner).key() == 1);
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/objects.hpp>
//
#include "blog.hpp"
#include "support/catch.hpp"

namespace {
using namespace blog;

#define POST_COLUMNS \
  R"(p."id", p."address", p."title", p."body", p."writer_id", p."published", p."created")"

// The text of the design.
static_assert(objects<post>.filter<"writer__name__iexact">().sql() ==
              "SELECT " POST_COLUMNS R"( FROM "posts" p JOIN "authors" w ON w."id" = p."writer_id")"
              R"( WHERE UPPER(w."name") = UPPER($1) ORDER BY p."created" DESC)");

static_assert(objects<author>.sql() == R"(SELECT a."id", a."name", a."contact" FROM "authors" a)");
}  // namespace

TEST_CASE("a query's text is the same at run time", "[orm]") {
  CHECK(objects<author>.filter<"name">("x").sql() ==
        R"(SELECT a."id", a."name", a."contact" FROM "authors" a WHERE a."name" = $1)");
}

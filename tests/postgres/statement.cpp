// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

#include <hyper/postgres/statement.hpp>
//
#include "support/catch.hpp"

// FNV-1a's published vectors.
static_assert(hyper::statement_hash("") == 0xcbf29ce484222325ULL);
static_assert(hyper::statement_hash("a") == 0xaf63dc4c8601ec8cULL);
static_assert(hyper::statement_hash("foobar") == 0x85944171f73967e8ULL);

TEST_CASE("a statement is neither pure nor prepared unless it says so", "[postgres]") {
  hyper::statement const plain{"SELECT 1"};
  CHECK_FALSE(plain.pure_read);
  CHECK(plain.hash == 0);
}

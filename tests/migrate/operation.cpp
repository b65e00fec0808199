// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/migrate/operation.hpp>
//
#include "support/catch.hpp"

TEST_CASE("an operation is made for a transaction unless it says otherwise", "[migrate]") {
  hyper::schema_operation const made{"add column posts.title", "posts_title"};
  CHECK(made.stage == hyper::operation_stage::transaction);
  CHECK_FALSE(made.destructive);
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

#include <hyper/postgres/operation.hpp>
//
#include "support/catch.hpp"

using hyper::detail::operation;

TEST_CASE("an operation ends once and lives as long as its last owner", "[postgres]") {
  auto* const op = new operation;
  ++op->owners;
  op->finish();  // nobody waits
  CHECK(op->done);
  operation::release(op);
  CHECK(op->owners == 1);
  operation::release(op);  // the address sanitizer sees what this forgets
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/validate/invalid_value.hpp>

#include "support/catch.hpp"

TEST_CASE("a refused value says why", "[validate]") {
  CHECK_THROWS_WITH(hyper::throw_invalid_value({"range", "must be between 1 and 5"}),
                    "must be between 1 and 5");
  hyper::invalid_value const refused({"range", "must be between 1 and 5"});
  CHECK(refused.reason().rule == "range");
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/validate/bounds.hpp>

#include "support/catch.hpp"

TEST_CASE("bounds in their order pass", "[validate]") {
  hyper::detail::judge_bounds<1, 5>();
  hyper::detail::judge_bounds<0.5, 0.5>();
  SUCCEED();
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/application_plan.hpp>
//
#include "support/catch.hpp"

TEST_CASE("a plan is empty until an application fills it", "[app]") {
  hyper::detail::application_plan const plan;
  CHECK(plan.routes.empty());
  CHECK(plan.models.empty());
  CHECK(plan.handle == nullptr);
}

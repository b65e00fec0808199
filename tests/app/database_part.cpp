// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/database_part.hpp>
//
#include <hyper/app/application.hpp>
#include <hyper/app/models.hpp>
#include "support/catch.hpp"

using namespace hyper;

TEST_CASE("an application without models has no database", "[app]") {
  CHECK(application<>::plan().database == nullptr);
  CHECK(application<models<>>::plan().database == &detail::standard_database);
}

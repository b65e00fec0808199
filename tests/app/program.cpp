// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/program.hpp>
//
#include "support/catch.hpp"

using namespace hyper;

TEST_CASE("commands are found by name", "[app]") {
  detail::command_entry const all[] = {{"seed", "", nullptr}, {"clean", "", nullptr}};
  CHECK(detail::find_command(all, "clean") == &all[1]);
  CHECK(detail::find_command(all, "cle") == nullptr);
}

TEST_CASE("without a database part there is none, whatever is set", "[app]") {
  detail::application_plan const plan;
  detail::program of{plan, {}, {}};
  of.with.database_url = "postgresql:///d";
  CHECK_FALSE(of.uses_database());
}

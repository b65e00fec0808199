// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/database_program.hpp>
//
#include <hyper/app/command_line.hpp>
#include <hyper/app/doctor.hpp>
#include <hyper/app/program.hpp>
#include <hyper/app/settings.hpp>
#include "app/findings.hpp"
#include "app/served.hpp"

using namespace hyper;

TEST_CASE("settings are handed to the pool", "[app]") {
  char const* const words[] = {"./x",
                               "--database-url=postgresql:///d",
                               "--threads=3",
                               "--pool-size=20",
                               "--statement-timeout=5",
                               "--transaction-pooler",
                               "--direct-database-url=postgresql:///server",
                               "--no-share-syncs"};
  settings const with = load_settings(parse_command_line(words).options, nullptr);
  pool_settings const pool = detail::pool_settings_of(with);
  CHECK(pool.url == "postgresql:///d");
  CHECK(pool.threads == 3);
  CHECK(pool.pool_size == 20);
  CHECK(pool.connect_timeout == 10'000);
  CHECK(pool.statement_timeout == 5'000);
  CHECK_FALSE(pool.share_syncs);
  CHECK(pool.resolved().transaction_pooler);
  CHECK(detail::single_thread_pool(with).url == "postgresql:///server");
  CHECK_NOTHROW(pool.require());
}

TEST_CASE("a database that cannot be reached is a sentence without the password", "[app]") {
  char const* const words[] = {"./x", "--database-url=postgresql://u:hunter2@/d?host=/nowhere"};
  settings const with = load_settings(parse_command_line(words).options, nullptr);
  CHECK_THROWS_WITH(
      detail::command_database(with),
      Catch::Matchers::StartsWith("The database postgresql://u:***@/d?host=/nowhere (from "
                                  "--database-url) cannot be reached: ") &&
          !Catch::Matchers::Contains("\n"));
}

TEST_CASE("doctor judges the database", "[app]") {
  using verdict = detail::finding::verdict;
  detail::application_plan const plan;
  detail::program of{plan, {}, load_settings({}, nullptr), false};
  of.with.database_url = test_database();
  auto const good = detail::examine_database(of);
  REQUIRE(find_subject(good, "database") != nullptr);
  CHECK(find_subject(good, "database")->how == verdict::good);
  CHECK(find_subject(good, "its limit")->how == verdict::good);
  of.with.database_url = "postgresql:///d?host=/nowhere";
  CHECK(find_subject(detail::examine_database(of), "database")->how == verdict::bad);
}

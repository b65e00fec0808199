// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/doctor.hpp>
//
#include <hyper/app/settings.hpp>
#include "app/findings.hpp"
#include "app/served.hpp"

using namespace hyper;

TEST_CASE("doctor judges settings", "[app]") {
  using verdict = detail::finding::verdict;
  detail::application_plan const plan;
  char const* const words[] = {"./x", "--threads=1024", "--pool-size=1032", "--host=0.0.0.0"};
  command_line const line = parse_command_line(words);
  detail::program of{plan, line, load_settings(line.options, nullptr), false};
  auto const found = detail::examine_settings(of);
  CHECK(find_subject(found, "compiler")->how == verdict::good);
  CHECK(find_subject(found, "threads")->how == verdict::doubtful);
  CHECK(find_subject(found, "host")->how == verdict::doubtful);
  CHECK(find_subject(found, "secret_key")->how == verdict::doubtful);
}

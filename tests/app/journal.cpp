// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/journal.hpp>
//
#include "app/written_to_stderr.hpp"

using namespace hyper;

TEST_CASE("an entry is one line whatever its text holds", "[app]") {
  std::string const line = written_to_stderr([] { journal::error("a\r\nb\x1b[31m\\n\x7f"); });
  CHECK(line.find(" error a\\x0d\\nb\\x1b[31m\\\\n\\x7f\n") == 24);
  CHECK(line.size() == line.find('\n') + 1);
  CHECK(written_to_stderr([] { journal::info(std::string(100'000, 'x')); }).size() < 4200);
  CHECK(detail::one_line("Grüße") == "Grüße");
}

TEST_CASE("the level decides what is written", "[app]") {
  journal::set_level("warning");
  CHECK(written_to_stderr([] { journal::info("quiet"); }).empty());
  CHECK_FALSE(written_to_stderr([] { journal::warning("heard"); }).empty());
  CHECK(journal::writes(severity::error));
  journal::set_level("info");
  CHECK(journal::writes(severity::info));
}

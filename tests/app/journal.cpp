// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/journal.hpp>
//
#include <unistd.h>
#include "support/catch.hpp"

using namespace hyper;

namespace {

/// What `work` writes to standard error.
template <class Work>
std::string written(Work const& work) {
  int channel[2];
  REQUIRE(pipe(channel) == 0);
  int const before = dup(STDERR_FILENO);
  dup2(channel[1], STDERR_FILENO);
  work();
  dup2(before, STDERR_FILENO);
  close(before);
  close(channel[1]);
  std::string text(16'384, '\0');
  text.resize(
      static_cast<std::size_t>(std::max<ssize_t>(read(channel[0], text.data(), text.size()), 0)));
  close(channel[0]);
  return text;
}

}  // namespace

TEST_CASE("an entry is one line whatever its text holds", "[app]") {
  std::string const line = written([] { journal::error("a\r\nb\x1b[31m\\n\x7f"); });
  CHECK(line.find(" error a\\x0d\\nb\\x1b[31m\\\\n\\x7f\n") == 24);
  CHECK(line.size() == line.find('\n') + 1);
  CHECK(written([] { journal::info(std::string(100'000, 'x')); }).size() < 4200);
  CHECK(detail::one_line("Grüße") == "Grüße");
}

TEST_CASE("the level decides what is written", "[app]") {
  journal::set_level("warning");
  CHECK(written([] { journal::info("quiet"); }).empty());
  CHECK_FALSE(written([] { journal::warning("heard"); }).empty());
  CHECK(journal::writes(severity::error));
  journal::set_level("info");
  CHECK(journal::writes(severity::info));
}

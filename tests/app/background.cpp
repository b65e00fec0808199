// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/background.hpp>
//
#include <fcntl.h>
#include <unistd.h>
#include <fstream>
#include <hyper/app/setting.hpp>
#include <sstream>
#include "support/catch.hpp"

using namespace hyper;
using namespace hyper::detail;

namespace {
std::string contents(std::string const& path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}
struct scratch_log {
  std::string path = "/tmp/hyper-log-" + std::to_string(getpid());
  ~scratch_log() { ::unlink(path.c_str()); }
};
}  // namespace

TEST_CASE("the process in the background says how its start went", "[app]") {
  scratch_log const log;
  background_report report;
  auto const outcome = go_to_background(log.path, 20'000, report);
  if (!outcome) {
    static_cast<void>(!write(1, "to the log\n", 11));
    report.tell(0, "It serves.");
    report.tell(1, "said too late");
    _exit(0);
  }
  CHECK(outcome->code == 0);
  CHECK(outcome->sentence == "It serves.");
  CHECK(contents(log.path) == "to the log\n");
}

TEST_CASE("what the caller had open does not stay open in the background", "[app]") {
  scratch_log const log;
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  background_report report;
  auto const outcome = go_to_background(log.path, 20'000, report);
  if (!outcome) {
    report.tell(fcntl(ends[1], F_GETFD) == -1 ? 0 : 1, "");
    _exit(0);
  }
  CHECK(outcome->code == 0);
  close(ends[0]);
  close(ends[1]);
}

TEST_CASE("a process that ends or hangs without a word has failed", "[app]") {
  scratch_log const log;
  background_report report;
  auto const ended = go_to_background(log.path, 20'000, report);
  if (!ended) _exit(7);
  CHECK(ended->code == 1);
  CHECK(ended->sentence == "The process ended before it served: see " + log.path + ".");
  auto const hung = go_to_background(log.path, 20, report);
  if (!hung) {
    for (;;) pause();
  }
  CHECK(hung->code == 1);
  CHECK_THAT(hung->sentence, Catch::Matchers::Contains("did not serve within"));
}

TEST_CASE("a log file that cannot be written is a sentence", "[app]") {
  background_report report;
  CHECK_THROWS_AS(go_to_background("/proc/nowhere/log", 1000, report), cannot_start);
  CHECK_FALSE(write_to_log("/proc/nowhere/log"));
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/pid_file.hpp>
//
#include <sys/stat.h>
#include <unistd.h>
#include <cstdio>
#include <fstream>
#include <hyper/app/setting.hpp>
#include <sstream>
#include "support/catch.hpp"

using namespace hyper;
using detail::pid_file;
using detail::pid_report;
using detail::read_pid_file;

namespace {
/// A folder that lives as long as the object.
struct scratch {
  std::string path = "/tmp/hyper-pid.XXXXXX";
  scratch() { REQUIRE(mkdtemp(path.data()) != nullptr); }
  ~scratch() { static_cast<void>(!std::system(("rm -rf " + path).c_str())); }
};
std::string contents(std::string const& path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}
}  // namespace

TEST_CASE("a pid file is held by one process and goes away with it", "[app]") {
  scratch const folder;
  std::string const path = folder.path + "/below/it/serve.pid";
  CHECK(read_pid_file(path).is == pid_report::state::absent);
  {
    pid_file const mine(path);
    CHECK(contents(path) == std::to_string(getpid()) + "\n");
    pid_report const found = read_pid_file(path);
    CHECK(found.is == pid_report::state::alive);
    CHECK(found.process == getpid());
    CHECK_THROWS_WITH(pid_file(path), "A process serves already: process " +
                                          std::to_string(getpid()) + " holds " + path + ".");
  }
  CHECK(access(path.c_str(), F_OK) != 0);
}

TEST_CASE("what a dead process left is stale, whatever it says", "[app]") {
  scratch const folder;
  std::string const path = folder.path + "/serve.pid";
  // 1 is a process that exists and is not ours; the others are no process numbers.
  for (char const* const text : {"1\n", "4194304000\n", "-7", "words", ""}) {
    std::ofstream(path) << text;
    CHECK(read_pid_file(path).is == pid_report::state::stale);
  }
  std::ofstream(path) << "123456\n";
  CHECK(read_pid_file(path).sentence ==
        "Nothing runs: the pid file " + path + " is stale, process 123456 has ended.");
  pid_file const mine(path);  // takes it over
  CHECK(contents(path) == std::to_string(getpid()) + "\n");
}

TEST_CASE("a lock that was passed on stays held, and its file stays", "[app]") {
  scratch const folder;
  std::string const path = folder.path + "/serve.pid";
  auto first = std::make_unique<pid_file>(path);
  {
    pid_file second(path, ::dup(first->descriptor()));
    first->leave();
    first.reset();
    CHECK(read_pid_file(path).is == pid_report::state::alive);
    second.write_number();
  }
  CHECK(read_pid_file(path).is == pid_report::state::absent);
}

TEST_CASE("a pid file that cannot be made is a sentence", "[app]") {
  CHECK_THROWS_WITH(pid_file("/proc/nowhere/serve.pid"),
                    "The pid file /proc/nowhere/serve.pid cannot be written: No such file or "
                    "directory.");
  scratch const folder;
  REQUIRE(symlink("/tmp/elsewhere", (folder.path + "/serve.pid").c_str()) == 0);
  CHECK_THROWS_AS(pid_file(folder.path + "/serve.pid"), cannot_start);  // nobody's link is followed
  CHECK(read_pid_file("/proc/1/mem/x").is == pid_report::state::unreadable);
}

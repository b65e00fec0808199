// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/dev_keeper.hpp>
//
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cstdlib>
#include <fstream>
#include <hyper/app/pid_file.hpp>
#include <hyper/app/serving.hpp>
#include <sstream>
#include "support/catch.hpp"

using namespace hyper;
using namespace hyper::detail;

namespace {
struct scratch {
  std::string path = "/tmp/hyper-dev.XXXXXX";
  scratch() { REQUIRE(mkdtemp(path.data()) != nullptr); }
  ~scratch() { static_cast<void>(!std::system(("rm -rf " + path).c_str())); }

  /// Puts a script in the program's place at once, as linkers do.
  std::string program(std::string const& text, mode_t mode = 0755) const {
    std::string const made = path + "/program";
    std::ofstream(made + ".new") << "#!/bin/sh\n" << text << "\n";
    REQUIRE(chmod((made + ".new").c_str(), mode) == 0);
    REQUIRE(rename((made + ".new").c_str(), made.c_str()) == 0);
    return made;
  }
};
std::string contents(std::string const& path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}
}  // namespace

TEST_CASE("a program that was written anew is noticed once, when its writer is done", "[app]") {
  scratch const folder;
  executable_watch watch(folder.program("exit 0"));
  CHECK_FALSE(watch.changed());
  folder.program("exit 1");
  CHECK_FALSE(watch.changed());  // perhaps more is to come
  std::ofstream(watch.path(), std::ios::app) << "# more\n";
  CHECK_FALSE(watch.changed());
  CHECK(watch.changed());
  CHECK_FALSE(watch.changed());
  folder.program("exit 2", 0644);  // not linked to the end
  CHECK_FALSE(watch.changed());
  CHECK_FALSE(watch.changed());
  REQUIRE(unlink(watch.path().c_str()) == 0);
  CHECK_FALSE(watch.changed());
  CHECK_FALSE(watch.changed());
  CHECK(path_of_this_program().find("test_app") != std::string::npos);
}

TEST_CASE("the rebuilt program is started with its words, and ended with its keeper", "[app]") {
  scratch const folder;
  std::string const told = folder.path + "/told";
  std::string const program = folder.program("exit 0");
  pid_file const serving(folder.path + "/pid");
  int process = 0;
  {
    dev_keeper keeper(program, {"./program", "dev", "--take-over"}, serving.path());
    keeper.look();
    CHECK(keeper.process() == 0);
    folder.program("echo \"$@\" >" + told + ".new; mv " + told + ".new " + told +
                   "; exec sleep 1000");
    keeper.look();
    keeper.look();
    process = keeper.process();
    REQUIRE(process > 0);
    while (access(told.c_str(), F_OK) != 0) usleep(1000);
    CHECK(contents(told) == "dev --take-over\n");
  }
  CHECK(kill(process, 0) != 0);  // ended and buried
}

TEST_CASE("a rebuilt program that fails, or that nobody can be taken over from, changes nothing",
          "[app]") {
  scratch const folder;
  std::string const program = folder.program("exit 0");
  std::string const pid = folder.path + "/pid";
  dev_keeper keeper(program, {"./program"}, pid);
  folder.program("exit 1");
  keeper.look();
  keeper.look();
  CHECK(keeper.process() == 0);  // no pid file
  pid_file const serving(pid);
  folder.program("exit 3");
  keeper.look();
  keeper.look();
  while (keeper.process() != 0) keeper.look();
  stop_signals signals;
  keeper.keep(signals);  // nothing to keep: returns at once
}

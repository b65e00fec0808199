// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/control_socket.hpp>
//
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <hyper/app/setting.hpp>
#include "support/catch.hpp"

using namespace hyper;
using detail::control_channel;
using detail::control_socket;

namespace {
struct scratch {
  std::string path = "/tmp/hyper-control.XXXXXX";
  scratch() { REQUIRE(mkdtemp(path.data()) != nullptr); }
  ~scratch() { static_cast<void>(!std::system(("rm -rf " + path).c_str())); }
};
}  // namespace

TEST_CASE("messages and descriptors pass through a control socket", "[app]") {
  scratch const folder;
  std::string const path = folder.path + "/control";
  control_socket const listening(path);
  struct stat made{};
  REQUIRE(stat(path.c_str(), &made) == 0);
  CHECK((made.st_mode & 0777) == 0600);
  control_channel const near = control_channel::connect(path);
  REQUIRE(near.connected());
  control_channel const far = listening.accept();
  REQUIRE(far.connected());

  int ends[2];
  REQUIRE(pipe(ends) == 0);
  REQUIRE(near.send("here", ends));
  REQUIRE(near.send("more"));
  auto const first = far.receive(1000);
  REQUIRE(first);
  CHECK(first->text == "here");
  REQUIRE(first->descriptors.size() == 2);
  CHECK((fcntl(first->descriptors[0], F_GETFD) & FD_CLOEXEC) != 0);
  CHECK(write(first->descriptors[1], "x", 1) == 1);
  char byte = 0;
  CHECK(read(ends[0], &byte, 1) == 1);
  CHECK(far.receive(1000)->text == "more");
  CHECK_FALSE(far.receive(0));
  for (int const each : {ends[0], ends[1], first->descriptors[0], first->descriptors[1]})
    close(each);
}

TEST_CASE("a control socket takes a long path, replaces what is dead, and cleans up", "[app]") {
  scratch const folder;
  std::string const deep = folder.path + "/" + std::string(120, 'd');
  REQUIRE(mkdir(deep.c_str(), 0700) == 0);
  std::string const path = deep + "/control";
  {
    control_socket abandoned(path);
    abandoned.leave();
  }
  CHECK_FALSE(control_channel::connect(path).connected());
  {
    control_socket const listening(path);
    CHECK(control_channel::connect(path).connected());
  }
  CHECK(access(path.c_str(), F_OK) != 0);
  CHECK_THROWS_AS(control_socket("/proc/nowhere/control"), cannot_start);
  CHECK_THROWS_AS(control_socket(folder.path + "/" + std::string(200, 'n')), cannot_start);
}

TEST_CASE("too many descriptors, and a peer that is gone, are no messages", "[app]") {
  scratch const folder;
  control_socket const listening(folder.path + "/control");
  control_channel near = control_channel::connect(folder.path + "/control");
  control_channel const far = listening.accept();
  std::vector<int> const many(17, 0);
  CHECK_FALSE(near.send("x", many));
  near.close();
  CHECK_FALSE(far.receive(1000));
  CHECK_FALSE(far.send("x"));
}

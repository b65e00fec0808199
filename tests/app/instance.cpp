// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/instance.hpp>
//
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>
#include <thread>
#include "support/catch.hpp"

using namespace hyper;
using namespace hyper::detail;

namespace {
struct scratch {
  std::string path = "/tmp/hyper-instance.XXXXXX";
  scratch() { REQUIRE(mkdtemp(path.data()) != nullptr); }
  ~scratch() { static_cast<void>(!std::system(("rm -rf " + path).c_str())); }
  instance_paths paths() const {
    return {path + "/serve.pid", path + "/serve.control", path + "/serve.log"};
  }
};

void wait_for_caller(int descriptor) {
  pollfd waiting{descriptor, POLLIN, 0};
  ::poll(&waiting, 1, 20'000);
}

/// Answers the next messages at the instance's control socket like a process that serves. Runs on a
/// thread of its own, which must not check anything itself: false when something was not as it
/// must.
bool hand_over(instance& by, int listening) {
  wait_for_caller(by.control_descriptor());
  control_channel const peer = by.accept();
  auto const asked = peer.receive(5000);
  if (!asked || asked->text != ask_for_sockets || !by.offer(peer, listening)) return false;
  auto const next = peer.receive(5000);
  if (!next) return true;  // it has failed
  if (next->text != now_serving) return false;
  by.leave();
  return peer.send(now_draining);
}
}  // namespace

TEST_CASE("files are named after program and port, or as the settings say", "[app]") {
  settings of;
  of.port = 8000;
  CHECK(paths_of(of, "./build/blog").pid == ".hyper/blog/8000.pid");
  CHECK(paths_of(of, "blog").control == ".hyper/blog/8000.control");
  of.unix_socket = "/run/blog.sock";
  CHECK(paths_of(of, "blog").log == ".hyper/blog/-run-blog.sock.log");
  of.pid_file = "/run/blog/main.pid";
  CHECK(paths_of(of, "blog").control == "/run/blog/main.control");
  of.log_file = "/var/log/blog.log";
  CHECK(paths_of(of, "blog").log == "/var/log/blog.log");
}

TEST_CASE("one process hands everything over to the next, and its files never vanish", "[app]") {
  scratch const folder;
  int const listening = open("/dev/null", O_RDONLY);
  auto first = std::make_unique<instance>();
  first->take_over(folder.paths());  // nobody is there: the same as claim
  CHECK(first->predecessor() == 0);
  bool handed_over = false;
  std::thread other([&] { handed_over = hand_over(*first, listening); });
  instance second;
  second.take_over(folder.paths());
  CHECK(second.predecessor() == getpid());
  REQUIRE(second.inherited().size() == 1);
  CHECK(second.serves());
  CHECK(second.inherited().empty());
  other.join();
  CHECK(handed_over);
  first.reset();
  CHECK(read_pid_file(folder.paths().pid).is == pid_report::state::alive);
  CHECK(control_channel::connect(folder.paths().control).connected());
  close(listening);
}

TEST_CASE("a successor that fails leaves everything as it was", "[app]") {
  scratch const folder;
  int const listening = open("/dev/null", O_RDONLY);
  instance first;
  first.claim(folder.paths());
  bool handed_over = false;
  std::thread other([&] { handed_over = hand_over(first, listening); });
  {
    instance second;
    second.take_over(folder.paths());
  }
  other.join();
  CHECK(handed_over);
  CHECK(read_pid_file(folder.paths().pid).is == pid_report::state::alive);
  CHECK(control_channel::connect(folder.paths().control).connected());
  instance third;
  CHECK_THROWS_AS(third.claim(folder.paths()), cannot_start);
  close(listening);
}

TEST_CASE("a process that cannot be taken over from is a sentence", "[app]") {
  scratch const folder;
  pid_file const only_the_file(folder.paths().pid);
  instance second;
  CHECK_THROWS_WITH(second.take_over(folder.paths()),
                    Catch::Matchers::EndsWith("it can be stopped, but not taken over from."));
  control_socket const odd(folder.paths().control);
  std::thread other([&] {
    wait_for_caller(odd.descriptor());
    control_channel const peer = odd.accept();
    peer.receive(5000);
    int const one[] = {0};
    peer.send("what?", one);
    peer.receive(5000);
  });
  CHECK_THROWS_WITH(second.take_over(folder.paths()),
                    Catch::Matchers::EndsWith("does not hand its sockets over: what?"));
  other.join();
}

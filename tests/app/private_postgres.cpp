// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/private_postgres.hpp>
//
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>
#include <cstdlib>
#include <hyper/app/setting.hpp>
#include "support/catch.hpp"

using namespace hyper;

namespace {

struct temporary_folder {
  std::string path = "/tmp/hyper-app.XXXXXX";
  temporary_folder() {
    REQUIRE(mkdtemp(path.data()) != nullptr);
    REQUIRE(chmod(path.c_str(), 0755) == 0);
  }
  ~temporary_folder() {
    std::string const command = "rm -rf " + path;
    if (std::system(command.c_str()) != 0) WARN("not removed: " << path);
  }
};

/// The folder of the socket, out of the address.
std::string socket_folder(private_postgres const& server) {
  std::string const url = server.url();
  std::size_t const at = url.find("host=") + 5;
  return url.substr(at, url.find('&') - at);
}

bool exists(std::string const& path) { return access(path.c_str(), F_OK) == 0; }

}  // namespace

TEST_CASE("a private PostgreSQL is made, started, stopped, and started again", "[app]") {
  temporary_folder const here;
  std::string const data = private_postgres::usual_folder(here.path, "./blog");
  CHECK(data == here.path + "/.hyper/blog/postgres");
  std::string sockets;
  {
    private_postgres const server(data);
    sockets = socket_folder(server);
    CHECK(exists(sockets + "/.s.PGSQL.5432"));
    CHECK(exists(here.path + "/.hyper/blog/.gitignore"));
    struct stat status{};
    REQUIRE(stat(sockets.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0700);
    CHECK_THROWS_AS(private_postgres(data), cannot_start);  // one server for one cluster
    CHECK(exists(sockets + "/.s.PGSQL.5432"));              // … and the first one lives on
  }
  CHECK_FALSE(exists(sockets));
  CHECK_FALSE(exists(data + "/postmaster.pid"));
  private_postgres again(data);
  CHECK(again.process_id() > 0);
  again.stop();
  again.stop();
  CHECK_FALSE(exists(data + "/postmaster.pid"));
}

TEST_CASE("the private PostgreSQL ends with its process, even when that is killed", "[app]") {
  temporary_folder const here;
  std::string const data = private_postgres::usual_folder(here.path, "./blog");
  int channel[2];
  REQUIRE(pipe(channel) == 0);
  pid_t const child = fork();
  if (child == 0) {
    private_postgres const server(data);
    int const process = server.process_id();
    if (write(channel[1], &process, sizeof process) != sizeof process) _exit(1);
    pause();
    _exit(0);
  }
  int server = 0;
  REQUIRE(read(channel[0], &server, sizeof server) == sizeof server);
  CHECK(kill(server, 0) == 0);
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  for (int tries = 0; tries < 500 && exists(data + "/postmaster.pid"); ++tries) usleep(20'000);
  CHECK_FALSE(exists(data + "/postmaster.pid"));
}

TEST_CASE("a folder that cannot be used is a sentence", "[app]") {
  CHECK_THROWS_WITH(private_postgres("/proc/nothing/postgres"),
                    Catch::Matchers::ContainsSubstring("The folder /proc/nothing cannot be made"));
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/life_commands.hpp>
//
#include <netinet/in.h>
#include <sys/stat.h>
#include <fstream>
#include <hyper/app/health.hpp>
#include <hyper/app/models.hpp>
#include <hyper/app/run.hpp>
#include <hyper/runtime/sleep.hpp>
#include <sstream>
#include "app/load.hpp"
#include "app/served.hpp"

using namespace hyper;

namespace {

task<std::string> late() {
  co_await sleep_for(400);
  co_return "late";
}
using hello =
    application<models<>,
                routes<route<"GET /", [] { return "hello"; }>, route<"GET /late", late>, health>>;
int run_hello(int argc, char** argv) { return hyper::run<hello>(argc, argv); }

/// A folder with the files of one service; stops what runs in it.
struct service_folder {
  std::string path = "/tmp/hyper-life.XXXXXX";
  service_folder() { REQUIRE(mkdtemp(path.data()) != nullptr); }
  ~service_folder() {
    command("stop", {"--drain=0"});
    static_cast<void>(!std::system(("rm -rf " + path).c_str()));
  }
  std::string socket() const { return path + "/socket"; }
  std::string pid() const { return path + "/serve.pid"; }
  ended command(std::string const& name, std::vector<std::string> more = {}) const {
    std::vector<std::string> words{name,          "--pid-file", pid(),
                                   "--threads=2", "--env-file", path + "/settings"};
    bool const tcp = !more.empty() && more[0].starts_with("--port");
    if (!tcp) words.insert(words.end(), {"--unix-socket", socket()});
    words.insert(words.end(), more.begin(), more.end());
    std::ofstream(path + "/settings", std::ios::app).flush();
    return run_to_end(run_hello, words);
  }
  int process() const {
    int number = 0;
    std::ifstream(pid()) >> number;
    return number;
  }
  std::string log() const {
    std::stringstream text;
    text << std::ifstream(path + "/serve.log").rdbuf();
    return text.str();
  }
};

bool contains(std::string const& text, std::string_view words) {
  INFO(text);
  CHECK(text.find(words) != text.npos);
  return text.find(words) != text.npos;
}

/// A port that was free a moment ago.
int free_port() {
  int const probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  REQUIRE(::bind(probe, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  socklen_t size = sizeof address;
  ::getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size);
  ::close(probe);
  return ntohs(address.sin_port);
}

}  // namespace

TEST_CASE("start, status, stop: each says what it did", "[app]") {
  service_folder const service;
  ended const nothing = service.command("status");
  CHECK(nothing.code == 1);
  contains(nothing.text, "Nothing runs: there is no pid file");
  CHECK(service.command("stop").code == 1);
  CHECK(service.command("reload").code == 1);

  ended const started = service.command("start");
  CHECK(started.code == 0);
  contains(started.text, "Serving on unix:" + service.socket());
  contains(started.text, "process " + std::to_string(service.process()));
  CHECK(client(service.socket()).ask("GET /").body == "hello");

  ended const status = service.command("status");
  CHECK(status.code == 0);
  for (std::string const& words :
       {"serving   unix:" + service.socket(), "process   " + std::to_string(service.process()),
        std::string("version   HyperDjango for C++ "), std::string("threads   2\n"),
        std::string("answers   1\n"), std::string("since     20")})
    contains(status.text, words);

  ended const twice = service.command("start");
  CHECK(twice.code == 1);
  contains(twice.text, "serves already: use restart, or stop it first.");

  ended const stopped = service.command("stop");
  CHECK(stopped.code == 0);
  contains(stopped.text, "has ended.");
  for (std::string const& file : {service.socket(), service.pid(), service.path + "/serve.control"})
    CHECK(access(file.c_str(), F_OK) != 0);
  contains(service.log(), "stopping");
}

TEST_CASE("a start that fails is one sentence and a code, and leaves nothing", "[app]") {
  service_folder const service;
  ended const unreachable = service.command("start", {"--unix-socket-group=no-such-group-at-all"});
  CHECK(unreachable.code == 1);
  contains(unreachable.text, "there is no group 'no-such-group-at-all'");
  CHECK(access(service.pid().c_str(), F_OK) != 0);
  CHECK(service.command("start", {"--log-file=/proc/nowhere/log"}).code == 1);
  std::ofstream(service.pid()) << "2\n";  // whatever that is, it does not serve
  ended const foreign = service.command("stop");
  CHECK(foreign.code == 1);
  contains(foreign.text, "is stale, process 2 has ended");
  CHECK(service.command("start").code == 0);  // a stale file is no obstacle
}

TEST_CASE("stop waits for requests at work and ends what takes too long", "[app]") {
  service_folder const service;
  REQUIRE(service.command("start").code == 0);
  client one(service.socket());
  one.send("GET /late HTTP/1.1\r\nHost: test\r\n\r\n");
  CHECK(service.command("stop").code == 0);
  CHECK(one.receive().body == "late");
}

TEST_CASE("reload applies what can change and says what cannot", "[app]") {
  service_folder const service;
  REQUIRE(service.command("start").code == 0);
  client one(service.socket());
  CHECK(one.ask("POST /", std::string(100, 'x')).status == 405);
  contains(service.command("reload").text, "No setting is changed.");
  std::ofstream(service.path + "/settings")
      << "HYPER_MAX_BODY_SIZE=10\nHYPER_LOG_LEVEL=warning\nHYPER_SERVER_NAME=other\n";
  CHECK(rename((service.path + "/serve.log").c_str(), (service.path + "/old.log").c_str()) == 0);
  ended const reloaded = service.command("reload");
  CHECK(reloaded.code == 0);
  contains(reloaded.text,
           "Changed: max_body_size, log_level. Only a restart changes: server_name.");
  CHECK(access((service.path + "/serve.log").c_str(), F_OK) == 0);  // logs can be rotated
  client two(service.socket());
  CHECK(two.ask("POST /", std::string(100, 'x')).status == 413);
  std::ofstream(service.path + "/settings") << "HYPER_MAX_BODY_SIZE=never\n";
  ::kill(service.process(), SIGHUP);  // the same by a signal; here it can only fail
  ended const bad = run_to_end(run_hello, {"reload", "--pid-file", service.pid(), "--env-file="});
  CHECK(bad.code == 1);
  contains(bad.text, "Refused: The setting max_body_size is \"never\"");
  std::ofstream(service.path + "/settings") << "";
}

TEST_CASE("restart replaces the process; one that fails leaves the old one serving", "[app]") {
  service_folder const service;
  ended const first = service.command("restart");
  CHECK(first.code == 0);
  contains(first.text, "Nothing was running.");
  int const before = service.process();
  client kept(service.socket());
  CHECK(kept.ask("GET /").body == "hello");
  client working(service.socket());
  working.send("GET /late HTTP/1.1\r\nHost: test\r\n\r\n");
  struct stat file_before{};
  REQUIRE(stat(service.socket().c_str(), &file_before) == 0);

  ended const failed = service.command("restart", {"--database-url=postgresql:///d?host=/nowhere"});
  CHECK(failed.code == 1);
  contains(failed.text, "cannot be reached");
  contains(failed.text, "Process " + std::to_string(before) + " goes on serving.");
  CHECK(service.process() == before);
  CHECK(kept.ask("GET /ready").status == 200);

  CHECK(service.command("restart").code == 0);
  CHECK(service.process() != before);
  CHECK(working.receive().body == "late");  // from the old one
  // Each worker hears of it in its own time: until then it answers as ever.
  reply not_ready = kept.ask("GET /ready");
  while (not_ready.status == 503 && !not_ready.field("Connection"))
    not_ready = kept.ask("GET /ready");
  CHECK(not_ready.status == 503);
  CHECK(not_ready.field("Connection") == "close");
  CHECK(kept.closed());
  CHECK(client(service.socket()).ask("GET /ready").status == 200);
  struct stat file_after{};
  REQUIRE(stat(service.socket().c_str(), &file_after) == 0);
  CHECK(file_before.st_ino == file_after.st_ino);  // it never vanished
  contains(service.command("status").text, "process   " + std::to_string(service.process()));
}

TEST_CASE("no request is lost while restart runs under load", "[app]") {
  bool const tcp = GENERATE(false, true);
  service_folder const service;
  std::vector<std::string> more;
  load::target to{0, service.socket()};
  if (tcp) {
    to.port = free_port();
    more = {"--port", std::to_string(to.port)};
  }
  REQUIRE(service.command("start", more).code == 0);
  load::process clients(to, 8);
  for (int i = 0; i < 3; ++i) CHECK(service.command("restart", more).code == 0);
  load::result const sum = clients.finish();
  INFO(sum.first_failure);
  CHECK(sum.failed == 0);
  CHECK(sum.answered > 100);
  CHECK(sum.told_to_close > 0);  // kept connections were moved to the next process
  CHECK(service.command("stop", more).code == 0);
}

TEST_CASE("no request that was sent is lost when a signal stops the process", "[app]") {
  service_folder const service;
  REQUIRE(service.command("start").code == 0);
  client kept(service.socket());
  CHECK(kept.ask("GET /").status == 200);
  client working(service.socket());
  working.send("GET /late HTTP/1.1\r\nHost: test\r\n\r\nGET / HTTP/1.1\r\nHost: test\r\n\r\n");
  CHECK(kept.ask("GET /").status == 200);
  ::kill(service.process(), SIGTERM);
  CHECK(working.receive().body == "late");
  reply const behind = working.receive();
  CHECK(behind.body == "hello");
  CHECK(behind.field("Connection") == "close");
}

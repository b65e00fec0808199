// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/service_manager.hpp>
//
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <fstream>
#include <hyper/app/health.hpp>
#include <hyper/app/run.hpp>
#include "app/served.hpp"

using namespace hyper;

namespace {

/// Plays the part of the manager that receives news.
class listening_manager {
 public:
  listening_manager() {
    socket_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    ::unlink(path.c_str());
    REQUIRE(::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  }
  ~listening_manager() {
    ::close(socket_);
    ::unlink(path.c_str());
  }
  std::string next() const {
    pollfd waiting{socket_, POLLIN, 0};
    if (::poll(&waiting, 1, 20'000) <= 0) return "(silence)";
    char text[512];
    ssize_t const got = ::recv(socket_, text, sizeof text, 0);
    return std::string(text, got < 0 ? 0 : static_cast<std::size_t>(got));
  }
  std::string path = "/tmp/hyper-notify-" + std::to_string(getpid());

 private:
  int socket_ = -1;
};

using hello = application<routes<route<"GET /", [] { return "hello"; }>, health>>;

/// The socket that the manager has opened, and what it tells the process.
int passed_port = 0;
std::string notify_path;

/// What systemd does between fork and exec: descriptor 3, and the variables.
int run_activated(int argc, char** argv) {
  int const made = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(passed_port));
  ::bind(made, reinterpret_cast<sockaddr*>(&address), sizeof address);
  ::listen(made, 16);
  if (made != 3) ::dup2(made, 3);
  ::setenv("LISTEN_PID", std::to_string(getpid()).c_str(), 1);
  ::setenv("LISTEN_FDS", "1", 1);
  ::setenv("LISTEN_FDNAMES", "http", 1);
  ::setenv("NOTIFY_SOCKET", notify_path.c_str(), 1);
  ::setenv("WATCHDOG_USEC", "300000", 1);
  return hyper::run<hello>(argc, argv);
}

std::string refusal(std::vector<char const*> environment) {
  environment.push_back(nullptr);
  try {
    service_manager const made(environment.data());
    return "(accepted " + std::to_string(made.listening_socket()) + ")";
  } catch (cannot_start const& refused) {
    return refused.what();
  }
}

}  // namespace

TEST_CASE("without a service manager nothing happens", "[app]") {
  char const* const empty[] = {nullptr};
  service_manager const none(empty);
  CHECK(none.listening_socket() == -1);
  CHECK(none.watchdog() == 0);
  CHECK_FALSE(none.notify("READY=1"));
}

TEST_CASE("sockets are taken by their process only, and by name", "[app]") {
  std::string const mine = "LISTEN_PID=" + std::to_string(getpid());
  CHECK(refusal({"LISTEN_PID=1", "LISTEN_FDS=1"}) == "(accepted -1)");
  CHECK(refusal({mine.c_str(), "LISTEN_FDS=0"}) == "(accepted -1)");
  CHECK_THAT(refusal({mine.c_str(), "LISTEN_FDS=many"}),
             Catch::Matchers::Contains("LISTEN_FDS is \"many\""));
  CHECK_THAT(refusal({mine.c_str(), "LISTEN_FDS=900"}), Catch::Matchers::Contains("is not open"));
  CHECK(detail::chosen_descriptor("admin:http", 2) == 4);
  CHECK(detail::chosen_descriptor("a:b", 2) == 3);
  CHECK(detail::chosen_descriptor("", 1) == 3);
}

TEST_CASE("the watchdog's period is for the process it names", "[app]") {
  char const* const all[] = {"WATCHDOG_USEC=3000000", nullptr};
  CHECK(service_manager(all).watchdog() == 3000);
  char const* const other[] = {"WATCHDOG_USEC=3000000", "WATCHDOG_PID=1", nullptr};
  CHECK(service_manager(other).watchdog() == 0);
  char const* const odd[] = {"WATCHDOG_USEC=-3", nullptr};
  CHECK(service_manager(odd).watchdog() == 0);
}

TEST_CASE("a process serves on the socket it was given and keeps its manager informed", "[app]") {
  listening_manager const manager;
  notify_path = manager.path;
  served application(run_activated, {"serve", "--port", "1", "--drain=10s", "--threads=2"});
  std::string const ready = manager.next();
  CHECK(ready == "READY=1\nMAINPID=" + std::to_string(application.process_id()));
  CHECK(application.says("Serving on http://127.0.0.1:"));
  CHECK(application.text().find("127.0.0.1:1 ") == std::string::npos);  // not what --port says
  CHECK(manager.next() == "WATCHDOG=1");
  CHECK(manager.next() == "WATCHDOG=1");  // both workers have answered
  application.signal(SIGHUP);
  std::string said = manager.next();
  while (said == "WATCHDOG=1") said = manager.next();
  CHECK(said.starts_with("RELOADING=1\nMONOTONIC_USEC="));
  CHECK(manager.next().starts_with("READY=1"));
  application.signal(SIGTERM);
  said = manager.next();
  while (said == "WATCHDOG=1") said = manager.next();
  CHECK(said == "STOPPING=1");
  CHECK(application.finish() == 0);
}

TEST_CASE("units for systemd name program, socket and limits", "[app]") {
  settings of;
  of.host = "127.0.0.1";
  of.port = 8080;
  of.drain_timeout = 30'000;
  std::string const tcp = detail::systemd_units(of, "/srv/blog", "blogger");
  for (char const* const line :
       {"ListenStream=127.0.0.1:8080\n", "FileDescriptorName=http\n", "Type=notify\n",
        "ExecStart=/srv/blog serve\n", "User=blogger\n", "TimeoutStopSec=45\n",
        "NoNewPrivileges=yes\n", "ProtectSystem=strict\n", "WatchdogSec=30\n"})
    CHECK_THAT(tcp, Catch::Matchers::Contains(line));
  of.unix_socket = "/run/blog.sock";
  of.unix_socket_mode = 0660;
  CHECK_THAT(detail::systemd_units(of, "/srv/blog", "x"),
             Catch::Matchers::Contains("ListenStream=/run/blog.sock\nSocketMode=0660\n"));
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/listener.hpp>
//
#include <netinet/tcp.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cstdio>
#include <hyper/http/server.hpp>
#include "http/client.hpp"
#include "support/catch.hpp"

using namespace hyper;
using Catch::Matchers::ContainsSubstring;

namespace {

struct folder {
  std::string path = "/tmp/hyper-listener-XXXXXX";
  folder() { REQUIRE(::mkdtemp(path.data()) != nullptr); }
  ~folder() {
    for (char const* name : {"/s", "/plain"}) ::unlink((path + name).c_str());
    ::rmdir(path.c_str());
  }
};

server_settings tcp(std::string host = "127.0.0.1", std::uint16_t port = 0) {
  server_settings settings;
  settings.host = std::move(host);
  settings.port = port;
  return settings;
}

server_settings unix_at(std::string path) {
  server_settings settings;
  settings.unix_socket = std::move(path);
  settings.threads = 1;
  return settings;
}

bool exists(std::string const& path) {
  struct stat found{};
  return ::lstat(path.c_str(), &found) == 0;
}

/// Binds a socket there and closes it, as a process does that is killed.
void leave_socket_at(std::string const& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, path.data(), path.size());
  int const made = ::socket(AF_UNIX, SOCK_STREAM, 0);
  REQUIRE(::bind(made, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  ::close(made);
}

http_service const hello{
    nullptr, [](void*, exchange& with) { with.answer(200, "text/plain", "hi"); }, nullptr, nullptr};

}  // namespace

TEST_CASE("a port that the kernel chooses is told", "[http]") {
  listening_socket const one(tcp());
  CHECK(one.port() != 0);
  CHECK(one.address() == "http://127.0.0.1:" + std::to_string(one.port()));
  CHECK_FALSE(one.is_unix());
}

TEST_CASE("an address that cannot be is refused in a sentence", "[http]") {
  listening_socket const one(tcp());
  CHECK_THROWS_WITH(listening_socket(tcp("127.0.0.1", one.port())),
                    "Cannot listen on 127.0.0.1, port " + std::to_string(one.port()) +
                        ": another process listens there already.");
  CHECK_THROWS_AS(listening_socket(tcp("192.0.2.1")), cannot_listen);
  CHECK_THROWS_WITH(listening_socket(tcp("not a host")),
                    ContainsSubstring("Cannot listen on not a host, port 0: "));
}

TEST_CASE("the kernel keeps little of an answer that its reader does not fetch", "[http]") {
  listening_socket const made(tcp());
  int bytes = 0;
  socklen_t size = sizeof bytes;
  ::getsockopt(made.descriptor(), IPPROTO_TCP, TCP_NOTSENT_LOWAT, &bytes, &size);
  CHECK(bytes == 128 << 10);  // accepted sockets inherit it
}

TEST_CASE("every address means every address", "[http]") {
  server running(hello, tcp("*"));
  running.start();
  test_client client(running);  // over IPv4
  CHECK(body_of(client.ask(get("/"))) == "hi");
}

TEST_CASE("a Unix socket has its rights, and is removed", "[http]") {
  folder const in;
  std::string const path = in.path + "/s";
  {
    auto settings = unix_at(path);
    settings.unix_socket_mode = 0620;
    server running(hello, settings);
    running.start();
    CHECK(running.address() == "unix:" + path);
    CHECK(running.port() == 0);
    struct stat found{};
    REQUIRE(::lstat(path.c_str(), &found) == 0);
    CHECK((found.st_mode & 0777) == 0620);
    test_client client(running);
    CHECK(body_of(client.ask(get("/"))) == "hi");
    CHECK_THROWS_WITH(listening_socket(unix_at(path)),
                      "Cannot listen on unix:" + path + ": another process listens there already.");
    CHECK(exists(path));
  }
  CHECK_FALSE(exists(path));
}

TEST_CASE("a client that leaves a Unix socket is noticed at once", "[http]") {
  folder const in;
  server running(hello, unix_at(in.path + "/s"));
  running.start();
  test_client client(running);
  CHECK(body_of(client.ask(get("/"))) == "hi");
  client.send(get("/half"));
  client.end_sending();
  CHECK(body_of(client.answer()) == "hi");
  CHECK(client.closed());
}

TEST_CASE("what a killed process left behind is replaced; other files are not", "[http]") {
  folder const in;
  std::string const path = in.path + "/s";
  leave_socket_at(path);
  {
    listening_socket const next(unix_at(path));
    CHECK(exists(path));
    ::unlink(path.c_str());
    leave_socket_at(path);
  }
  CHECK(exists(path));  // it was no longer the one that this process made
  std::string const plain = in.path + "/plain";
  std::fclose(std::fopen(plain.c_str(), "w"));
  CHECK_THROWS_WITH(listening_socket(unix_at(plain)),
                    ContainsSubstring("the file there is no socket"));
  CHECK(exists(plain));
}

TEST_CASE("a Unix socket that cannot be", "[http]") {
  folder const in;
  CHECK_THROWS_WITH(listening_socket(unix_at("/tmp/" + std::string(200, 'x'))),
                    ContainsSubstring("a path may have at most 107 bytes"));
  CHECK_THROWS_AS(listening_socket(unix_at("/nowhere/at/all")), cannot_listen);
  auto settings = unix_at(in.path + "/s");
  settings.unix_socket_group = "no-such-group-here";
  CHECK_THROWS_WITH(listening_socket(settings),
                    "there is no group 'no-such-group-here' to own the Unix socket");
  CHECK_FALSE(exists(in.path + "/s"));
}

TEST_CASE("a socket of another process is used when its address is the one asked for", "[http]") {
  server_settings settings;
  settings.port = 0;
  listening_socket const first(settings);
  int const passed = ::dup(first.descriptor());
  int const other = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  settings.inherited = {other, passed};
  settings.port = first.port();  // taken by `first`: only the socket itself can be used
  listening_socket const second(settings);
  CHECK(second.descriptor() == passed);
  CHECK(second.address() == first.address());
  settings.inherited = {other};
  CHECK_THROWS_AS(listening_socket(settings), cannot_listen);
  ::close(other);
}

TEST_CASE("a Unix socket that is passed on keeps its file", "[http]") {
  server_settings settings;
  settings.unix_socket = "/tmp/hyper-passed-" + std::to_string(getpid());
  auto first = std::make_unique<listening_socket>(settings);
  settings.inherited = {::dup(first->descriptor())};
  auto second = std::make_unique<listening_socket>(settings);
  first->leave();
  first.reset();
  CHECK(access(settings.unix_socket.c_str(), F_OK) == 0);
  second.reset();  // nobody listens any more
  CHECK(access(settings.unix_socket.c_str(), F_OK) != 0);
}

TEST_CASE("a given socket is used as it is, or refused with a sentence", "[http]") {
  server_settings settings;
  settings.unix_socket = "/tmp/hyper-given-" + std::to_string(getpid());
  auto managed = std::make_unique<listening_socket>(settings);
  server_settings given;
  given.given_socket = ::dup(managed->descriptor());
  given.port = 1;  // does not matter
  auto taken = std::make_unique<listening_socket>(given);
  CHECK(taken->address() == "unix:" + settings.unix_socket);
  taken.reset();
  CHECK(access(settings.unix_socket.c_str(), F_OK) == 0);  // it is not ours
  for (int const odd : {0, 999, ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)}) {
    given.given_socket = odd;
    CHECK_THROWS_AS(listening_socket(given), cannot_listen);
    if (odd > 2 && odd != 999) ::close(odd);
  }
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

#include <hyper/postgres/transport.hpp>
//
#include <poll.h>
#include <unistd.h>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <hyper/postgres/database.hpp>
#include <string_view>
#include "postgres/with_database.hpp"

using namespace hyper;
using detail::transport;

namespace {

/// Connects without a session, and returns what the last step was.
transport::step connect(transport& line, pool_settings const& with, event_loop& loop) {
  bool looked_up = false;
  auto next =
      line.begin(with, loop, [](void* flag) { *static_cast<bool*>(flag) = true; }, &looked_up);
  while (next == transport::step::waits) {
    loop.turn(1000);
    if (looked_up)
      next = line.descriptor() >= 0 ? transport::step::wants_write : transport::step::failed;
  }
  while (next == transport::step::wants_read || next == transport::step::wants_write) {
    short const events = next == transport::step::wants_read ? POLLIN : POLLOUT;
    pollfd ready{line.descriptor(), events, 0};
    REQUIRE(::poll(&ready, 1, 10'000) == 1);
    next = line.poll();
  }
  return next;
}

/// Asks "SELECT 1" by the simple protocol and returns all bytes of the answer.
std::string ask(transport& line) {
  std::string_view const question("Q\0\0\0\x0dSELECT 1\0", 14);
  CHECK(line.send(question.data(), question.size()) == 14);
  std::string answer;
  while (answer.size() < 6 || answer.substr(answer.size() - 6) != std::string("Z\0\0\0\5I", 6)) {
    pollfd ready{line.descriptor(), POLLIN, 0};
    REQUIRE(::poll(&ready, 1, 10'000) == 1);
    char bytes[100];
    long const got = line.receive(bytes, sizeof bytes);
    if (got < 0) REQUIRE(errno == EAGAIN);
    if (got > 0) answer.append(bytes, static_cast<std::size_t>(got));
    REQUIRE(got != 0);
  }
  CHECK(line.receive(answer.data(), 1) == -1);
  CHECK(errno == EAGAIN);
  return answer;
}

/// A cluster that speaks TLS on a port of 127.0.0.1 and wants a password.
struct encrypted_cluster {
  std::string folder, control;
  pool_settings with;

  int command(std::string const& what) const {
    return std::system((what + " >/dev/null 2>&1").c_str());
  }
  encrypted_cluster() {
    REQUIRE(std::getenv("HYPER_TEST_POSTGRES_CONTROL") != nullptr);
    control = std::getenv("HYPER_TEST_POSTGRES_CONTROL");
    char made[] = "/tmp/hyper-tls.XXXXXX";
    REQUIRE(mkdtemp(made) != nullptr);
    folder = made;
    std::string const cluster = folder + "/c", data = cluster + "/data";
    REQUIRE(command("chmod 755 " + folder) == 0);
    REQUIRE(command("openssl req -new -x509 -days 2 -nodes -subj /CN=localhost -out " + folder +
                    "/server.crt -keyout " + folder + "/server.key") == 0);
    std::string const port = std::to_string(20'000 + getpid() % 10'000);
    REQUIRE(command(control + " start " + cluster + " port=" + port) == 0);
    REQUIRE(command("cp " + folder + "/server.crt " + folder + "/server.key " + data +
                    " && chmod 600 " + data + "/server.key && chown --reference=" + data + " " +
                    data + "/server.*") == 0);
    REQUIRE(command("psql -h " + cluster + " -p " + port +
                    " -U hyper hyper -c \"ALTER USER hyper PASSWORD 'ge heim'\"") == 0);
    REQUIRE(command(control + " stop " + cluster) == 0);
    REQUIRE(command(control + " start " + cluster +
                    " listen_addresses=127.0.0.1 ssl=on client_min_messages=notice") == 0);
    with.url =
        "host=localhost port=" + port +
        " user=hyper password='ge heim' dbname=hyper sslmode=verify-full sslrootcert=" + folder +
        "/server.crt";
  }
  ~encrypted_cluster() {
    command(control + " remove " + folder + "/c");
    command("rm -r " + folder);
  }
};

}  // namespace

TEST_CASE("libpq connects, and the socket is ours", "[postgres]") {
  event_loop loop;
  transport line;
  REQUIRE(connect(line, test_pool(), loop) == transport::step::connected);
  CHECK(ask(line).find("SELECT 1") != std::string::npos);
  line.close();
  CHECK(line.descriptor() == -1);
}

TEST_CASE("why there is no connection is one sentence", "[postgres]") {
  event_loop loop;
  pool_settings with;
  for (auto [url, reason] : {std::pair{"host=/nonexistent", "/nonexistent"},
                             {"host=name.invalid", "name.invalid"},
                             {"nonsense=1", "nonsense"}}) {
    transport line;
    with.url = url;
    REQUIRE(connect(line, with, loop) == transport::step::failed);
    CHECK_THAT(line.problem(), Catch::Matchers::ContainsSubstring(reason));
    CHECK(line.problem().find('\n') == std::string::npos);
  }
}

TEST_CASE("closing while a name is looked up leaves nothing behind", "[postgres]") {
  event_loop loop;
  pool_settings with;
  with.url = "host=name.invalid";
  transport line;
  auto const never = [](void*) { FAIL("nobody waits any longer"); };
  CHECK(line.begin(with, loop, never, nullptr) == transport::step::waits);
  line.close();
  for (int i = 0; i < 20; ++i) loop.turn(5);
}

TEST_CASE("the connection string's own options are kept", "[postgres]") {
  auto with = test_pool();
  with.statement_timeout = 12'345;
  with.url += with.url.find('?') == std::string::npos ? "?" : "&";
  with.url += "options=-c%20search_path%3Dmine&application_name=tester";
  opened_database const open(with);
  CHECK(run(one_value<std::string>("SHOW search_path")) == "mine");
  CHECK(run(one_value<std::string>("SHOW statement_timeout")) == "12345ms");
  CHECK(run(one_value<std::string>("SHOW application_name")) == "tester");
}

TEST_CASE("a host by its name, a password and TLS", "[postgres]") {
  encrypted_cluster const cluster;
  {
    event_loop loop;
    transport line;
    REQUIRE(connect(line, cluster.with, loop) == transport::step::connected);
    CHECK(line.encrypted());
    CHECK(ask(line).find("SELECT 1") != std::string::npos);
  }
  opened_database const open(cluster.with);
  CHECK(run(one_value<bool>("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")));
  // More than one TLS record, more than a socket's buffer, both ways.
  for (std::size_t const size : {10U, 20'000U, 5'000'000U}) {
    auto const echoed = run(round_trip(std::string(size, 'x')));
    CHECK(echoed.back.size() == size);
  }
  CHECK_THROWS_AS(
      run([]() -> task<void> {
        auto sleeping = one_value<std::string>("SELECT pg_sleep(60)::text");
        with_timeout limited(
            [](task<std::string> work) -> task<void> { co_await work; }(std::move(sleeping)), 100);
        co_await limited;
      }()),
      timed_out);
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/file_body.hpp>
//
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <hyper/http/exchange.hpp>
#include "http/client.hpp"
#include "http/served.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {

/// A file of this test, without a name.
int make_file(std::size_t size) {
  char name[] = "/tmp/hyper-file-body-XXXXXX";
  int const made = ::mkstemp(name);
  ::unlink(name);
  std::string content(size, '\0');
  for (std::size_t i = 0; i < size; ++i) content[i] = static_cast<char>('a' + i % 26);
  static_cast<void>(!::write(made, content.data(), size));
  return made;
}

void choose(exchange& with) {
  std::string_view const path = with.asked.path;
  if (path == "/parts") {
    std::vector<answer_piece> pieces{
        {"<1>", {0, 3}}, {"", {0, 0}}, {"<2>", {26, 4}}, {"<end>", {}}};
    return with.answer_file(206, "text/plain", file_body(make_file(100), std::move(pieces)),
                            "X: y\r\n");
  }
  if (path == "/short")  // as if somebody had cut it
    return with.answer_file(200, "text/plain", file_body(make_file(100), {{"", {0, 200}}}));
  if (path == "/large")
    return with.answer_file(200, "text/plain",
                            file_body(make_file(20'000'000), {{"", {0, 20'000'000}}}));
  if (path == "/304") return with.answer_file(304, {}, file_body(make_file(9), {{"", {0, 9}}}));
  with.answer(200, "text/plain", "plain");
}

int open_descriptors() {
  int const probe = ::dup(0);
  ::close(probe);
  return probe;
}

}  // namespace

TEST_CASE("texts and pieces of a file are one body", "[http]") {
  served::by_one_handler run({choose});
  test_client client(run.server);
  std::string const got = client.ask(get("/parts"));
  CHECK(status_of(got) == 206);
  CHECK(got.find("Content-Length: 18\r\n") != got.npos);
  CHECK(got.find("X: y\r\n") != got.npos);
  CHECK(body_of(got) == "<1>abc<2>abcd<end>");
}

TEST_CASE("answers around a file keep their order, and the file is closed", "[http]") {
  served::by_one_handler run({choose});
  test_client client(run.server);
  CHECK(body_of(client.ask(get("/"))) == "plain");
  int const before = open_descriptors();
  client.send(get("/parts") + "HEAD /large HTTP/1.1\r\nHost: a\r\n\r\n" + get("/304") +
              get("/large") + get("/large") + get("/"));
  CHECK(body_of(client.answer()) == "<1>abc<2>abcd<end>");
  CHECK(client.answer(false).find("Content-Length: 20000000\r\n") != std::string::npos);
  CHECK(status_of(client.answer(false)) == 304);
  for (int i = 0; i < 2; ++i) {
    std::string const body = body_of(client.answer());
    REQUIRE(body.size() == 20'000'000);
    CHECK(body[19'999'999] == static_cast<char>('a' + 19'999'999 % 26));
  }
  CHECK(body_of(client.answer()) == "plain");
  CHECK(served::eventually([&] { return open_descriptors() == before; }));
}

TEST_CASE("the last answer of a connection may be a file", "[http]") {
  served::by_one_handler run({choose});
  test_client client(run.server);
  client.send(get("/large", "Connection: close\r\n"));
  CHECK(body_of(client.all()).size() == 20'000'000);
}

TEST_CASE("a file that is shorter than promised cuts the connection", "[http]") {
  served::by_one_handler run({choose});
  test_client client(run.server);
  client.send(get("/short") + get("/"));
  std::string const got = client.all();
  CHECK(got.find("\r\n\r\nplain") == got.npos);
  CHECK(body_of(got).size() <= 100);
}

TEST_CASE("class 11: a client that does not read a file is given up", "[http]") {
  served::plan plan{choose};
  plan.settings.timeouts.write = 30;
  served::by_one_handler run(plan);
  test_client client(run.server);
  client.send(get("/large") + get("/large"));
  CHECK(served::eventually([&] { return run.server.counters().timed_out == 1; }));
}

TEST_CASE("without a socket a file is read into the output", "[http]") {
  std::string output;
  http_service const service{nullptr, [](void*, exchange& with) { choose(with); }, nullptr,
                             nullptr};
  exchange with(service, output);
  with.asked.path = "/parts";
  CHECK(with.serve(nullptr, nullptr));
  CHECK(output.ends_with("\r\n\r\n<1>abc<2>abcd<end>"));
  with.reset();
  with.asked.path = "/short";
  with.serve(nullptr, nullptr);
  CHECK(with.cut());
}

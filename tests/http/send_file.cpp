// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/send_file.hpp>
//
#include "http/client.hpp"
#include "http/folder.hpp"
#include "http/served.hpp"
#include "http/serving.hpp"
#include "support/catch.hpp"

using namespace hyper;

TEST_CASE("a file as an answer", "[http]") {
  test_folder const folder;
  folder.write("a.txt", "0123456789");
  folder.age("a.txt");
  auto const handle = [&](exchange& with) {
    send_file(with, opened_file::at(folder / "a.txt"), "text/plain", "Cache-Control: no-cache\r\n");
  };
  answered const whole = ask_for(handle, "/");
  CHECK(whole.status == 200);
  CHECK(whole.body == "0123456789");
  CHECK(whole.field("Content-Length") == "10");
  CHECK(whole.field("Content-Type") == "text/plain");
  CHECK(whole.field("Last-Modified") == "Sun, 09 Sep 2001 01:46:40 GMT");
  CHECK(whole.field("Accept-Ranges") == "bytes");
  CHECK(whole.field("Cache-Control") == "no-cache");

  std::string const tag = whole.field("ETag");
  CHECK(tag.starts_with('"'));
  answered const same = ask_for(handle, "/", {{"If-None-Match", tag}});
  CHECK(same.status == 304);
  CHECK(same.body.empty());
  CHECK(same.field("ETag") == tag);
  CHECK(same.field("Cache-Control") == "no-cache");
  CHECK(same.field("Content-Type") == "none");

  answered const part = ask_for(handle, "/", {{"Range", "bytes=2-3"}, {"If-Range", tag}});
  CHECK(part.status == 206);
  CHECK(part.body == "23");
  CHECK(part.field("Content-Range") == "bytes 2-3/10");
  CHECK(part.field("Content-Length") == "2");

  answered const none = ask_for(handle, "/", {{"Range", "bytes=10-"}});
  CHECK(none.status == 416);
  CHECK(none.field("Content-Range") == "bytes */10");
  CHECK(ask_for(handle, "/", {{"If-Match", "\"x\""}}).status == 412);
}

TEST_CASE("class 26: HEAD has the head of GET, and no body", "[http]") {
  test_folder const folder;
  folder.write("small", "0123456789");
  folder.write("large", std::string(300'000, 'x'));
  for (char const* name : {"small", "large"}) {
    auto const handle = [&](exchange& with) {
      send_file(with, opened_file::at(folder / name), "text/plain");
    };
    answered const got = ask_for(handle, "/");
    answered const head = ask_for(handle, "/", {{"Range", "bytes=0-1"}}, http_method::head);
    CHECK(head.status == 200);
    CHECK(head.body.empty());
    CHECK(head.field("Content-Length") == got.field("Content-Length"));
    CHECK(head.field("ETag") == got.field("ETag"));
  }
}

TEST_CASE("several ranges have the length that they say", "[http]") {
  test_folder const folder;
  folder.write("a", std::string(200'000, 'a'));
  auto const handle = [&](exchange& with) {
    send_file(with, opened_file::at(folder / "a"), "text/plain");
  };
  answered const parts = ask_for(handle, "/", {{"Range", "bytes=0-9,1000-100999,-10"}});
  CHECK(parts.status == 206);
  CHECK(parts.field("Content-Length") == std::to_string(parts.body.size()));
  CHECK(parts.field("Content-Type").starts_with("multipart/byteranges; boundary="));
  CHECK(parts.body.size() > 100'020);
}

TEST_CASE("what is no file is not found", "[http]") {
  auto const missing = [](exchange& with) {
    send_file(with, opened_file::at("/none"), "text/plain");
  };
  CHECK(ask_for(missing, "/").status == 404);
  auto const device = [](exchange& with) {
    send_file(with, opened_file::at("/dev/zero"), "text/plain");
  };
  CHECK(ask_for(device, "/").status == 404);
}

namespace {

test_folder const& big_folder() {
  static test_folder const folder;
  return folder;
}

/// A gigabyte that takes no space, with marks at its ends.
constexpr std::uint64_t huge_size = 1ull << 30;
void make_huge() {
  big_folder().write("huge", "begin");
  std::filesystem::resize_file(big_folder() / "huge", huge_size - 3);
  std::ofstream(big_folder() / "huge", std::ios::binary | std::ios::app) << "end";
}

void send_huge(exchange& with) {
  send_file(with, opened_file::at(big_folder() / "huge"), "application/octet-stream");
}

long resident_kilobytes() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;)
    if (word == "VmRSS:") return status >> word, std::stol(word);
  return 0;
}

}  // namespace

TEST_CASE("a huge file waits for a slow reader in the kernel, not in memory", "[http]") {
  make_huge();
  served::by_one_handler running({.handle = send_huge});
  test_client slow(running.server);
  slow.send(get("/huge"));
  std::string const head = slow.some();
  CHECK(head.find("Content-Length: " + std::to_string(huge_size)) != head.npos);
  long const before = resident_kilobytes();
  test_client other(running.server);  // on the same thread
  std::string const part = other.ask(get("/huge", "Range: bytes=-3\r\n"));
  CHECK(status_of(part) == 206);
  CHECK(body_of(part) == "end");
  std::string const more = other.ask(get("/huge", "Range: bytes=0-4,1000000-1000002,-3\r\n"));
  CHECK(status_of(more) == 206);
  CHECK(more.find("\r\n\r\nbegin\r\n--") != more.npos);
  CHECK(resident_kilobytes() - before < 20'000);
  slow.leave();
  CHECK(served::eventually([&] { return running.server.counters().open <= 1; }));
}

TEST_CASE("class 26: a file that is cut off while it is sent ends the connection", "[http]") {
  make_huge();
  served::by_one_handler running({.handle = send_huge});
  test_client client(running.server);
  client.send(get("/huge"));
  std::size_t received = client.some().size();
  std::filesystem::resize_file(big_folder() / "huge", 1'000);
  while (true) {
    std::size_t const more = client.some().size();
    if (more == 0) break;
    received += more;
  }
  CHECK(received < huge_size);
  test_client next(running.server);  // the server goes on
  CHECK(status_of(next.ask(get("/huge", "Range: bytes=0-4\r\n"))) == 206);
}

TEST_CASE("a file, and then another request on the same connection", "[http]") {
  make_huge();
  served::by_one_handler running({.handle = send_huge});
  test_client client(running.server);
  client.send(get("/huge", "Range: bytes=0-99999\r\n") + get("/huge", "Range: bytes=-3\r\n"));
  std::string const first = client.answer();
  CHECK(body_of(first).size() == 100'000);
  CHECK(body_of(client.answer()) == "end");
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// What a request costs in calls of the kernel. The functions of the C library that the server
// calls are replaced by such that count; a sanitizer has replaced them already, and is left alone.

#include <hyper/http/server.hpp>
//
#include <sys/epoll.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <atomic>
#include <thread>
#include "http/client.hpp"
#include "http/served.hpp"
#include "support/catch.hpp"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HYPER_TEST_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HYPER_TEST_SANITIZED 1
#endif
#endif

#ifndef HYPER_TEST_SANITIZED

namespace {

struct call_counts {
  std::atomic<int> receives{0}, sends{0}, waits{0}, changes{0};
  void clear() { receives = sends = waits = changes = 0; }
} calls;
thread_local bool counted = true;  // but for the thread of the test's client

}  // namespace

extern "C" ssize_t recv(int socket, void* to, size_t size, int flags) {
  calls.receives += counted;
  return syscall(SYS_recvfrom, socket, to, size, flags, nullptr, nullptr);
}
extern "C" ssize_t send(int socket, void const* from, size_t size, int flags) {
  calls.sends += counted;
  return syscall(SYS_sendto, socket, from, size, flags, nullptr, 0);
}
extern "C" int epoll_wait(int poll, epoll_event* events, int most, int milliseconds) {
  calls.waits += counted;
  return static_cast<int>(
      syscall(SYS_epoll_pwait, poll, events, most, milliseconds, nullptr, 8 /* of a mask */));
}
extern "C" int epoll_ctl(int poll, int what, int descriptor, epoll_event* event) noexcept {
  calls.changes += counted;
  return static_cast<int>(syscall(SYS_epoll_ctl, poll, what, descriptor, event));
}

using namespace hyper;

namespace {

void answer(exchange& with) {
  if (with.asked.path == "/large") {
    response large;
    large.body = std::string(8u << 20, 'x');
    return with.answer(std::move(large));
  }
  with.answer(200, "text/plain", "Hello, World!");
}

served::plan with_socket(bool unix_socket) {
  served::plan how{&answer};
  if (unix_socket)
    how.settings.unix_socket = "/tmp/hyper-" + std::to_string(::getpid()) + "-system-calls";
  return how;
}

constexpr std::string_view question = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

}  // namespace

TEST_CASE("a request costs one receive, one send and one wake-up", "[http]") {
  bool const unix_socket = GENERATE(false, true);
  CAPTURE(unix_socket);
  counted = false;
  served::by_one_handler const serving(with_socket(unix_socket));
  test_client client(serving.server);
  for (int i = 0; i < 3; ++i) REQUIRE(client.ask(question).starts_with("HTTP/1.1 200"));
  calls.clear();
  for (int i = 0; i < 100; ++i) REQUIRE(client.ask(question).starts_with("HTTP/1.1 200"));
  CHECK(calls.receives == 100);
  CHECK(calls.sends == 100);
  CHECK(calls.changes == 0);
  CHECK(calls.waits <= 101);  // the last one may have begun, or not
  counted = true;
}

TEST_CASE("requests that came together are answered together", "[http]") {
  counted = false;
  served::by_one_handler const serving(with_socket(false));
  test_client client(serving.server);
  REQUIRE(client.ask(question).starts_with("HTTP/1.1 200"));
  std::string many;
  for (int i = 0; i < 16; ++i) many += question;
  calls.clear();
  client.send(many);
  for (int i = 0; i < 16; ++i) REQUIRE(client.answer().starts_with("HTTP/1.1 200"));
  CHECK(calls.receives <= 16);  // as they were cut on their way
  CHECK(calls.sends == calls.receives);
  CHECK(calls.changes == 0);
  counted = true;
}

TEST_CASE("room in the socket is asked for only while an answer waits for it", "[http]") {
  bool const unix_socket = GENERATE(false, true);
  CAPTURE(unix_socket);
  counted = false;
  served::by_one_handler const serving(with_socket(unix_socket));
  test_client client(serving.server);
  REQUIRE(client.ask(question).starts_with("HTTP/1.1 200"));
  calls.clear();
  client.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
  while (calls.changes == 0) std::this_thread::yield();  // a quick reader would leave it room
  REQUIRE(client.count_until("\r\n\r\n") > 0);
  std::size_t left = 8u << 20;
  while (left > 0) {
    std::string const some = client.some();
    REQUIRE_FALSE(some.empty());
    left -= some.size();
  }
  REQUIRE(client.ask(question).starts_with("HTTP/1.1 200"));
  CHECK(calls.changes == 2);  // once for room, once for none
  calls.clear();
  for (int i = 0; i < 10; ++i) REQUIRE(client.ask(question).starts_with("HTTP/1.1 200"));
  CHECK(calls.changes == 0);
  CHECK(calls.waits <= 11);
  counted = true;
}

#else

TEST_CASE("calls are not counted here: a sanitizer has replaced the same functions", "[http]") {
  SUCCEED();
}

#endif

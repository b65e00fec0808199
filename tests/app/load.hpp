// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Clients that ask without a pause and count what a user would have noticed: a connection that was
// refused, a request without its whole answer, and a kept connection that the server closed though
// its last answer had not said so. Half of them keep their connections, half come anew each time.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

namespace load {

/// Where to connect: a port of 127.0.0.1, or the path of a Unix socket.
struct target {
  int port = 0;
  std::string path;
};

struct result {
  std::uint64_t answered = 0;
  std::uint64_t failed = 0;
  std::uint64_t connections = 0;
  std::uint64_t told_to_close = 0;  // answers that ended a connection that would have been kept
  char first_failure[128] = {};
};

class asker {
 public:
  asker(target const& to, bool keeps) : to_(to), keeps_(keeps) {}
  ~asker() { hang_up(); }
  asker(asker const&) = delete;
  asker& operator=(asker const&) = delete;

  void ask_once() {
    if (socket_ >= 0 && closed_by_server()) fail("a kept connection was closed unannounced");
    if (socket_ < 0 && !dial()) return fail("a connection was refused");
    std::string const request = std::string("GET / HTTP/1.1\r\nHost: test\r\n") +
                                (keeps_ ? "" : "Connection: close\r\n") + "\r\n";
    ssize_t const sent = ::send(socket_, request.data(), request.size(), MSG_NOSIGNAL);
    if (sent != static_cast<ssize_t>(request.size())) return fail("a request could not be sent");
    receive();
  }
  result const& counted() const { return counted_; }

 private:
  bool dial() {
    sockaddr_in four{};
    sockaddr_un local{};
    bool const tcp = to_.port != 0;
    four.sin_family = AF_INET;
    four.sin_port = htons(static_cast<std::uint16_t>(to_.port));
    four.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    local.sun_family = AF_UNIX;
    std::memcpy(local.sun_path, to_.path.c_str(), to_.path.size() + 1);
    socket_ = ::socket(tcp ? AF_INET : AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto const* const where =
        tcp ? reinterpret_cast<sockaddr const*>(&four) : reinterpret_cast<sockaddr const*>(&local);
    if (::connect(socket_, where, tcp ? sizeof four : sizeof local) != 0) return hang_up(), false;
    ++counted_.connections;
    return true;
  }

  bool closed_by_server() {
    char byte = 0;
    ssize_t const seen = ::recv(socket_, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return !(seen < 0 && errno == EAGAIN);
  }

  void receive() {
    std::string answer;
    std::size_t end = std::string::npos;
    std::size_t whole = 0;
    while (end == std::string::npos || answer.size() < whole) {
      char bytes[4096];
      pollfd waiting{socket_, POLLIN, 0};
      if (::poll(&waiting, 1, 20'000) <= 0) return fail("an answer did not come in 20 s");
      ssize_t const got = ::recv(socket_, bytes, sizeof bytes, 0);
      if (got <= 0) return fail(answer.empty() ? "a request had no answer" : "half an answer");
      answer.append(bytes, static_cast<std::size_t>(got));
      end = answer.find("\r\n\r\n");
      std::size_t const length = answer.find("Content-Length: ");
      if (end != answer.npos && length < end)
        whole = end + 4 + std::strtoul(answer.c_str() + length + 16, nullptr, 10);
    }
    if (!answer.starts_with("HTTP/1.1 200 ")) return fail(answer.substr(0, 60).c_str());
    ++counted_.answered;
    bool const ends = answer.find("Connection: close") < end;
    if (keeps_ && ends) ++counted_.told_to_close;
    if (!keeps_ || ends) hang_up();
  }

  void fail(char const* why) {
    if (counted_.failed++ == 0) std::strncpy(counted_.first_failure, why, 127);
    hang_up();
  }
  void hang_up() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
  }

  target to_;
  bool keeps_;
  int socket_ = -1;
  result counted_;
};

/// Asks with so many clients until told to end and, unless ended before, at least so many times.
inline result run(target const& to, int clients, std::atomic<bool> const& end) {
  std::vector<result> parts(static_cast<std::size_t>(clients));
  std::vector<std::thread> threads;
  for (int i = 0; i < clients; ++i)
    threads.emplace_back([&, i] {
      asker one(to, i % 2 == 0);
      while (!end) one.ask_once();
      parts[static_cast<std::size_t>(i)] = one.counted();
    });
  for (std::thread& each : threads) each.join();
  result sum;
  for (result const& part : parts) {
    sum.answered += part.answered;
    sum.failed += part.failed;
    sum.connections += part.connections;
    sum.told_to_close += part.told_to_close;
    if (sum.first_failure[0] == 0) std::memcpy(sum.first_failure, part.first_failure, 128);
  }
  return sum;
}

/// The same in a process of its own, so that the test may fork while it runs.
class process {
 public:
  process(target const& to, int clients) {
    int orders[2];
    int results[2];
    if (::pipe(orders) != 0 || ::pipe(results) != 0) std::abort();
    id_ = ::fork();
    if (id_ == 0) {
      ::close(orders[1]);
      std::atomic<bool> end{false};
      std::thread waiting([&] {
        char byte = 0;
        static_cast<void>(!::read(orders[0], &byte, 1));
        end = true;
      });
      result const sum = run(to, clients, end);
      waiting.join();
      static_cast<void>(!::write(results[1], &sum, sizeof sum));
      ::_exit(0);
    }
    ::close(orders[0]);
    ::close(results[1]);
    order_ = orders[1];
    result_ = results[0];
  }
  process(process const&) = delete;
  process& operator=(process const&) = delete;
  ~process() {
    if (order_ >= 0) finish();
  }

  result finish() {
    static_cast<void>(!::write(order_, "x", 1));
    ::close(order_);
    order_ = -1;
    result sum;
    if (::read(result_, &sum, sizeof sum) != static_cast<ssize_t>(sizeof sum)) sum.failed = 1;
    ::close(result_);
    ::waitpid(id_, nullptr, 0);
    return sum;
  }

 private:
  pid_t id_ = -1;
  int order_ = -1;
  int result_ = -1;
};

}  // namespace load

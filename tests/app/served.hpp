// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// An application run as an operator would run it, in a process of its own, and a plain client for
// it: no part of the library stands between the test and the bytes.

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <vector>
#include "support/catch.hpp"

struct reply {
  int status = 0;
  std::string head;  // status line and fields
  std::string body;

  /// The value of the field spelled exactly like this.
  std::optional<std::string> field(std::string_view name) const {
    std::string const wanted = "\r\n" + std::string(name) + ": ";
    std::size_t const at = head.find(wanted);
    if (at == head.npos) return std::nullopt;
    std::size_t const begin = at + wanted.size();
    return head.substr(begin, head.find("\r\n", begin) - begin);
  }
};

/// One connection to a Unix socket. Every read has a limit of time, so that no test hangs.
class client {
 public:
  explicit client(std::string const& path) {
    socket_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
      ::close(socket_);
      socket_ = -1;
    }
  }
  ~client() {
    if (socket_ >= 0) ::close(socket_);
  }
  client(client const&) = delete;
  client& operator=(client const&) = delete;
  bool connected() const { return socket_ >= 0; }

  void send(std::string_view bytes) const {
    while (!bytes.empty()) {
      ssize_t const sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }

  /// The next answer; status 0 when the server closed or was silent for 20 seconds.
  reply receive(bool has_body = true) {
    reply got;
    std::size_t end;
    while ((end = buffer_.find("\r\n\r\n")) == buffer_.npos)
      if (!more()) return got;
    got.head = buffer_.substr(0, end + 2);
    buffer_.erase(0, end + 4);
    std::size_t const length =
        has_body ? std::strtoul(got.field("Content-Length").value_or("0").c_str(), nullptr, 10) : 0;
    while (buffer_.size() < length)
      if (!more()) return got;
    got.body = buffer_.substr(0, length);
    buffer_.erase(0, length);
    got.status = std::atoi(got.head.c_str() + std::strlen("HTTP/1.1 "));
    return got;
  }

  reply ask(std::string const& method_and_target, std::string_view body = {},
            std::string const& fields = {}) {
    std::string request = method_and_target + " HTTP/1.1\r\nHost: test\r\n" + fields;
    if (!body.empty())
      request +=
          "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
          "\r\n";
    send(request + "\r\n" + std::string(body));
    return receive(!method_and_target.starts_with("HEAD "));
  }

  /// True when the server closes without another byte.
  bool closed() { return buffer_.empty() && !more() && ended_; }

 private:
  bool more() {
    pollfd waiting{socket_, POLLIN, 0};
    if (::poll(&waiting, 1, 20'000) <= 0) return false;
    char bytes[65536];
    ssize_t const got = ::recv(socket_, bytes, sizeof bytes, 0);
    ended_ = got <= 0;
    if (got > 0) buffer_.append(bytes, static_cast<std::size_t>(got));
    return got > 0;
  }
  int socket_ = -1;
  bool ended_ = false;
  std::string buffer_;
};

/// `program(argc, argv)` in a process of its own, its output kept.
class served {
 public:
  using program = int (*)(int, char**);

  served(program run, std::vector<std::string> words) {
    int channel[2];
    REQUIRE(::pipe2(channel, O_CLOEXEC) == 0);
    std::fflush(nullptr);  // else the child would write what the test has not yet written
    process_ = ::fork();
    if (process_ == 0) {
      ::dup2(channel[1], 1);
      ::dup2(channel[1], 2);
      ::close(channel[0]);
      ::close(channel[1]);  // what goes on in the background must not keep the pipe open
      words.insert(words.begin(), "./application");
      std::vector<char*> pointers;
      for (std::string& word : words) pointers.push_back(word.data());
      ::_exit(run_alone(run, pointers));
    }
    ::close(channel[1]);
    output_ = channel[0];
  }
  ~served() {
    if (process_ > 0) {
      ::kill(process_, SIGTERM);
      finish();
    }
    ::close(output_);
  }
  served(served const&) = delete;
  served& operator=(served const&) = delete;

  /// Waits until the output holds these words; false when the process ended or 30 s passed first.
  bool says(std::string_view words) {
    while (text_.find(words) == text_.npos)
      if (!more()) return false;
    return true;
  }
  /// What a program throws must not unwind into the test, whose objects are the parent's to
  /// destroy.
  static int run_alone(program run, std::vector<char*>& words) noexcept {
    try {
      return run(static_cast<int>(words.size()), words.data());
    } catch (std::exception const& thrown) {
      std::fputs(thrown.what(), stderr);
    }
    return 99;
  }
  void signal(int number) const { ::kill(process_, number); }
  /// Waits for the end and gives the exit code; minus the signal if one ended it.
  int finish() {
    while (more()) {
    }
    ::kill(process_, SIGKILL);  // it has ended, or has been silent for too long
    int status = 0;
    ::waitpid(process_, &status, 0);
    process_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }
  std::string const& text() const { return text_; }
  int process_id() const { return process_; }

 private:
  bool more() {
    pollfd waiting{output_, POLLIN, 0};
    if (::poll(&waiting, 1, 30'000) <= 0) return false;
    char bytes[4096];
    ssize_t const got = ::read(output_, bytes, sizeof bytes);
    if (got > 0) text_.append(bytes, static_cast<std::size_t>(got));
    return got > 0;
  }
  int process_ = -1;
  int output_ = -1;
  std::string text_;
};

/// What a program says and its exit code, for one that ends by itself.
struct ended {
  int code;
  std::string text;
};
inline ended run_to_end(served::program run, std::vector<std::string> words) {
  served one(run, std::move(words));
  int const code = one.finish();
  return {code, one.text()};
}

/// The address of the PostgreSQL that the test command started; ends the test without one.
inline std::string test_database() {
  char const* const url = std::getenv("HYPER_TEST_DATABASE_URL");
  if (url == nullptr) FAIL("HYPER_TEST_DATABASE_URL is not set: use tests/run");
  return url;
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// A plain client, so that no part of the library stands between the test and the bytes.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <cstdlib>
#include <cstring>
#include <hyper/http/server.hpp>
#include <string>
#include <string_view>

class test_client {
 public:
  explicit test_client(std::uint16_t port) { dial_port(port); }
  explicit test_client(hyper::server const& to) {
    if (to.port() != 0) {
      dial_port(to.port());
    } else {
      sockaddr_un address{};
      address.sun_family = AF_UNIX;
      std::string const path = to.address().substr(std::strlen("unix:"));
      std::memcpy(address.sun_path, path.data(), path.size());
      dial(AF_UNIX, reinterpret_cast<sockaddr*>(&address), sizeof address);
    }
  }
  ~test_client() { leave(); }
  test_client(test_client const&) = delete;
  test_client& operator=(test_client const&) = delete;

  bool connected() const { return socket_ >= 0; }
  void send(std::string_view bytes) const {
    while (!bytes.empty()) {
      ssize_t const sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  void end_sending() const { ::shutdown(socket_, SHUT_WR); }
  void leave() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
  }
  /// Leaves in such a way that the server sees it at once.
  void reset() {
    linger const now{1, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    leave();
  }
  /// Everything until the server closes; ends with "[silent]" after 20 seconds without a byte.
  std::string all() {
    while (more()) {
    }
    return std::exchange(buffer_, {});
  }
  /// Everything up to and with this text; all there is when it does not come.
  std::string until(std::string_view text) {
    std::size_t at;
    while ((at = buffer_.find(text)) == buffer_.npos)
      if (!more()) return std::exchange(buffer_, {});
    std::string const got = buffer_.substr(0, at + text.size());
    buffer_.erase(0, got.size());
    return got;
  }
  /// The same for what is too much to keep: its size.
  std::size_t count_until(std::string_view text) {
    std::size_t dropped = 0;
    while (buffer_.find(text) == buffer_.npos) {
      if (buffer_.size() > text.size()) {
        dropped += buffer_.size() - text.size();
        buffer_.erase(0, buffer_.size() - text.size());
      }
      if (!more()) break;
    }
    return dropped + until(text).size();
  }
  /// What comes next, or nothing when the server has closed.
  std::string some() {
    if (buffer_.empty()) more();
    return std::exchange(buffer_, {});
  }
  /// Reads at most so many bytes that are there, and forgets them.
  std::size_t take(std::size_t most) const {
    std::string bytes(most, 0);
    ssize_t const got = ::recv(socket_, bytes.data(), most, MSG_DONTWAIT);
    return got < 0 ? 0 : static_cast<std::size_t>(got);
  }
  /// Waits for the first bytes of an answer, and leaves them there.
  void await_bytes() const {
    char byte = 0;
    static_cast<void>(!::recv(socket_, &byte, 1, MSG_PEEK));
  }
  /// The next whole answer, head and body.
  std::string answer(bool has_body = true) {
    std::size_t end;
    while ((end = buffer_.find("\r\n\r\n")) == buffer_.npos)
      if (!more()) return std::exchange(buffer_, {});
    std::size_t size = end + 4;
    std::size_t const length = buffer_.find("Content-Length: ");
    if (has_body && length < end) size += std::strtoul(buffer_.c_str() + length + 16, nullptr, 10);
    while (buffer_.size() < size)
      if (!more()) return std::exchange(buffer_, {});
    std::string const got = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return got;
  }
  std::string ask(std::string_view request) {
    send(request);
    return answer();
  }
  /// Waits until the server ends its side; true when not another byte came.
  bool closed() { return !more() && buffer_.empty(); }

 private:
  void dial_port(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    dial(AF_INET, reinterpret_cast<sockaddr*>(&address), sizeof address);
  }
  void dial(int family, sockaddr const* address, socklen_t size) {
    socket_ = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::connect(socket_, address, size) != 0) leave();
  }
  bool more() {
    pollfd waiting{socket_, POLLIN, 0};
    if (::poll(&waiting, 1, 20'000) <= 0) {
      buffer_ += "[silent]";
      return false;
    }
    char bytes[65536];
    ssize_t const got = ::recv(socket_, bytes, sizeof bytes, 0);
    if (got > 0) buffer_.append(bytes, static_cast<std::size_t>(got));
    return got > 0;
  }
  int socket_ = -1;
  std::string buffer_;
};

inline int status_of(std::string const& answer) {
  return answer.starts_with("HTTP/1.1 ") ? std::atoi(answer.c_str() + 9) : 0;
}
inline std::string body_of(std::string const& answer) {
  std::size_t const end = answer.find("\r\n\r\n");
  return end == answer.npos ? "" : answer.substr(end + 4);
}
inline std::string get(std::string const& path, std::string const& fields = {}) {
  return "GET " + path + " HTTP/1.1\r\nHost: test\r\n" + fields + "\r\n";
}

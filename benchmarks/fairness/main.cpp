// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
//   fairness PORT CONNECTIONS SECONDS [PATH]
//
// Keeps one request at a time on the way on each connection and counts the answers of each: a
// server that favours some is found out by the least and the most. One thread with one epoll, so
// that no connection is favoured here: whoever has been answered asks again at once. Prints
//   answers a second, least, most, p50 and p99 in microseconds, failed

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>
#include "../dial.hpp"

namespace {

using clock_type = std::chrono::steady_clock;

struct client {
  int socket = -1;
  std::string input;  // of an answer that has come in part
  clock_type::time_point asked;
  std::uint64_t answers = 0;
};

/// Whether the bytes are one whole answer; its length is what Content-Length says.
bool whole_answer(std::string_view bytes) {
  std::size_t const head = bytes.find("\r\n\r\n");
  std::size_t const field = bytes.find("Content-Length: ");
  if (head == bytes.npos || field > head) return false;
  std::size_t length = 0;
  std::from_chars(bytes.data() + field + 16, bytes.data() + head, length);
  return bytes.size() == head + 4 + length;
}

class measurement {
 public:
  measurement(int port, std::size_t connections, std::string_view path)
      : poll_(::epoll_create1(0)), clients_(connections) {
    request_ = "GET " + std::string(path) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    for (client& each : clients_) {
      each.socket = dial(port);
      if (each.socket < 0) std::perror("fairness: connect"), std::exit(1);
      epoll_event wanted{};
      wanted.events = EPOLLIN;
      wanted.data.ptr = &each;
      ::epoll_ctl(poll_, EPOLL_CTL_ADD, each.socket, &wanted);
    }
  }

  /// Without counting, so that all are under way when it counts.
  void warm_up() {
    for (client& each : clients_) ask(each);
    run(std::chrono::milliseconds(500));
    took_.clear();
    for (client& each : clients_) each.answers = 0;
  }

  void run(clock_type::duration how_long) {
    auto const end = clock_type::now() + how_long;
    epoll_event events[64];
    while (clock_type::now() < end) {
      int const ready = ::epoll_wait(poll_, events, 64, 100);
      for (int i = 0; i < ready; ++i) take(*static_cast<client*>(events[i].data.ptr));
    }
  }

  void print(double seconds) {
    auto const less = [](client const& a, client const& b) { return a.answers < b.answers; };
    auto const [least, most] = std::minmax_element(clients_.begin(), clients_.end(), less);
    std::sort(took_.begin(), took_.end());
    auto const at = [&](double share) {
      return took_[static_cast<std::size_t>(share * static_cast<double>(took_.size() - 1))];
    };
    if (took_.empty()) took_.push_back(0);
    std::printf("%.0f %llu %llu %.0f %.0f %llu\n", static_cast<double>(took_.size()) / seconds,
                static_cast<unsigned long long>(least->answers),
                static_cast<unsigned long long>(most->answers), static_cast<double>(at(0.5)),
                static_cast<double>(at(0.99)), static_cast<unsigned long long>(failed_));
  }

 private:
  void ask(client& who) {
    who.asked = clock_type::now();
    if (::send(who.socket, request_.data(), request_.size(), MSG_NOSIGNAL) < 0) fail(who);
  }

  void take(client& who) {
    char bytes[16384];
    ssize_t const got = ::recv(who.socket, bytes, sizeof bytes, 0);
    if (got <= 0) return fail(who);
    who.input.append(bytes, static_cast<std::size_t>(got));
    if (!whole_answer(who.input)) return;
    if (!who.input.starts_with("HTTP/1.1 200")) return fail(who);
    who.input.clear();
    ++who.answers;
    took_.push_back(
        std::chrono::duration<float, std::micro>(clock_type::now() - who.asked).count());
    ask(who);
  }

  void fail(client& who) {
    ++failed_;
    ::close(who.socket);
  }

  int poll_;
  std::string request_;
  std::vector<client> clients_;
  std::vector<float> took_;  // microseconds
  std::uint64_t failed_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return std::fputs("fairness PORT CONNECTIONS SECONDS [PATH]\n", stderr), 2;
  int const seconds = std::atoi(argv[3]);
  measurement all(std::atoi(argv[1]), static_cast<std::size_t>(std::atoi(argv[2])),
                  argc > 4 ? argv[4] : "/plaintext");
  all.warm_up();
  all.run(std::chrono::seconds(seconds));
  all.print(seconds);
}

// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
//   latency PORT SECONDS [CLIENTS [REQUESTS_A_SECOND]]
//
// Asks at a moderate rate on kept connections and prints how long answers took: p50, p99 and the
// longest, in microseconds, counted from the moment when the request was due, so that a server that
// stops for a while is not flattered.
#include <sys/socket.h>
#include <unistd.h>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <thread>
#include <vector>
#include "../dial.hpp"

namespace {
using clock_type = std::chrono::steady_clock;

void ask(int port, int seconds, std::chrono::microseconds pause, std::vector<double>& took) {
  constexpr std::string_view request = "GET / HTTP/1.1\r\nHost: test\r\n\r\n";
  int socket = dial(port);
  auto const end = clock_type::now() + std::chrono::seconds(seconds);
  for (auto due = clock_type::now(); due < end; due += pause) {
    std::this_thread::sleep_until(due);
    char bytes[4096];
    bool const answered = ::send(socket, request.data(), request.size(), MSG_NOSIGNAL) > 0 &&
                          ::recv(socket, bytes, sizeof bytes, 0) > 0 &&
                          std::memcmp(bytes, "HTTP/1.1 200", 12) == 0;
    took.push_back(answered
                       ? std::chrono::duration<double, std::micro>(clock_type::now() - due).count()
                       : 1e9);  // no answer is the longest wait
    if (answered) continue;
    ::close(socket);
    socket = dial(port);
  }
  ::close(socket);
}
}  // namespace

int main(int argc, char** argv) {
  if (argc < 3)
    return std::fputs("latency PORT SECONDS [CLIENTS [REQUESTS_A_SECOND]]\n", stderr), 2;
  int const clients = argc > 3 ? std::atoi(argv[3]) : 8;
  int const rate = argc > 4 ? std::atoi(argv[4]) : 800;
  std::chrono::microseconds const pause(1'000'000LL * clients / rate);
  std::vector<std::vector<double>> parts(static_cast<std::size_t>(clients));
  std::vector<std::thread> threads;
  for (auto& part : parts)
    threads.emplace_back([&, argv] { ask(std::atoi(argv[1]), std::atoi(argv[2]), pause, part); });
  for (auto& each : threads) each.join();
  std::vector<double> all;
  for (auto const& part : parts) all.insert(all.end(), part.begin(), part.end());
  std::sort(all.begin(), all.end());
  auto const at = [&](double share) {
    return all[static_cast<std::size_t>(share * static_cast<double>(all.size() - 1))];
  };
  std::printf("%zu answers, p50 %.0f us, p99 %.0f us, longest %.0f us, %zu failed\n", all.size(),
              at(0.5), at(0.99), all.back(),
              static_cast<std::size_t>(all.end() - std::lower_bound(all.begin(), all.end(), 1e9)));
}

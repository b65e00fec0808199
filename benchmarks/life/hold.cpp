// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
//   hold PORT CONNECTIONS
//
// Makes so many connections, asks once on each, says "held", and keeps them without a word until
// its input ends. Then it asks once more on each and says how many answered.
#include <sys/socket.h>
#include <unistd.h>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <vector>
#include "../dial.hpp"

namespace {

bool ask(int socket) {
  constexpr std::string_view request = "GET / HTTP/1.1\r\nHost: test\r\n\r\n";
  char bytes[4096];
  return ::send(socket, request.data(), request.size(), MSG_NOSIGNAL) > 0 &&
         ::recv(socket, bytes, sizeof bytes, 0) > 12 && std::memcmp(bytes, "HTTP/1.1 200", 12) == 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return std::fputs("hold PORT CONNECTIONS\n", stderr), 2;
  std::vector<int> held;
  int answered = 0;
  for (int i = 0; i < std::atoi(argv[2]); ++i) {
    held.push_back(dial(std::atoi(argv[1])));
    answered += ask(held.back()) ? 1 : 0;
  }
  std::printf("held %d\n", answered);
  std::fflush(stdout);
  while (std::getchar() != EOF) {
  }
  answered = 0;
  for (int const each : held) answered += ask(each) ? 1 : 0;
  std::printf("%d of them answered once more\n", answered);
}
